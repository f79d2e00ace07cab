from odoo import http
from odoo.http import request

from .base import EventPages

PAGE = "/my/meetings"


class MeetingPages(EventPages, http.Controller):
    """The member's meetings: theirs, what is open to them, what is over."""

    @http.route(PAGE, type="http", auth="user", methods=["GET"], website=True)
    def meetings(self, **kw):
        space = self._space()
        return self._events_page(
            "club_events.portal_meetings",
            space,
            "meetings",
            request.env["event.event"]._list_values(space),
        )

    @http.route(
        f"{PAGE}/<int:meeting_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def meeting(self, meeting_id, **kw):
        space = self._space()
        event = self._meeting(space, meeting_id)
        return self._events_page(
            "club_events.portal_meeting",
            space,
            "meetings",
            {"meeting": event._page_values(space)},
        )
