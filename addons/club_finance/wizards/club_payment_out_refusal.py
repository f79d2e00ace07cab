from odoo import fields, models


class ClubPaymentOutRefusal(models.TransientModel):
    """Why a payment is refused, for who asked for it."""

    _name = "club.payment.out.refusal"
    _description = "Refuse a Payment"

    payment_ids = fields.Many2many(
        "club.payment.out",
        required=True,
        default=lambda s: s.env.context.get("active_ids"),
    )
    reason = fields.Char(required=True)

    def action_refuse(self):
        """Refuse the payments; who asked for them is told why."""
        self.payment_ids._refuse(self.reason)
