from odoo import fields, models


class ClubPaymentOutRefusal(models.TransientModel):
    """Why a payment or a transfer is refused, for who asked for it."""

    _name = "club.payment.out.refusal"
    _description = "Refuse a Payment"
    _inherit = ["club.dialog"]

    payment_ids = fields.Many2many(
        "club.payment.out",
        default=lambda s: s._default_documents("club.payment.out"),
    )
    transfer_ids = fields.Many2many(
        "club.section.transfer",
        default=lambda s: s._default_documents("club.section.transfer"),
    )
    reason = fields.Char(required=True)

    def _default_documents(self, model):
        context = self.env.context
        return context.get("active_ids") if context.get("active_model") == model else []

    def action_refuse(self):
        """Refuse the payments or transfers; who asked for them is told why."""
        self.payment_ids._refuse(self.reason)
        self.transfer_ids._refuse(self.reason)
