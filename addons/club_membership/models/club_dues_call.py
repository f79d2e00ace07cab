from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class ClubDuesCall(models.Model):
    """A call for dues: who is called, for which period, payable by when.

    A campaign calls everyone concerned, in committed chunks; a single call is an
    admission or one late member, done at once. Its lines are the work items: they
    are the preview, then the record of what was done.
    """

    _name = "club.dues.call"
    _description = "Dues Call"
    _inherit = ["club.run", "mail.thread"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    kind = fields.Selection(
        [("campaign", "Campaign"), ("single", "Single member")],
        required=True,
        default="campaign",
        index=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(
        string="Call date",
        required=True,
        default=fields.Date.context_today,
        help="Booked on this day; headcounts are read on this day.",
    )
    due_date = fields.Date(required=True)
    term_from = fields.Date(
        string="Periods starting from",
        required=True,
        help="Members whose next period starts between these two days are called.",
    )
    term_to = fields.Date(string="Periods starting to", required=True)
    section_ids = fields.Many2many(
        "club.section",
        check_company=True,
        help="These sections and the ones below them. Empty: all.",
    )
    type_ids = fields.Many2many(
        "club.membership.type", check_company=True, help="Empty: all."
    )
    include_applicants = fields.Boolean(
        default=True, help="Also approved newcomers who were not called yet."
    )
    include_unreachable = fields.Boolean(
        string="Also members without any address",
        help="Called without being told: for those one meets.",
    )
    closed_count = fields.Integer(
        string="In sections not open yet", readonly=True, copy=False
    )
    line_ids = fields.One2many("club.dues.call.line", "call_id")
    due_ids = fields.One2many("club.due", "call_id")
    notice_ids = fields.One2many("club.notice", "call_id")
    line_count = fields.Integer(compute="_compute_totals")
    ready_count = fields.Integer(string="To call", compute="_compute_totals")
    anomaly_count = fields.Integer(string="Anomalies", compute="_compute_totals")
    ready_amount = fields.Monetary(string="Amount to call", compute="_compute_totals")
    called_amount = fields.Monetary(string="Called", compute="_compute_collected")
    residual = fields.Monetary(string="Still due", compute="_compute_collected")
    collection_rate = fields.Float(compute="_compute_collected")

    _dates_ordered = models.Constraint(
        "CHECK (term_to >= term_from)", "The periods' last day comes after the first."
    )

    @api.constrains("date", "due_date")
    def _check_due_date(self):
        for call in self:
            if call.due_date < call.date:
                raise ValidationError(
                    self.env._(
                        "%s: dues cannot be payable before they are called.", call.name
                    )
                )

    @api.depends("line_ids.state", "line_ids.amount")
    def _compute_totals(self):
        groups = self.env["club.dues.call.line"]._read_group(
            [("call_id", "in", self.ids)],
            ["call_id", "state"],
            ["__count", "amount:sum"],
        )
        for call in self:
            mine = {state: (n, total) for c, state, n, total in groups if c == call}
            call.line_count = sum(n for n, _total in mine.values())
            call.ready_count, call.ready_amount = mine.get("ready", (0, 0.0))
            call.anomaly_count = (
                mine.get("anomaly", (0, 0))[0] + mine.get("failed", (0, 0))[0]
            )

    @api.depends("due_ids.amount", "due_ids.residual")
    def _compute_collected(self):
        totals = {
            call: (amount, credited, residual)
            for call, amount, credited, residual in self.env["club.due"]._read_group(
                [("call_id", "in", self.ids), ("state", "!=", "cancelled")],
                ["call_id"],
                ["amount:sum", "amount_credited:sum", "residual:sum"],
            )
        }
        for call in self:
            amount, credited, residual = totals.get(call, (0.0, 0.0, 0.0))
            call.called_amount = amount - credited
            call.residual = residual
            call.collection_rate = (
                100.0 * (call.called_amount - residual) / call.called_amount
                if call.called_amount
                else 0.0
            )

    def action_preview(self):
        """Count and price everyone concerned, naming every anomaly; books nothing."""
        for call in self:
            if call.state not in ("draft", "ready"):
                raise UserError(self.env._("%s was already confirmed.", call.name))
            call.check_access("write")
            call._stage_lines()
            call.state = "ready"

    def action_confirm(self):
        """Price once more (drafts follow the tariff) and start; a second click is
        harmless."""
        for call in self:
            call.check_access("write")
            if call.state in ("done", "cancelled"):
                raise UserError(
                    self.env._(
                        "%s is over: make a new call, it will only do what is missing.",
                        call.name,
                    )
                )
            if call.state in ("draft", "ready"):
                call._check_period_open()
                call._stage_lines()
            call._run_start()

    def action_run_again(self):
        """Look again for who is missing: only they are called."""
        for call in self:
            call.check_access("write")
            if call.state != "done" or call.kind != "campaign":
                raise UserError(self.env._("%s is not over yet.", call.name))
            # What failed or was an anomaly may have been mended meanwhile.
            call._stage_lines()
            call._run_start()

    def _check_period_open(self):
        """Refuse a call dated in a closed accounting period before anything starts."""
        # sudo: secretaries confirm calls and see neither journals nor lock dates.
        for call in self.sudo():
            dues = self.env["club.due"].sudo().with_company(call.company_id)
            types = call.type_ids or call.type_ids.search(
                [("company_id", "=", call.company_id.id)]
            )
            for mode in set(types.mapped("booking_mode")):
                dues._check_period_open(call, call.company_id._club_journal(mode))

    def action_cancel(self):
        for call in self:
            if call.state not in ("draft", "ready"):
                raise UserError(
                    self.env._(
                        "%s is under way or done: cancel or credit dues one by one.",
                        call.name,
                    )
                )
        # sudo: the lines are made and removed by the call only.
        self.line_ids.sudo().unlink()
        self.state = "cancelled"

    def _why_not_called(self, membership, line):
        """One sentence: why a single member cannot be called."""
        name = membership.display_name
        if self.closed_count:
            return self.env._(
                "%(member)s: the section %(section)s is not open to dues yet.",
                member=name,
                section=membership.section_id.name,
            )
        if line.state == "anomaly":
            reasons = dict(line._fields["anomaly"]._description_selection(self.env))
            return self.env._(
                "%(member)s cannot be called: %(reason)s.",
                member=name,
                reason=reasons[line.anomaly],
            )
        if line.state == "already":
            return self.env._("%s was already called for this period.", name)
        if membership.amount_due:
            return self.env._(
                "%s was called already and still owes those dues: paying them is "
                "enough.",
                name,
            )
        return self.env._("%s has no period to call on these dates.", name)
