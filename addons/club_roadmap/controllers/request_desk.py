from odoo import http
from odoo.http import request

from .base import whole
from .request_actions import request_form
from .request_door import RequestDoor


class RequestDesk(RequestDoor, http.Controller):
    """Comments of members, and what commissions say. What is said names no request:
    it is traced for who acts for somebody, and the office reads traces."""

    @request_form("comment")
    def comment(self, request_id, membership_id="", body="", shown="", **kw):
        space = self._member_space()
        found = self._visible(space, request_id)._root()
        members = space.standing.filtered(lambda m: m.company_id == found.company_id)
        membership = self._chosen(members, membership_id)
        return self._do(
            space,
            f"/my/requests/{found.id}",
            lambda: found._comment(space, membership, body, shown == "yes"),
            lambda made: (
                request.env._("Your comment is published.")
                if made.state == "published"
                else request.env._("Your comment is published once the office read it.")
            ),
        )

    @request_form("comment/<int:comment_id>/remove")
    def remove_comment(self, request_id, comment_id, **kw):
        """Take back one's own comment."""
        space = self._member_space()
        found = self._visible(space, request_id)._root()
        own = found._own_comment(space, comment_id)
        if not own:
            raise request.not_found()
        return self._do(
            space,
            f"/my/requests/{found.id}",
            own.unlink,
            request.env._("Your comment is gone."),
        )

    def _decided(self, request_id, commission_id):
        """(space, request, commission), if the request waits for this commission."""
        space = self._member_space()
        found = self._visible(space, request_id)
        wanted = whole(commission_id)
        commission = found._sponsors_here(space).filtered(lambda c: c.id == wanted)
        if not commission:
            raise request.not_found()
        return space, found, commission

    @request_form("sponsor")
    def sponsor(self, request_id, commission_id="", **kw):
        space, found, commission = self._decided(request_id, commission_id)
        return self._do(
            space,
            f"/my/requests/{found.id}",
            lambda: found._sponsor(commission),
            request.env._("%s sponsors the request.", commission.name),
        )

    @request_form("refuse")
    def refuse_sponsoring(self, request_id, commission_id="", reason="", **kw):
        """Say why the commission does not sponsor it."""
        space, found, commission = self._decided(request_id, commission_id)
        return self._do(
            space,
            f"/my/requests/{found.id}",
            lambda: found._refuse_sponsoring(commission, reason),
            request.env._("Your commission's answer stands in the history."),
        )
