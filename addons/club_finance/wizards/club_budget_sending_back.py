from odoo import fields, models


class ClubBudgetSendingBack(models.TransientModel):
    """Gives budgets back to their sections, with the reason."""

    _name = "club.budget.sending.back"
    _description = "Sending Back of Budgets"
    _inherit = ["club.dialog"]

    budget_ids = fields.Many2many(
        "club.budget",
        required=True,
        default=lambda s: s.env["club.budget"].browse(
            s.env.context.get("active_ids", [])
        ),
    )
    reason = fields.Char(
        required=True, help="What has to change; the section reads it."
    )

    def action_send_back(self):
        """Send the budgets back.

        :raises AccessError: not the association's treasurer
        """
        self.ensure_one()
        self.budget_ids._send_back(self.reason)
        return {"type": "ir.actions.act_window_close"}
