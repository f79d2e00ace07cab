from odoo import http
from odoo.http import request

from .ticket_door import TicketDoor


def desk_form(path):
    """A form on the page of a question, for who answers."""
    return http.route(
        f"/my/support/desk/<int:ticket_id>/{path}",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )


class TicketDeskPages(TicketDoor, http.Controller):
    """The desk of who answers questions, made for a telephone."""

    @http.route(
        "/my/support/desk", type="http", auth="user", methods=["GET"], website=True
    )
    def desk(self, **kw):
        space = self._desk_space()
        tickets = request.env["club.ticket"]
        return self._page(
            "club_support.desk",
            space,
            {
                "page": "support_desk",
                "is_volunteer": bool(tickets._volunteers_of(space)),
                **tickets._desk_lists(space),
            },
        )

    @http.route(
        "/my/support/desk/<int:ticket_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def desk_ticket(self, ticket_id, reply="", **kw):
        """A question with its notes.

        :param reply: id of a ready answer to begin with, without JavaScript
        """
        space, found = self._on_desk(ticket_id)
        return self._page(
            "club_support.desk_ticket",
            space,
            {
                "page": "support_desk",
                "ticket": found._desk_page(space, reply),
                "file_limits": request.env["club.ticket"]._upload_limits(),
            },
        )

    def _say(self, space, found, action, done, back=None):
        back = back or f"/my/support/desk/{found.id}"
        return self._do(space, back, action, done)

    @desk_form("reply")
    def desk_reply(self, ticket_id, body="", then="", minutes="", **kw):
        """Answer; ``then``: ``wait`` for the member, or ``solve`` at once."""
        space, found = self._on_desk(ticket_id)
        files, person = self._uploads("club.ticket"), space.person
        words = body[:20000]

        def answer():
            found._reply(person, words, files, waits=then == "wait")
            if then == "solve":
                found._solve(person, found._minutes(minutes))

        done = request.env._("Your answer is on its way to %s.", found._asker_name())
        return self._say(space, found, answer, done)

    @desk_form("note")
    def desk_note(self, ticket_id, body="", **kw):
        space, found = self._on_desk(ticket_id)
        words = body[:20000]
        return self._say(
            space,
            found,
            lambda: found._note(space.person, words, tell=True),
            request.env._("Noted, for those who answer only."),
        )

    @desk_form("take")
    def desk_take(self, ticket_id, reason="", **kw):
        space, found = self._on_desk(ticket_id)
        return self._say(
            space,
            found,
            lambda: found._take_over(space.person, reason),
            request.env._("This question is yours now."),
        )

    @desk_form("pass")
    def desk_pass(self, ticket_id, volunteer_id="", reason="", **kw):
        space, found = self._on_desk(ticket_id)

        def give():
            found._give(space.person, volunteer_id, reason)
            return found.owner_id.name

        return self._say(
            space,
            found,
            give,
            lambda name: request.env._("%s goes on with it, and is told.", name),
            "/my/support/desk",
        )

    @desk_form("solve")
    def desk_solve(self, ticket_id, minutes="", **kw):
        space, found = self._on_desk(ticket_id)
        return self._say(
            space,
            found,
            lambda: found._solve(space.person, found._minutes(minutes)),
            request.env._("Solved: the member is told, and asked how it was."),
        )

    @desk_form("wait")
    def desk_wait(self, ticket_id, **kw):
        space, found = self._on_desk(ticket_id)
        return self._say(
            space,
            found,
            lambda: found._wait_for_member(space.person),
            request.env._("It waits for the member now."),
        )

    @desk_form("reopen")
    def desk_reopen(self, ticket_id, reason="", **kw):
        space, found = self._on_desk(ticket_id)
        return self._say(
            space,
            found,
            lambda: found._reopen(space.person, reason[:200]),
            request.env._("The question is open again."),
        )
