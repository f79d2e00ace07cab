import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from psycopg2 import OperationalError

_logger = logging.getLogger(__name__)

CHUNK = 50
# Rows of a log done away with in one transaction.
ROWS = 1000


class ClubRetentionList(models.Model):
    """What a retention rule is about to erase, and the day on which it does."""

    _name = "club.retention.list"
    _description = "Retention List"
    _inherit = ["club.run"]
    _order = "apply_on desc, id desc"

    rule_id = fields.Many2one(
        "club.retention.rule", required=True, readonly=True, ondelete="restrict"
    )
    kind = fields.Selection(related="rule_id.kind", string="What")
    action = fields.Selection(related="rule_id.action")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, readonly=True
    )
    apply_on = fields.Date(
        string="Applied on", required=True, readonly=True, index=True
    )
    listed_on = fields.Date(
        required=True,
        readonly=True,
        default=fields.Date.context_today,
        help="What became old after this day waits for the next list.",
    )
    line_ids = fields.One2many("club.retention.line", "list_id")
    line_count = fields.Integer(
        string="On the list", compute="_compute_line_count", store=True
    )

    @api.depends("line_ids")
    def _compute_line_count(self):
        for retention in self:
            retention.line_count = len(retention.line_ids)

    @api.depends("rule_id", "apply_on")
    def _compute_display_name(self):
        kinds = dict(self.rule_id._fields["kind"]._description_selection(self.env))
        for retention in self:
            retention.display_name = (
                f"{kinds.get(retention.kind, '')} {retention.apply_on or ''}"
            )

    @api.model
    def _cron_nightly(self):
        """Write tonight's lists; start the ones whose day has come."""
        # The day is each association's own.
        for companies in self.env["res.company"]._club_by_today():
            lists = self.with_env(companies.env)
            mine = [("company_id", "in", companies.ids)]
            for rule in lists.env["club.retention.rule"].search(mine):
                lists._list(rule)
            lists.search(
                [*mine, ("state", "=", "draft"), ("apply_on", "<=", "today")]
            )._run_start()

    @api.model
    def _list(self, rule):
        """Put on a list what the rule keeps no longer.

        :return: the list, empty if there is nothing
        """
        waiting = self.search([("rule_id", "=", rule.id), ("state", "=", "draft")])
        vals = []
        if rule.action == "anonymise":
            vals = [
                {"rule_id": rule.id, "partner_id": person, "ended_on": day}
                for person, day in rule._kept_too_long().items()
            ]
        elif not waiting and (count := sum(map(len, rule._old_lines()))):
            vals = [{"rule_id": rule.id, "count": count}]
        if not vals:
            return self.browse()
        today = fields.Date.context_today(self)
        return self.create(
            {
                "rule_id": rule.id,
                "company_id": rule.company_id.id,
                "apply_on": today + timedelta(days=rule.notice_days),
                "line_ids": [(0, 0, values) for values in vals],
            }
        )

    def action_cancel(self):
        """Apply nothing of this list; what it names is listed again later."""
        self.check_access("write")
        for retention in self:
            if retention.state != "draft":
                raise UserError(self.env._("This list is being applied already."))
            # sudo: the state is closed to hand-writing.
            retention.sudo().write({"state": "cancelled"})
            retention.sudo().line_ids.unlink()

    def write(self, vals):
        if not self.env.su:
            raise UserError(
                self.env._("Keep people on the list, or cancel it: it is not edited.")
            )
        return super().write(vals)

    def _run_chunk(self):
        lines = self.env["club.retention.line"].search(
            [("list_id", "=", self.id), ("state", "=", "listed")], limit=CHUNK
        )
        return sum(line._apply() for line in lines)

    def _run_count_remaining(self):
        lines = self.line_ids.filtered(lambda line: line.state == "listed")
        return sum(1 if line.partner_id else line._count_rows() for line in lines)


class ClubRetentionLine(models.Model):
    """One person, or one heap of log lines, that a list names."""

    _name = "club.retention.line"
    _description = "Line of a Retention List"
    _order = "list_id, id"
    _rec_name = "partner_id"

    list_id = fields.Many2one(
        "club.retention.list", required=True, index=True, ondelete="cascade"
    )
    rule_id = fields.Many2one(
        "club.retention.rule", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="list_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Person", index=True, ondelete="cascade"
    )
    ended_on = fields.Date(string="Ended on")
    count = fields.Integer(string="Lines", help="Of a log, older than the rule keeps.")
    state = fields.Selection(
        [
            ("listed", "To apply"),
            ("kept", "Kept"),
            ("done", "Done"),
            ("failed", "Not possible"),
        ],
        required=True,
        default="listed",
        index=True,
    )
    message = fields.Char(string="Reason")

    _once = models.UniqueIndex(
        "(rule_id, partner_id) WHERE state IN ('listed', 'kept')",
        "This person is on a list of this rule already.",
    )

    def _apply(self):
        """Erase one, or the next rows, checked anew; what stands against it is said on
        the line.

        :return: how many people or rows were dealt with
        """
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                return self._erase() if self.partner_id else self._drop_rows()
        except UserError as obstacle:
            self.write({"state": "failed", "message": str(obstacle)})
        except OperationalError:
            # Another transaction won: the run does the chunk again.
            raise
        except Exception:
            # One person whom something unforeseen protects keeps nobody else's data.
            _logger.exception("Retention: %s stays as it is", self.partner_id)
            failure = self.env._("Not erased: ask who runs the system why.")
            self.write({"state": "failed", "message": failure})
        return 1

    def _erase(self):
        if self.rule_id._came_back(self.partner_id):
            raise UserError(self.env._("Came back in the meantime."))
        self.partner_id._club_anonymise()
        self.write({"state": "done", "message": False})
        return 1

    def _drop_rows(self):
        """Do away with the next rows that were old when the list was written."""
        for old in self.rule_id._old_lines(self.list_id.listed_on):
            if old:
                rows = old[:ROWS]
                self.rule_id._drop(rows)
                return len(rows)
        self.write({"state": "done"})
        return 0

    def _count_rows(self):
        return sum(map(len, self.rule_id._old_lines(self.list_id.listed_on)))

    def action_keep(self):
        """Leave who is on the list as they are, until staff say otherwise."""
        self._set_state("listed", "kept")

    def action_unkeep(self):
        self._set_state("kept", "listed")

    def _set_state(self, before, after):
        self.check_access("write")
        for line in self:
            if line.state != before or line.list_id.state != "draft":
                raise UserError(self.env._("This list is being applied already."))
        # sudo: the state is closed to hand-writing.
        self.sudo().write({"state": after})

    def write(self, vals):
        if not self.env.su and set(vals) - {"message"}:
            raise UserError(self.env._("Use the buttons of the list."))
        return super().write(vals)
