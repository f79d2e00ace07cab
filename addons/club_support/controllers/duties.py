from odoo import http
from odoo.http import request

from .volunteer_door import VolunteerDoor

PAGE = "/my/duties"


class DutyPages(VolunteerDoor, http.Controller):
    """A volunteer's duties: confirm, ask for cover, swap, give back."""

    def _duty(self, duty_id):
        """(space, volunteer, duty), if it is one of theirs that stands or stood."""
        space, volunteer = self._volunteer()
        return space, volunteer, self._own(volunteer._live_duties(), duty_id)

    @http.route(PAGE, type="http", auth="user", methods=["GET"], website=True)
    def duties(self, **kw):
        space, volunteer = self._volunteer()
        return self._volunteer_page(
            "club_support.duties", space, "duties", volunteer._duties_page_values()
        )

    @http.route(
        f"{PAGE}/<int:duty_id>", type="http", auth="user", methods=["GET"], website=True
    )
    def duty(self, duty_id, **kw):
        space, volunteer, duty = self._duty(duty_id)
        return self._volunteer_page(
            "club_support.duty", space, "duties", {"duty": duty._page_values(volunteer)}
        )

    @http.route(
        f"{PAGE}/confirm", type="http", auth="user", methods=["POST"], website=True
    )
    def confirm_all(self, **kw):
        space, volunteer = self._volunteer()
        return self._do(
            space, PAGE, volunteer._confirm_all, volunteer._waiting_sentence
        )

    @http.route(
        f"{PAGE}/<int:duty_id>/confirm",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def confirm(self, duty_id, **kw):
        space, volunteer, duty = self._duty(duty_id)
        return self._do(
            space,
            PAGE,
            lambda: duty._confirm(volunteer),
            request.env._("Thank you! This duty is confirmed."),
        )

    @http.route(
        f"{PAGE}/<int:duty_id>/release",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def release(self, duty_id, reason="", **kw):
        space, volunteer, duty = self._duty(duty_id)
        return self._do(
            space,
            PAGE,
            lambda: duty._release(volunteer, reason[:200]),
            request.env._(
                "This duty is not yours any more. Your coordinator is told and looks "
                "for somebody."
            ),
        )

    @http.route(
        f"{PAGE}/<int:duty_id>/why",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def why(self, duty_id, **kw):
        """Why this duty is theirs: the rota is planned again without it."""
        space, volunteer, duty = self._duty(duty_id)
        return self._do(
            space,
            f"{PAGE}/{duty.id}",
            lambda: duty._why_me(volunteer),
            " ".join,
        )

    @http.route(
        f"{PAGE}/<int:duty_id>/cover",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def cover(self, duty_id, message="", **kw):
        """Ask those who were ticked; nobody ticked means everybody who could."""
        space, volunteer, duty = self._duty(duty_id)
        ticked = request.httprequest.form.getlist("asked")
        return self._do(
            space,
            f"{PAGE}/{duty.id}",
            lambda: duty._ask_ticked(volunteer, ticked, message),
            request.env._(
                "Asked. Whoever accepts first takes the duty over; until then it stays "
                "yours."
            ),
        )

    @http.route(
        f"{PAGE}/<int:duty_id>/swap",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def swap(self, duty_id, other="", message="", **kw):
        space, volunteer, duty = self._duty(duty_id)
        chosen = self._own(duty._swappable(volunteer), self._number(other))
        return self._do(
            space,
            f"{PAGE}/{duty.id}",
            lambda: request.env["club.duty.offer"]._ask_swap(
                duty, volunteer, chosen, message
            ),
            request.env._("Asked. Both duties stay as they are until they accept."),
        )
