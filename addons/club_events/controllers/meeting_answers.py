from odoo import http
from odoo.http import request

from .base import EventPages

ROUTE = "/my/meetings/registrations/<int:registration_id>"


class MeetingAnswers(EventPages, http.Controller):
    """What one does with a place: give it back, accept or decline it, come remotely."""

    def _registration(self, registration_id):
        """(space, registration), if this space handles it; not found otherwise."""
        space = self._space()
        rows = request.env["event.registration"]._of_space(space)
        found = rows.filtered(lambda row: row.id == registration_id)
        if not found:
            raise request.not_found()
        return space, found

    def _speaker(self, space):
        return request.env["event.event"]._speaker_of(space)

    def _answered(self, space, row, action, done):
        return self._do(space, f"/my/meetings/{row.event_id.id}", action, done)

    @http.route(
        f"{ROUTE}/withdraw", type="http", auth="user", methods=["POST"], website=True
    )
    def withdraw(self, registration_id, reason="", **kw):
        space, row = self._registration(registration_id)
        return self._answered(
            space,
            row,
            lambda: row._withdraw(self._speaker(space), reason[:200]),
            request.env._(
                "%(person)s does not come to %(meeting)s any more.",
                person=row.name,
                meeting=row.event_id.name,
            ),
        )

    @http.route(
        f"{ROUTE}/accept", type="http", auth="user", methods=["POST"], website=True
    )
    def accept(self, registration_id, **kw):
        space, row = self._registration(registration_id)
        return self._answered(
            space,
            row,
            lambda: row._accept(self._speaker(space)),
            lambda _result: (
                row.booking_id._outcome_sentence()
                or request.env._("The place is accepted.")
            ),
        )

    @http.route(
        f"{ROUTE}/decline", type="http", auth="user", methods=["POST"], website=True
    )
    def decline(self, registration_id, **kw):
        space, row = self._registration(registration_id)
        return self._answered(
            space,
            row,
            lambda: row._decline(self._speaker(space)),
            request.env._("Declined: the place goes to who waits next."),
        )

    @http.route(
        f"{ROUTE}/presence", type="http", auth="user", methods=["POST"], website=True
    )
    def presence(self, registration_id, presence="", **kw):
        space, row = self._registration(registration_id)
        return self._answered(
            space,
            row,
            lambda: row._change_presence(presence),
            lambda _result: row._presence_sentence(),
        )
