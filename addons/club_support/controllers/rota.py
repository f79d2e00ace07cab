from odoo import http

from .volunteer_door import VolunteerDoor


class RotaPages(VolunteerDoor, http.Controller):
    """Who is on duty, and how fair the plan is."""

    @http.route(
        "/my/duties/rota", type="http", auth="user", methods=["GET"], website=True
    )
    def rota(self, section="", whole="", **kw):
        space, volunteer = self._volunteer()
        return self._volunteer_page(
            "club_support.duty_rota",
            space,
            "rota",
            volunteer._rota_page_values(self._number(section), bool(whole)),
        )

    @http.route(
        "/my/duties/rota/<int:duty_id>/why",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def why_not_me(self, duty_id, **kw):
        """Why a duty is not theirs: the rota is planned again with them on it."""
        space, volunteer = self._volunteer()
        duty = self._own(volunteer._duties_of_others(), duty_id)
        return self._do(
            space,
            f"/my/duties/rota?section={duty.section_id.id}",
            lambda: duty._why_not_me(volunteer),
            " ".join,
        )

    @http.route(
        "/my/duties/plan/<int:rota_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def plan(self, rota_id, **kw):
        space, volunteer = self._volunteer()
        rota = self._own(volunteer._readable_rotas(), rota_id)
        return self._volunteer_page(
            "club_support.duty_plan",
            space,
            "rota",
            {"plan": rota._plan_values(volunteer)},
        )
