from odoo import http
from odoo.addons.club_portal.controllers.base import file_response
from odoo.http import request

from ..models.club_dossier_sheet import LARGEST
from .vendor_door import VendorDoorPages, vendor_route

REPORT = "club_roadmap.action_report_dossier"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class VendorFiles(VendorDoorPages, http.Controller):
    """A dossier as a file, and back."""

    @vendor_route("/<int:dossier_id>/export/<string:kind>")
    def export(self, dossier_id, kind, language="", **kw):
        """The dossier as ``pdf``, ``xlsx`` or ``csv``, in either language."""
        door, dossier = self._dossier(dossier_id)
        ours = self._vendors_language(door, dossier, language)
        if kind == "pdf":
            return self._paper(dossier, ours)
        made = {
            "xlsx": (dossier._to_xlsx, XLSX),
            "csv": (dossier._to_csv, "text/csv; charset=utf-8"),
        }
        if kind not in made:
            raise request.not_found()
        make, mimetype = made[kind]
        return file_response(make(ours), f"{dossier.name}.{kind}", mimetype)

    def _paper(self, dossier, ours):
        """As PDF, or as a page where PDF cannot be made."""
        # sudo: vendors hold no right on reports; the dossier was released to them.
        reports = request.env["ir.actions.report"].sudo()
        data = {"vendors_language": ours}
        if reports.get_wkhtmltopdf_state() in ("install", "broken"):
            page, _kind = reports._render_qweb_html(REPORT, dossier.ids, data)
            return request.make_response(page, [("Cache-Control", "no-store")])
        pdf, _kind = reports._render_qweb_pdf(REPORT, dossier.ids, data)
        return file_response(pdf, f"{dossier.name}.pdf", "application/pdf")

    @vendor_route("/<int:dossier_id>/upload", "POST")
    def upload(self, dossier_id, sheet=None, **kw):
        """Take a filled-in workbook: its answers become drafts."""
        door, dossier = self._dossier(dossier_id)
        # A field of text in the place of a file has nothing to read.
        content = sheet.read(LARGEST + 1) if hasattr(sheet, "read") else b""
        return self._do(
            door,
            f"/vendor/{dossier.id}?show=drafts",
            lambda: dossier._take_sheet(door.contact(dossier), content),
            lambda count: request.env._(
                "Drafts written from your file: %s. Look at them, then give them.",
                count,
            ),
        )
