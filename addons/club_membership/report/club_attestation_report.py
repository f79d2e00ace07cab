from odoo import api, models

from .paper import zoom


class AttestationReport(models.AbstractModel):
    """The attestation, refused here too to who types the report's address."""

    _name = "report.club_membership.report_attestation"
    _description = "Attestation of Membership and Payment"

    @api.model
    def _get_report_values(self, docids, data=None):
        periods = self.env["club.membership.period"].browse(docids)
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": periods._name,
            "docs": [period._attestation_values() for period in periods],
        }
