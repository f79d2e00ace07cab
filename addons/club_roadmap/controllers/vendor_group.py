from odoo import http
from odoo.http import request

from .base import whole
from .vendor_door import VendorDoorPages, vendor_route


class VendorGroup(VendorDoorPages, http.Controller):
    """The vendor's side of a joint group."""

    def _discussed(self, dossier_id):
        door, dossier = self._dossier(dossier_id)
        if not dossier._marked():
            raise request.not_found()
        return door, dossier

    @vendor_route("/<int:dossier_id>/group")
    def group(self, dossier_id, **kw):
        door, dossier = self._discussed(dossier_id)
        ours = self._vendors_language(door, dossier, "")
        return self._vendor_page(
            "club_roadmap.vendor_group",
            door,
            {
                "page": "dossiers",
                "dossier": dossier._list_values(door)[0],
                "lines": dossier._lines_values(dossier._marked(), ours),
                "messages": dossier.message_ids._values("vendor"),
            },
        )

    @vendor_route("/<int:dossier_id>/group", "POST")
    def send_message(self, dossier_id, body="", about="", **kw):
        door, dossier = self._discussed(dossier_id)
        contact = door.contact(dossier)
        line_id = whole(about)
        return self._do(
            door,
            f"/vendor/{dossier.id}/group",
            lambda: contact._write_to_group(dossier, body, line_id),
            request.env._("Your message is sent to the group."),
        )
