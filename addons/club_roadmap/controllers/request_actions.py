from odoo import http
from odoo.http import request

from .request_door import RequestDoor


def request_form(path):
    """A form on the page of a request."""
    return http.route(
        f"/my/requests/<int:request_id>/{path}",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )


class RequestActions(RequestDoor, http.Controller):
    """Support, show, hide, withdraw. What is said names no request: it is traced for
    who acts for somebody, and the office reads traces."""

    def _say(self, space, found, action, done):
        return self._do(space, f"/my/requests/{found.id}", action, done)

    @request_form("support")
    def support(self, request_id, membership_id="", shown="", **kw):
        """Stand behind it; once more, to be named or not."""
        space = self._member_space()
        found = self._visible(space, request_id)._root()
        membership = self._chosen(space.speaking, membership_id)

        def support():
            found._check_writes(space)
            found._support(space.person, membership, shown=shown == "yes")

        return self._say(
            space,
            found,
            support,
            request.env._("Your support counts, with the name shown.")
            if shown == "yes"
            else request.env._("Your support counts, and nobody reads your name."),
        )

    @request_form("unsupport")
    def unsupport(self, request_id, membership_id="", **kw):
        space = self._member_space()
        found = self._visible(space, request_id)._root()
        membership = self._chosen(space.speaking, membership_id)

        def withdraw():
            found._check_writes(space)
            found._withdraw_support(space.person, membership)

        done = request.env._("Your support is taken back.")
        return self._say(space, found, withdraw, done)

    @request_form("author")
    def author(self, request_id, shown="", **kw):
        """Show or hide the name of who proposed it."""
        space = self._member_space()
        own = self._own(space, request_id)
        return self._say(
            space,
            own,
            lambda: own._show_name(space, shown == "yes"),
            request.env._("Your name stands beside the request.")
            if shown == "yes"
            else request.env._("Your name stands no longer beside the request."),
        )

    @request_form("withdraw")
    def withdraw(self, request_id, reason="", **kw):
        space = self._member_space()
        own = self._own(space, request_id)
        return self._say(
            space,
            own,
            lambda: own._withdraw(space, reason),
            request.env._("Your request is withdrawn."),
        )
