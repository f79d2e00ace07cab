from odoo import api, models


class ClubDossierReport(models.AbstractModel):
    """A dossier on paper: the values of the vendor's pages, and no record."""

    _name = "report.club_roadmap.report_dossier"
    _description = "Dossier for the Vendor on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        ours = bool((data or {}).get("vendors_language"))
        dossiers = self.env["club.dossier"].browse(docids)
        return {
            "doc_ids": docids,
            "doc_model": "club.dossier",
            "papers": [
                {
                    "dossier": dossier._head_values(),
                    "lines": dossier._lines_values(dossier.line_ids, ours),
                    "notes": dossier.note_ids._vendor_values(ours),
                }
                for dossier in dossiers
            ],
        }
