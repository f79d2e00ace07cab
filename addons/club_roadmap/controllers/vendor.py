from odoo import http
from odoo.addons.club_portal.controllers.base import FLASH
from odoo.addons.portal.controllers.portal import pager
from odoo.http import request

from ..models.club_dossier_page import SHOWS
from .base import whole
from .vendor_door import VendorDoorPages, vendor_route

STEP = 50
LAST_PAGE = 10_000
SAID = (
    *("feasibility", "cost_points", "version", "version_name", "version_date"),
    "reason",
)


class VendorPages(VendorDoorPages, http.Controller):
    """Dossiers that were released to a vendor, and its answers."""

    @vendor_route("")
    def vendor(self, **kw):
        door = self._door()
        return self._vendor_page(
            "club_roadmap.vendor_dossiers",
            door,
            {"page": "dossiers", "dossiers": door.dossiers._list_values(door)},
        )

    @vendor_route("/<int:dossier_id>")
    def dossier(self, dossier_id, search="", show="all", language="", number=1, **kw):
        door, dossier = self._dossier(dossier_id)
        search, show = search[:60].strip(), show if show in SHOWS else "all"
        number = min(whole(number), LAST_PAGE)
        ours = self._vendors_language(door, dossier, language)
        language = "vendor" if ours else "club"
        lines = dossier._found_lines(search, show)
        chosen = {"search": search, "show": show, "language": language}
        pages = pager(
            url=f"/vendor/{dossier.id}",
            total=len(lines),
            page=max(number, 1),
            step=STEP,
        )
        first = pages["offset"]
        return self._vendor_page(
            "club_roadmap.vendor_dossier",
            door,
            {
                "page": "dossiers",
                "dossier": dossier._list_values(door)[0],
                "lines": dossier._lines_values(lines[first : first + STEP], ours),
                "notes": dossier.note_ids._vendor_values(ours),
                "found": len(lines),
                "first": first,
                "step": STEP,
                "number": max(number, 1),
                **chosen,
            },
        )

    @vendor_route("/<int:dossier_id>/lines/<int:line_id>")
    def line(self, dossier_id, line_id, language="", **kw):
        door, line = self._line(dossier_id, line_id)
        dossier = line.dossier_id
        ours = self._vendors_language(door, dossier, language)
        return self._vendor_page(
            "club_roadmap.vendor_line",
            door,
            {
                "page": "dossiers",
                "dossier": dossier._list_values(door)[0],
                "line": dossier._lines_values(line, ours)[0],
                "form": line._form_values(),
                "former": line._former_values(),
                "deliveries": line.delivery_ids._values(),
                "notes": dossier.note_ids.filtered(
                    lambda note: note.line_id in (line, line.browse())
                )._vendor_values(ours),
                "language": "vendor" if ours else "club",
            },
        )

    @vendor_route("/<int:dossier_id>/lines/<int:line_id>", "POST")
    def answer(self, dossier_id, line_id, give="", **kw):
        """Keep what was typed as a draft, or give it.

        :param give: ``1`` to give the answer
        """
        door, line = self._line(dossier_id, line_id)
        contact = door.contact(line.dossier_id)
        said = {name: kw.get(name, "")[:10000] for name in SAID}
        page = f"/vendor/{line.dossier_id.id}"
        if give == "1":
            return self._do_keeping(door, line, contact, said, page)
        return self._do(
            door,
            f"{page}/lines/{line.id}",
            lambda: line._save_draft(contact, said),
            request.env._("The draft is kept. The club does not see it yet."),
        )

    def _do_keeping(self, door, line, contact, said, page):
        """Give an answer; what is refused stays in the form, as a draft."""
        given = []
        response = self._do(
            door,
            page,
            lambda: given.append(line._give(contact, said)),
            request.env._("Your answer to %s is given.", line.number),
        )
        if given:
            return response
        refusal = request.session.get(FLASH)
        self._do(door, page, lambda: line._save_draft(contact, said))
        request.session[FLASH] = refusal
        return request.redirect(f"{page}/lines/{line.id}")

    @vendor_route("/<int:dossier_id>/give", "POST")
    def give_drafts(self, dossier_id, **kw):
        door, dossier = self._dossier(dossier_id)
        return self._do(
            door,
            f"/vendor/{dossier.id}",
            lambda: dossier._give_drafts(door.contact(dossier)),
            lambda count: request.env._("Answers given: %s.", count),
        )

    @vendor_route("/<int:dossier_id>/lines/<int:line_id>/delivered", "POST")
    def delivered(self, dossier_id, line_id, **kw):
        door, line = self._line(dossier_id, line_id)
        contact = door.contact(line.dossier_id)
        return self._do(
            door,
            f"/vendor/{line.dossier_id.id}/lines/{line.id}",
            lambda: (line._check_answering(contact), line._claim_delivery(contact)),
            request.env._("The club is asked to confirm the delivery."),
        )
