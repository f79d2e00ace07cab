from urllib.parse import urlencode

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .base import EventPages

DOOR = "/my/meetings/<int:meeting_id>/door"
HOW = ("site", "remote", "undo")
PRESENCES = ("site", "remote")
SHEET = "club_events.action_report_attendance"
NAME, LONG = 80, 120


class DoorPages(EventPages, http.Controller):
    """The door of a meeting, on the telephone of who stands there."""

    def _door(self, meeting_id):
        """The space and the meeting, if the space may run its door."""
        space = self._space()
        event = request.env["event.event"]._of_door(space, meeting_id)
        if not event:
            raise request.not_found()
        return space, event

    def _back(self, event, search="", only=""):
        kept = {"search": search[:NAME], "only": only}
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"/my/meetings/{event.id}/door" + (f"?{query}" if query else "")

    @http.route(DOOR, type="http", auth="user", methods=["GET"], website=True)
    def door(self, meeting_id, search="", only="", who="", **kw):
        space, event = self._door(meeting_id)
        people, refused = [], ""
        if who:
            try:
                people = event._door_people(who, space.user)
            except UserError as error:
                refused = str(error)
        return self._events_page(
            "club_events.portal_door",
            space,
            "meetings",
            {
                "door": event._door_values(search[:NAME], only),
                "who": who[:NAME],
                "people": people,
                "refused": refused,
            },
        )

    @http.route(
        f"{DOOR}/tick", type="http", auth="user", methods=["POST"], website=True
    )
    def tick(self, meeting_id, row_id="", how="", search="", only="", **kw):
        space, event = self._door(meeting_id)
        row = event._door_row(int(row_id) if row_id.isdecimal() else 0)
        if not row or how not in HOW:
            raise request.not_found()
        said = {
            "site": request.env._("%s is here.", row.name),
            "remote": request.env._("%s takes part remotely.", row.name),
            "undo": request.env._("%s is not here.", row.name),
        }
        return self._do(
            space,
            self._back(event, search, only),
            lambda: row._tick(space.person, how),
            said[how],
        )

    @http.route(f"{DOOR}/scan", type="jsonrpc", auth="user", website=True)
    def scan(self, meeting_id, code="", **kw):
        """Sign in whoever's badge the camera of the page sees.

        :return: what the door answers, and how many are there
        """
        space, event = self._door(meeting_id)
        row = request.env["event.registration"]._by_badge(str(code)[:300])
        if not row:
            raise request.not_found()
        answer = row._sign_in(space.person, "site", event)
        if answer["state"] == "in":
            space.trace(answer["text"])
        return answer | {"here": event._door_count_here()}

    @http.route(
        f"{DOOR}/enter", type="http", auth="user", methods=["POST"], website=True
    )
    def enter(
        self, meeting_id, person_id="", name="", email="", phone="", presence="", **kw
    ):
        """Somebody who is not registered comes in."""
        space, event = self._door(meeting_id)
        person = event._door_person(int(person_id) if person_id.isdecimal() else 0)
        if person_id and not person:
            raise request.not_found()
        typed = {"name": name[:LONG], "email": email[:LONG], "phone": phone[:40]}
        presence = presence if presence in PRESENCES else "site"
        return self._do(
            space,
            self._back(event),
            lambda: event._walk_in(space, person, typed, presence),
            lambda answer: f"{answer['title']}. {answer['text']}",
            lambda answer: answer["tone"],
        )

    @http.route(
        f"{DOOR}/close", type="http", auth="user", methods=["POST"], website=True
    )
    def close(self, meeting_id, **kw):
        space, event = self._door(meeting_id)
        return self._do(
            space,
            self._back(event),
            event._close_session,
            lambda _none: request.env._(
                "The session is closed: %s certificates are given.",
                event.certificate_count,
            ),
        )

    @http.route(
        f"{DOOR}/sheet", type="http", auth="user", methods=["GET"], website=True
    )
    def sheet(self, meeting_id, **kw):
        _space, event = self._door(meeting_id)
        return self._paper(SHEET, event, request.env._("Attendance sheet"))

    @http.route(
        f"{DOOR}/screen", type="http", auth="user", methods=["GET"], website=True
    )
    def screen(self, meeting_id, **kw):
        """What the screen of the room or of the call shows: a code that changes."""
        _space, event = self._door(meeting_id)
        response = request.render(
            "club_events.portal_screen", {"screen": event._screen_values()}
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    # Everybody signs themselves in

    @http.route(
        "/my/meetings/<int:meeting_id>/here",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def here(self, meeting_id, code="", **kw):
        space = self._personal_space()
        event = self._meeting(space, meeting_id)
        return self._events_page(
            "club_events.portal_here",
            space,
            "meetings",
            {"here": event._here_values(space), "code": code[:12]},
        )

    @http.route(
        "/my/meetings/<int:meeting_id>/here",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def sign_here(self, meeting_id, code="", presence="", **kw):
        space = self._personal_space()
        event = self._meeting(space, meeting_id)
        presence = presence if presence in PRESENCES else None

        # Counted before: a refusal takes back what was written on the way to it.
        counted = event._count_code(space)

        def sign():
            answer = event._sign_in_by_code(space, code[:40], presence, counted)
            if answer["state"] not in ("in", "already"):
                raise UserError(answer["text"])
            return answer

        return self._do(
            space,
            f"/my/meetings/{event.id}/here",
            sign,
            lambda answer: f"{answer['title']}. {answer['text']}",
        )
