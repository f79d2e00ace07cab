from odoo import api, models

from .paper import zoom


class ReceiptReport(models.AbstractModel):
    """The receipt, refused here too to who types the report's address."""

    _name = "report.club_membership.report_receipt"
    _description = "Receipt of a Payment"

    @api.model
    def _get_report_values(self, docids, data=None):
        lines = self.env["club.deposit.line"].browse(docids)
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": lines._name,
            "docs": [line._receipt_values() for line in lines],
        }
