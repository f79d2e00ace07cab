from odoo import api, models
from odoo.addons.club_membership.report.paper import zoom


class AttendanceReport(models.AbstractModel):
    """The attendance sheet of meetings, page by page."""

    _name = "report.club_events.report_attendance"
    _description = "Attendance Sheet"

    @api.model
    def _get_report_values(self, docids, data=None):
        events = self.env["event.event"].browse(docids)
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": events._name,
            "docs": events._sheets(),
        }
