from odoo import http
from odoo.http import request

from .base import EventPages

ASK = "/my/meetings/ask"


class MeetingRequestPages(EventPages, http.Controller):
    """Members ask for a meeting of a cycle that is held on request."""

    @http.route(ASK, type="http", auth="user", methods=["GET"], website=True)
    def ask_page(self, **kw):
        space = self._space()
        requests = request.env["club.meeting.request"]
        return self._events_page(
            "club_events.portal_ask",
            space,
            "meetings",
            {
                "cycles": requests._askable(space)._ask_values(),
                "asked": requests._asked_values(space),
            },
        )

    @http.route(
        f"{ASK}/<int:cycle_id>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def ask(self, cycle_id, wish="", **kw):
        space = self._space()
        requests = request.env["club.meeting.request"]
        cycle = requests._askable(space).filtered(lambda each: each.id == cycle_id)
        if not cycle:
            raise request.not_found()
        return self._do(
            space,
            ASK,
            lambda: requests._ask(space, cycle, wish),
            request.env._("The office has your request, and answers by e-mail."),
        )
