from odoo import api, models

from .paper import zoom


class NoticeLetterReport(models.AbstractModel):
    """Letters: each in the language of its payer."""

    _name = "report.club_membership.report_notice_letter"
    _description = "Letters of Notices of Dues"

    @api.model
    def _get_report_values(self, docids, data=None):
        notices = self.env["club.notice"].browse(docids)
        return {
            "zoom": zoom(data),
            "doc_ids": docids,
            "doc_model": notices._name,
            "docs": [notice.with_context(lang=notice._lang()) for notice in notices],
        }
