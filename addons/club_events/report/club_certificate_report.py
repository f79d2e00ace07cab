from odoo import api, models
from odoo.addons.club_membership.report.paper import zoom


class CertificateReport(models.AbstractModel):
    """Certificates of trainings, one page each."""

    _name = "report.club_events.report_certificate"
    _description = "Training Certificate"

    @api.model
    def _get_report_values(self, docids, data=None):
        certificates = self.env["club.training.certificate"].browse(docids)
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": certificates._name,
            "docs": [certificate._paper_values() for certificate in certificates],
        }
