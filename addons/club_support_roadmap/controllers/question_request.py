from odoo import http
from odoo.addons.club_support.controllers.ticket_door import LARGEST_ID, TicketDoor
from odoo.http import request


class QuestionRequestPages(TicketDoor, http.Controller):
    """The improvement request behind a question: found, pointed at, proposed."""

    def _either(self, ticket_id):
        """(space, question) of who asked it, or of who may see its notes."""
        space = self._space()
        found = space.personal and self._look(space, "_own_in", ticket_id)
        return space, found or self._found(space, "_desk_in", ticket_id)

    @http.route(
        "/my/support/<int:ticket_id>/request",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def behind(self, ticket_id, **kw):
        space, found = self._either(ticket_id)
        return self._page(
            "club_support_roadmap.question_request",
            space,
            {
                "page": "support",
                "ticket_id": found.id,
                "number": found.number,
                "name": found.name,
                **found._request_values(space),
            },
        )

    @http.route(
        "/my/support/<int:ticket_id>/request/link",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def link(self, ticket_id, request_id="", **kw):
        space, found = self._on_desk(ticket_id)
        number = int(request_id[:11]) if request_id.isdecimal() else 0
        wanted = request.env["club.request"]._of_space(space, min(number, LARGEST_ID))
        if not wanted:
            raise request.not_found()
        return self._do(
            space,
            f"/my/support/desk/{found.id}",
            lambda: found._link_request(space, wanted),
            request.env._("The member is told about request %s.", wanted.number),
        )

    @http.route(
        "/my/support/<int:ticket_id>/request/invite",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def invite(self, ticket_id, **kw):
        space, found = self._on_desk(ticket_id)
        return self._do(
            space,
            f"/my/support/desk/{found.id}",
            lambda: found._invite_request(space),
            request.env._("The member is invited to propose a request."),
        )
