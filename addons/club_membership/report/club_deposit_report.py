from odoo import api, models

from .paper import zoom


class DepositSlipReport(models.AbstractModel):
    """The slip that goes to the bank with the cheques."""

    _name = "report.club_membership.report_deposit_slip"
    _description = "Deposit slip"

    @api.model
    def _get_report_values(self, docids, data=None):
        deposits = self.env["club.deposit"].browse(docids)
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": deposits._name,
            "docs": deposits,
        }
