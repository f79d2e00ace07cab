from odoo import api, models

from .paper import zoom


class HoursReport(models.AbstractModel):
    """The statement of a volunteer's year, from confirmed hours only."""

    _name = "report.club_membership.report_hours"
    _description = "Volunteer's Statement"

    @api.model
    def _get_report_values(self, docids, data=None):
        lines = self.env["club.hours"].browse(docids)
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": lines._name,
            "docs": lines._statements(),
        }
