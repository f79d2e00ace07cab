from odoo import http
from odoo.addons.club_portal.controllers.base import FLASH, PortalPages
from odoo.http import request


def vendor_route(path, method="GET"):
    """A page of the vendor's people, who are no members."""
    return http.route(
        f"/vendor{path}", type="http", auth="user", methods=[method], website=True
    )


class VendorDoorPages(PortalPages):
    """What every page of a vendor shares: it starts from a ``VendorDoor``."""

    def _door(self):
        """The door of who is at the keyboard; not found for everybody else."""
        door = request.env["club.vendor.contact"]._door()
        if not door:
            raise request.not_found()
        return door

    def _dossier(self, dossier_id):
        """(door, dossier released to them)."""
        door = self._door()
        dossier = door.dossier(dossier_id)
        if not dossier:
            raise request.not_found()
        return door, dossier

    def _line(self, dossier_id, line_id):
        """(door, line of a dossier released to them)."""
        door, dossier = self._dossier(dossier_id)
        line = dossier.line_ids.filtered(lambda each: each.id == line_id)
        if not line:
            raise request.not_found()
        return door, line

    def _vendor_page(self, template, door, values):
        """Render a page inside the vendor's layout.

        :param template: XML id of a template that calls ``club_roadmap.vendor_layout``
        """
        response = request.render(
            template,
            {
                "person_name": door.person.name,
                "vendor_names": ", ".join(door.contacts.vendor_id.mapped("name")),
                "flash": request.session.pop(FLASH, None),
                "page_name": "club",
                "no_breadcrumbs": True,
                **values,
            },
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    def _vendors_language(self, door, dossier, language):
        """Whether texts are shown in the vendor's language: as chosen, else as the
        reader's own language is."""
        if language in ("club", "vendor"):
            return language == "vendor" and bool(dossier.vendor_lang)
        return door.contact(dossier).lang == dossier.vendor_lang
