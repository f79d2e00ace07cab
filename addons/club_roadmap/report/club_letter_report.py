from odoo import api, models
from odoo.addons.club_membership.report.paper import zoom


class LetterReport(models.AbstractModel):
    """Letters to the vendor on the club's paper, refused here to who may not read."""

    _name = "report.club_roadmap.report_letter"
    _description = "Letter to the Vendor on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        letters = self.env["club.letter"].browse(docids)
        letters.check_access("read")
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": letters._name,
            "docs": [letter._report_values() for letter in letters],
        }
