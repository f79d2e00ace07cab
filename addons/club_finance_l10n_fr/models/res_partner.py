from odoo import models


class ResPartner(models.Model):
    """The payer's references, where Chorus Pro looks for them on an invoice."""

    _inherit = "res.partner"

    def _club_invoice_references(self, order):
        values = super()._club_invoice_references(order)
        return values | {
            "buyer_reference": values["club_service_code"],
            # Where the body gives one number only, its order is its engagement.
            "purchase_order_reference": values["club_engagement_number"]
            or values["club_order_number"],
            "contract_reference": values["club_contract_number"],
        }
