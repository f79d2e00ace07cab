from odoo import http
from odoo.http import content_disposition, request

from .base import EventPages

PAGE = "/my/meetings"
LONGEST_KEY = 30


class MeetingPages(EventPages, http.Controller):
    """The member's meetings: theirs, what is open to them, what is over."""

    @http.route(PAGE, type="http", auth="user", methods=["GET"], website=True)
    def meetings(self, whose="", kind="", **kw):
        space = self._space()
        values = request.env["event.event"]._list_values(
            space, whose[:LONGEST_KEY], kind[:LONGEST_KEY]
        )
        return self._events_page(
            "club_events.portal_meetings", space, "meetings", values
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

    @http.route(
        f"{PAGE}/<int:meeting_id>/meeting.ics",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def calendar_file(self, meeting_id, **kw):
        """The meeting as one date for a calendar."""
        space = self._space()
        content = self._meeting(space, meeting_id)._calendar_file(space)
        return request.make_response(
            content,
            [
                ("Content-Type", "text/calendar; charset=utf-8"),
                ("Content-Disposition", content_disposition("meeting.ics")),
                ("Cache-Control", "no-store"),
            ],
        )

    @http.route(
        f"{PAGE}/programme", type="http", auth="user", methods=["GET"], website=True
    )
    def programme(self, year="", commission="", **kw):
        """The year, for members in good standing: its theme, its meetings by month.

        :param year: id of a programme
        :param commission: id of a commission of the space
        """
        space = self._space()
        if not space.standing:
            raise request.not_found()
        values = request.env["club.programme"]._year_values(
            space, whole(year), whole(commission)
        )
        return self._events_page(
            "club_events.portal_programme", space, "programme", values
        )


def whole(text):
    """The id that an address names, 0 if it is none."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
