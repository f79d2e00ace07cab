from odoo import http
from odoo.http import request

from .base import EventPages

REGISTER = "/my/meetings/<int:meeting_id>/register"
# What the form holds besides; and fields named after people and questions.
TYPED = (
    "people",
    "ticket",
    "slot",
    "presence",
    "discount",
    *(f"{field}_t{number}" for field in ("name", "email") for number in range(1, 5)),
)


class MeetingRegister(EventPages, http.Controller):
    """Register: oneself, or people of an organisation one manages."""

    def _way(self, space, event, key):
        """One of the ways in which this space registers people there; the first one if
        the address names none; not found if there is no such way."""
        ways = event._ways(space)
        found = [way for way in ways if way["key"] == key] if key else ways
        if not found:
            raise request.not_found()
        usable = [way for way in found if not way["why_not"]]
        return ways, (usable or found)[0]

    @http.route(REGISTER, type="http", auth="user", methods=["GET"], website=True)
    def form(self, meeting_id, name="", **kw):
        """:param name: in whose name, as ``event._ways``"""
        space = self._space()
        event = self._meeting(space, meeting_id)
        ways, way = self._way(space, event, name)
        return self._form(space, event, ways, way)

    @http.route(REGISTER, type="http", auth="user", methods=["POST"], website=True)
    def register(self, meeting_id, name="", key="", **kw):
        """Register whom the form names; what it holds besides is read by the meeting.
        A refusal shows it again as it was sent.

        :param key: names the page that was sent: sent twice, it books once
        """
        space = self._space()
        event = self._meeting(space, meeting_id)
        page = f"/my/meetings/{event.id}"
        form = request.httprequest.form
        if self._sent_before(space, event, name, key):
            self._flash(
                request.env._("This form was sent already: see who is registered."),
                "info",
            )
            return request.redirect(page)
        ways, way = self._way(space, event, name)
        if not self._may_try_code(form.get("discount")):
            return self._form(space, event, ways, way)
        booked = []

        def book():
            booking = event._book_form(space, way, form)
            request.env.flush_all()
            booked.append(booking)
            return booking

        answer = self._do(
            space, page, book, lambda booking: booking._outcome_sentence()
        )
        return answer if booked else self._form(space, event, ways, way)

    def _sent_before(self, space, event, name, key):
        """Whether a second click sends what the first one did already."""
        if request.env["club.event.booking"]._made_by(key):
            return True
        mine = event._rows_of(space).attendee_id
        return name == "me" and not event.is_multi_slots and space.person in mine

    def _form(self, space, event, ways, way):
        return self._events_page(
            "club_events.portal_register",
            space,
            "meetings",
            {
                "meeting": event._page_values(space),
                "ways": [{"key": each["key"], "label": each["label"]} for each in ways],
                "why_not": way["why_not"],
                "form": event._form_values(space, way, request.httprequest.form),
            },
        )
