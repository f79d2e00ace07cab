from odoo import http
from odoo.http import request

from ..models.club_testimony_page import FILTERS
from .base import RoadmapPages


class TestimonyPages(RoadmapPages, http.Controller):
    """Who has migrated and can tell, and how to ask them."""

    @http.route(
        "/my/testimonies", type="http", auth="user", methods=["GET"], website=True
    )
    def testimonies(self, **kw):
        space = self._member_space()
        installations = request.env["club.installation"]
        asked = {name: str(kw[name])[:9] for name in FILTERS if kw.get(name)}
        return self._roadmap_page(
            "club_roadmap.testimonies",
            space,
            "installations",
            {
                "asked": asked,
                "choices": installations._testimony_choices(space),
                "testimonies": installations._testimonies(
                    space, asked
                )._testimony_values(),
            },
        )

    @http.route(
        "/my/testimonies/<int:installation_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def testimony(self, installation_id, **kw):
        space = self._member_space()
        found = self._found(space, installation_id)
        return self._roadmap_page(
            "club_roadmap.testimony",
            space,
            "installations",
            {
                "one": found._testimony_values()[0],
                "address": space.person.email,
                "asking": [
                    {"id": member.id, "name": member.partner_id.name}
                    for member in space.standing
                    if member.company_id == found.company_id
                ],
            },
        )

    @http.route(
        "/my/testimonies/<int:installation_id>/ask",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def ask(self, installation_id, membership="", message="", answer="", **kw):
        space = self._member_space()
        if not space.personal:
            raise request.not_found()
        found = self._found(space, installation_id)
        asking = self._chosen(space.standing, membership)
        return self._do(
            space,
            f"/my/testimonies/{found.id}",
            lambda: found._put_in_contact(
                space.person, asking, message, answer == "me"
            ),
            request.env._("Your question is on its way."),
        )

    def _found(self, space, installation_id):
        # Numbers of addresses may be larger than a column holds.
        small = 0 < installation_id < 2**31
        found = small and request.env["club.installation"]._testimony(
            space, installation_id
        )
        if not found:
            raise request.not_found()
        return found
