from odoo import http
from odoo.http import request

from .ticket_door import TicketDoor


def own_form(path):
    """A form on the page of one's own question."""
    return http.route(
        f"/my/support/<int:ticket_id>/{path}",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )


class TicketThreadPages(TicketDoor, http.Controller):
    """One's own question: the conversation, its end, and how it was."""

    @http.route(
        "/my/support/<int:ticket_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def ticket(self, ticket_id, stars="", **kw):
        """The page of a question; links in e-mails lead here, whoever they are for.

        :param stars: chosen in an e-mail; nothing is kept before the button is pressed
        """
        space = self._space()
        found = space.personal and self._look(space, "_own_in", ticket_id)
        if not found:
            self._found(space, "_desk_in", ticket_id)
            return request.redirect(f"/my/support/desk/{ticket_id}")
        values = found._own_page(space)
        found._mark_read(space)
        return self._page(
            "club_support.ticket",
            space,
            {
                "page": "support",
                "ticket": values,
                "stars": self._stars(stars),
                "file_limits": request.env["club.ticket"]._upload_limits(),
            },
        )

    @http.route(
        "/my/support/<int:ticket_id>/files/<int:file_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def ticket_file(self, ticket_id, file_id, **kw):
        """A file beside words that the person may read, as requester or on the desk."""
        space = self._space()
        found = space.personal and self._look(space, "_own_in", ticket_id)
        found = found or self._found(space, "_desk_in", ticket_id)
        file = found._file(space.person, file_id)
        return self._attachment(file)

    def _say(self, space, found, action, done):
        return self._do(space, f"/my/support/{found.id}", action, done)

    @own_form("reply")
    def reply(self, ticket_id, body="", **kw):
        space, found = self._asked(ticket_id)
        files = self._uploads("club.ticket")
        return self._say(
            space,
            found,
            lambda: found._answer_from(space, body, files),
            request.env._("Your words are sent to %s.", found.owner_id.name),
        )

    @own_form("thank")
    def thank(self, ticket_id, stars="", comment="", **kw):
        """It is solved; how it was, where one says it."""
        space, found = self._asked(ticket_id)
        chosen = self._stars(stars)
        return self._say(
            space,
            found,
            lambda: found._thank(space, chosen, comment),
            request.env._("Thank you: the volunteers read it with pleasure."),
        )

    @own_form("reopen")
    def reopen(self, ticket_id, reason="", **kw):
        space, found = self._asked(ticket_id)
        return self._say(
            space,
            found,
            lambda: found._ask_again(space, reason),
            request.env._("Your question is open again."),
        )
