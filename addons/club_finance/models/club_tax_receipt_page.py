from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date


class ClubTaxReceipt(models.Model):
    """Tax receipts as their donor finds them."""

    _inherit = "club.tax.receipt"

    @api.model
    def _of_space(self, space):
        """Receipts of the person and of whom they manage, latest first."""
        return space.env["club.tax.receipt"].search(
            Domain("partner_id", "in", space.payers.ids)
            & Domain("company_id", "in", space.companies.ids)
        )

    def _receipt_values(self, space):
        self.ensure_one()
        return {
            "id": self.id,
            "number": self.name,
            "day": format_date(self.env, self.issued_on),
            "amount": format_amount(self.env, self.amount, self.currency_id),
            "donor": self.partner_id.name if self.partner_id != space.person else "",
            "ready": bool(self.document),
            "cancelled": self.state == "cancelled",
            "reason": self.cancel_reason or "",
            "replaced_by": self.replaced_by_ids[:1].name or "",
        }


class ClubDonation(models.Model):
    _inherit = "club.donation"

    @api.model
    def _page_of_space(self, space):
        receipts = space.env["club.tax.receipt"]._of_space(space)
        return {
            **super()._page_of_space(space),
            "receipts": [receipt._receipt_values(space) for receipt in receipts],
        }
