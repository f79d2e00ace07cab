from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubHoursDecision(models.TransientModel):
    """Correct, confirm on paper or withdraw hours, with the reason that stays."""

    _name = "club.hours.decision"
    _description = "Decision about Volunteers' Hours"

    hours_ids = fields.Many2many(
        "club.hours",
        string="Hours of volunteers",
        required=True,
        default=lambda s: s._default_hours(),
    )
    decision = fields.Selection(
        [
            ("paper", "Confirmed on paper"),
            ("amend", "Correct what was confirmed"),
            ("withdraw", "Withdraw: does not count"),
        ],
        required=True,
        default=lambda s: s._default_decision(),
    )
    reason = fields.Char(required=True)
    hours = fields.Float(
        string="Right duration", compute="_compute_hours", store=True, readonly=False
    )
    date = fields.Date(
        string="Right day", compute="_compute_date", store=True, readonly=False
    )
    activity_id = fields.Many2one(
        "club.hours.activity",
        string="Right activity",
        compute="_compute_activity_id",
        store=True,
        readonly=False,
    )

    @api.model
    def _default_hours(self):
        if self.env.context.get("active_model") != "club.hours":
            return self.env["club.hours"]
        return self.env["club.hours"].browse(self.env.context.get("active_ids", []))

    @api.model
    def _default_decision(self):
        states = set(self._default_hours().mapped("state"))
        return "amend" if states == {"confirmed"} else "paper"

    # One method each: what is given of one must not keep the others empty.
    @api.depends("hours_ids")
    def _compute_hours(self):
        for decision in self:
            decision.hours = decision.hours_ids[:1].hours

    @api.depends("hours_ids")
    def _compute_date(self):
        for decision in self:
            decision.date = decision.hours_ids[:1].date

    @api.depends("hours_ids")
    def _compute_activity_id(self):
        for decision in self:
            decision.activity_id = decision.hours_ids[:1].activity_id

    def action_apply(self):
        """Do what was decided, on every line chosen or on none."""
        self.ensure_one()
        lines = self.hours_ids
        if self.decision == "paper":
            lines._confirm_on_paper(self.reason)
        elif self.decision == "withdraw":
            lines._withdraw(self.reason)
        else:
            if len(lines) != 1:
                raise UserError(
                    self.env._("Correct one line at a time: open it first.")
                )
            lines._amend(
                {
                    "hours": self.hours,
                    "date": self.date,
                    "activity_id": self.activity_id.id,
                },
                self.reason,
            )
        return {"type": "ir.actions.act_window_close"}
