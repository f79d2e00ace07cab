from odoo import api, models


class ClubDossierReport(models.AbstractModel):
    """A dossier on paper: the values of the vendor's pages, and no record."""

    _name = "report.club_roadmap.report_dossier"
    _description = "Dossier for the Vendor on Paper"

    @api.model
    def _is_vendors_language(self, data):
        return bool((data or {}).get("vendors_language"))

    @api.model
    def _get_report_values(self, docids, data=None):
        ours = self._is_vendors_language(data)
        dossiers = self.env["club.dossier"].browse(docids)
        return {
            "doc_ids": docids,
            "doc_model": "club.dossier",
            "papers": [
                {
                    "lang": dossier.env.lang,
                    "dossier": dossier._head_values(),
                    "lines": dossier._lines_values(dossier.line_ids, ours),
                    "notes": dossier.note_ids._vendor_values(ours),
                }
                for dossier in (self._speaking(each, ours) for each in dossiers)
            ],
        }

    @api.model
    def _speaking(self, dossier, ours):
        """The dossier in the vendor's language, or as the reader speaks."""
        lang = (ours and dossier.vendor_lang) or self.env.lang
        return dossier.with_context(lang=lang)


class ClubDossierReportVendor(models.AbstractModel):
    """The same paper in the vendor's language, for the office to print."""

    _name = "report.club_roadmap.report_dossier_vendor"
    _inherit = ["report.club_roadmap.report_dossier"]
    _description = "Dossier on Paper in the Vendor's Language"

    @api.model
    def _is_vendors_language(self, data):
        return True
