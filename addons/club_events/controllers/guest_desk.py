from odoo import http
from odoo.http import request

from .base import EventPages

DESK = "/my/meetings/<int:event_id>/guests"


class GuestDesk(EventPages, http.Controller):
    """The guests of a meeting, for its hosts: on a phone, one by one."""

    @http.route(DESK, type="http", auth="user", methods=["GET"], website=True)
    def guests(self, event_id, **_params):
        """Who is invited and what they answered; inviting somebody more."""
        space = self._space()
        event = self._hosted(space, event_id)
        return self._events_page(
            "club_events.portal_guests",
            space,
            "meetings",
            {
                "event": {
                    "id": event.id,
                    "name": event.name,
                    "when": event._club_when(),
                },
                "desk": event._guest_desk(),
                "base": f"/my/meetings/{event.id}/guests",
            },
        )

    @http.route(DESK, type="http", auth="user", methods=["POST"], website=True)
    def invite(self, event_id, **form):
        """Invite somebody by name and e-mail address."""
        space = self._space()
        event = self._hosted(space, event_id)
        values = {**form, "items": request.httprequest.form.getlist("items")}
        return self._do(
            space,
            f"/my/meetings/{event.id}/guests",
            lambda: event._invite_guest(values, space.person),
            lambda guest: request.env._("The invitation goes to %s.", guest.email),
        )

    @http.route(
        f"{DESK}/<int:guest_id>/again",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def again(self, event_id, guest_id, **_form):
        """Send the invitation again, with a new link."""
        space = self._space()
        event, guest = self._guest(space, event_id, guest_id)

        def send():
            event._count_invitation(space.person)
            guest._invite(space.person)

        return self._do(
            space,
            f"/my/meetings/{event.id}/guests",
            send,
            request.env._(
                "A new link goes to %s; the one of before does not work any more.",
                guest.email,
            ),
        )

    @http.route(
        f"{DESK}/<int:guest_id>/withdraw",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def withdraw(self, event_id, guest_id, **_form):
        """Withdraw an invitation, and the place it gave."""
        space = self._space()
        event, guest = self._guest(space, event_id, guest_id)
        return self._do(
            space,
            f"/my/meetings/{event.id}/guests",
            guest._revoke,
            request.env._("The invitation of %s is withdrawn.", guest.name),
        )

    @http.route(
        f"{DESK}/door", type="http", auth="user", methods=["POST"], website=True
    )
    def helper(self, event_id, person_id="", how="", **_form):
        """Ask somebody to stand at the door, or take it from them."""
        space = self._space()
        event = self._hosted(space, event_id)
        number = int(person_id) if person_id.isdecimal() else 0
        url = f"/my/meetings/{event.id}/guests"
        if how == "remove":
            return self._do(
                space,
                url,
                lambda: event._dismiss_helper(number),
                request.env._("They do not sign people in any more."),
            )
        return self._do(
            space,
            url,
            lambda: event._ask_helper(number),
            lambda person: request.env._(
                "%s finds the door on the page of the meeting now.", person.name
            ),
        )

    def _hosted(self, space, event_id):
        """The meeting of this space with this id, if its person is a host of it."""
        event = self._meeting(space, event_id)
        if not space.personal or not event._is_host(space.person):
            raise request.not_found()
        return event

    def _guest(self, space, event_id, guest_id):
        event = self._hosted(space, event_id)
        guest = event._guest_numbered(guest_id)
        if not guest:
            raise request.not_found()
        return event, guest
