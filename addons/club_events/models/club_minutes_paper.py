from odoo import api, models


class ClubMinutes(models.Model):
    """Minutes for who has no space: on paper, and for everybody."""

    _inherit = "club.minutes"

    def _public_values(self):
        """What everybody sees of public minutes: no names of who does what."""
        self.ensure_one()
        base = f"/club/minutes/{self.id}"
        values = self._published_values()
        return {
            **values,
            "documents": [
                {**file, "url": f"{base}/files/{file['id']}"}
                for file in values["documents"]
            ],
            "actions": [
                {"name": one["name"], "state": one.get("state")}
                for one in self._listed_actions(False, None)
            ],
        }

    def _paper_values(self):
        """What was published last; else the draft, which says that it is one."""
        self.ensure_one()
        draft = not self.revision_id
        values = self._draft_values() if draft else self._published_values()
        return {
            **values,
            "is_draft": draft,
            "actions": self._listed_actions(draft, None),
            "company": self.company_id,
            "lang": self.company_id.partner_id.lang or self.env.lang,
        }


class ReportMinutes(models.AbstractModel):
    _name = "report.club_events.report_minutes"
    _description = "Minutes on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        minutes = self.env["club.minutes"].browse(docids)
        return {
            "doc_ids": docids,
            "doc_model": "club.minutes",
            "docs": [one._paper_values() for one in minutes],
        }
