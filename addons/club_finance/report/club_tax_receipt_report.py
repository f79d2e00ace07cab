from odoo import api, models
from odoo.addons.club_membership.report.paper import zoom


class TaxReceiptReport(models.AbstractModel):
    """The paper of a tax receipt, from the facts kept on its day."""

    _name = "report.club_finance.report_tax_receipt"
    _description = "Paper of a Tax Receipt"

    @api.model
    def _get_report_values(self, docids, data=None):
        receipts = self.env["club.tax.receipt"].browse(docids)
        receipts.check_access("read")
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": receipts._name,
            "docs": [
                {
                    **receipt.facts,
                    "cancelled": receipt.state == "cancelled",
                    "logo": receipt.company_id.logo
                    if not receipt.company_id.uses_default_logo
                    else False,
                }
                for receipt in receipts
            ],
        }
