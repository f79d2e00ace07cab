from odoo import http
from odoo.http import request

from .volunteer_door import VolunteerDoor

FIELDS = ("home", "max_load", "rest", "helps_neighbours", "date_start", "date_end")
LISTS = ("sections", "skills", "days")


class VolunteerPages(VolunteerDoor, http.Controller):
    """Becoming a volunteer, saying how one helps, and stopping."""

    def _profile_space(self):
        """The space of a volunteer, or of who may become one."""
        space = self._personal_space()
        volunteers = request.env["club.volunteer"]
        if not volunteers._of_space(space) and not volunteers._may_join(space):
            raise request.not_found()
        return space

    @http.route(
        "/my/volunteer", type="http", auth="user", methods=["GET"], website=True
    )
    def profile(self, **kw):
        space = self._profile_space()
        values = request.env["club.volunteer"]._profile_values(space)
        return self._volunteer_page(
            "club_support.volunteer", space, "profile", {"profile": values}
        )

    @http.route(
        "/my/volunteer", type="http", auth="user", methods=["POST"], website=True
    )
    def save(self, **kw):
        space = self._profile_space()
        volunteers = request.env["club.volunteer"]
        is_new = not volunteers._of_space(space)
        form = request.httprequest.form
        told = {name: form.get(name, "")[:40] for name in FIELDS}
        told |= {name: form.getlist(name)[:500] for name in LISTS}
        return self._do(
            space,
            "/my/volunteer",
            lambda: volunteers._save_profile(space, told),
            request.env._(
                "Thank you! You are a volunteer now. Your coordinator sees you in the "
                "list and plans you in the next rota. Next: say when you cannot serve."
            )
            if is_new
            else request.env._("Your changes are kept. The next rota follows them."),
        )

    @http.route(
        "/my/volunteer/stop", type="http", auth="user", methods=["POST"], website=True
    )
    def stop(self, until="", reason="", **kw):
        space, volunteer = self._volunteer()
        return self._do(
            space,
            "/my/volunteer",
            lambda: volunteer._stop(until, reason),
            volunteer._stopped_sentence,
        )

    @http.route(
        "/my/volunteer/again", type="http", auth="user", methods=["POST"], website=True
    )
    def again(self, **kw):
        space, volunteer = self._volunteer()
        if not request.env["club.volunteer"]._may_join(space):
            raise request.not_found()
        return self._do(
            space,
            "/my/volunteer",
            volunteer._again,
            request.env._("Welcome back! The next rota counts on you again."),
        )
