from odoo import api, models
from odoo.addons.club_membership.report.paper import zoom


class DebitLetterReport(models.AbstractModel):
    """Letters about direct debits, each in the language of its payer."""

    _name = "report.club_finance.report_debit_letter"
    _description = "Letters about Direct Debits"

    @api.model
    def _get_report_values(self, docids, data=None):
        lines = self.env["club.debit.line"].browse(docids)
        lines.check_access("read")
        # sudo: debits, mandates and addresses of lines that may be read.
        docs = [line._letter_values() for line in lines.sudo() if line.by_letter]
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": lines._name,
            "docs": docs,
        }
