from odoo import fields, models


class ClubPaymentBounce(models.TransientModel):
    """Say which payments the bank took back, when and why."""

    _name = "club.payment.bounce"
    _description = "Bounced Payment"

    line_ids = fields.Many2many(
        "club.deposit.line",
        string="Payments",
        required=True,
        default=lambda s: s.env["club.deposit.line"].browse(
            s.env.context.get("active_ids", [])
            if s.env.context.get("active_model") == "club.deposit.line"
            else []
        ),
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    reason = fields.Char(required=True)

    def action_apply(self):
        self.ensure_one()
        self.line_ids._bounce(self.date, self.reason)
        return {"type": "ir.actions.act_window_close"}
