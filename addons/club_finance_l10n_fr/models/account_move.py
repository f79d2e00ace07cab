from odoo import models


class AccountMove(models.Model):
    """Core prints the three references of Chorus Pro: they are said once."""

    _inherit = "account.move"

    def _club_printed_references(self):
        printed = {
            text
            for text in (
                self.buyer_reference,
                self.purchase_order_reference,
                self.contract_reference,
            )
            if text
        }
        return [
            (label, text)
            for label, text in super()._club_printed_references()
            if text not in printed
        ]
