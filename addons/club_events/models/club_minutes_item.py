from odoo import api, fields, models
from odoo.addons.club_membership.tools import yes_or_no
from odoo.exceptions import UserError
from odoo.fields import Domain


class ClubMinutesDecision(models.Model):
    """One decision, numbered within its minutes."""

    _name = "club.minutes.decision"
    _description = "Decision"
    _order = "minutes_id, sequence, id"

    minutes_id = fields.Many2one(
        "club.minutes", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="minutes_id.company_id", store=True, index=True
    )
    commission_id = fields.Many2one(related="minutes_id.commission_id", store=True)
    date = fields.Date(related="minutes_id.date", store=True, index=True)
    state = fields.Selection(related="minutes_id.state", string="State of the minutes")
    sequence = fields.Integer(default=10)
    number = fields.Integer(
        readonly=True, copy=False, aggregator=None, help="Given when it is published."
    )
    name = fields.Text(string="Decision", required=True)
    track_id = fields.Many2one(
        "event.track", string="Item of the agenda", ondelete="set null"
    )

    _numbered_once = models.UniqueIndex(
        "(minutes_id, number) WHERE number > 0",
        "Two decisions of one meeting have different numbers.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        decisions = super().create(vals_list)
        decisions.minutes_id._about_to_change()
        return decisions

    def write(self, vals):
        if {"name", "minutes_id", "track_id", "sequence"} & set(vals):
            self.minutes_id._about_to_change()
        if "number" in vals and not self.env.su:
            raise UserError(self.env._("Decisions get their numbers by themselves."))
        result = super().write(vals)
        if "minutes_id" in vals:
            self.minutes_id._about_to_change()
        return result

    def unlink(self):
        self.minutes_id._about_to_change()
        return super().unlink()


class ClubMinutesAction(models.Model):
    """Something somebody does until a day: followed until it is done."""

    _name = "club.minutes.action"
    _description = "Action"
    _inherit = ["mail.thread"]
    _order = "due_date, id"

    minutes_id = fields.Many2one(
        "club.minutes", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="minutes_id.company_id", store=True, index=True
    )
    commission_id = fields.Many2one(related="minutes_id.commission_id", store=True)
    event_id = fields.Many2one(related="minutes_id.event_id", string="Meeting")
    sequence = fields.Integer(default=10)
    name = fields.Char(string="What", required=True)
    owner_id = fields.Many2one(
        "res.partner",
        string="Who",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_company', '=', False)]",
        tracking=True,
    )
    due_date = fields.Date(string="Until", required=True, index=True, tracking=True)
    state = fields.Selection(
        [("open", "To do"), ("done", "Done"), ("dropped", "Given up")],
        required=True,
        default="open",
        index=True,
        tracking=True,
    )
    done_on = fields.Date(readonly=True, copy=False)
    outcome = fields.Char(
        help="What came of it, or why it was given up.", tracking=True
    )
    is_late = fields.Boolean(compute="_compute_is_late", search="_search_is_late")

    _done_dated = models.Constraint(
        "CHECK (state <> 'done' OR done_on IS NOT NULL)",
        "An action that is done has its day.",
    )

    @api.depends("state", "due_date", "company_id")
    def _compute_is_late(self):
        for action in self:
            action.is_late = bool(
                action.state == "open"
                and action.due_date
                and action.due_date
                < (action.company_id or self.env.company)._club_today()
            )

    def _search_is_late(self, operator, value):
        today = self.env.company._club_today()
        late = Domain("state", "=", "open") & Domain("due_date", "<", today)
        return yes_or_no(operator, value, late)

    @api.model_create_multi
    def create(self, vals_list):
        actions = super().create(vals_list)
        actions.minutes_id._about_to_change()
        return actions

    def write(self, vals):
        if {"name", "minutes_id"} & set(vals):
            self.minutes_id._about_to_change()
        if vals.get("state") == "done" and not vals.get("done_on"):
            vals = {**vals, "done_on": self.env.company._club_today()}
        elif "state" in vals and vals["state"] != "done":
            vals = {**vals, "done_on": False}
        result = super().write(vals)
        if "minutes_id" in vals:
            self.minutes_id._about_to_change()
        return result

    def unlink(self):
        self.minutes_id._about_to_change()
        return super().unlink()
