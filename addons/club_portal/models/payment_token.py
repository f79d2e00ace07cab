from odoo import models


class PaymentToken(models.Model):
    """Saved cards: each is its owner's."""

    _inherit = "payment.token"

    def _get_available_tokens(self, *args, **kwargs):
        """Core also shows the cards of one's company, and to who holds a link those
        of whom it was written to: none of them may be paid with, see
        ``payment.transaction``."""
        tokens = super()._get_available_tokens(*args, **kwargs)
        return tokens.filtered(lambda card: card.partner_id == self.env.user.partner_id)
