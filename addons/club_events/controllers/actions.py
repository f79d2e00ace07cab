from odoo import http
from odoo.http import request

from ..models.club_minutes_write import LENGTHS
from .minutes_door import MinutesDoor, whole


def action_form(path):
    """A form about one action."""
    return http.route(
        f"/my/actions/<int:action_id>/{path}",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )


class ActionPages(MinutesDoor, http.Controller):
    """What I have to do, and what the bodies that I run wait for."""

    @http.route("/my/actions", type="http", auth="user", methods=["GET"], website=True)
    def actions(self, **kw):
        space = self._space()
        return self._events_page(
            "club_events.portal_actions",
            space,
            "actions",
            {
                **request.env["club.minutes.action"]._list_values(space),
                "lengths": LENGTHS,
            },
        )

    def _action(self, space, action_id):
        """The action with this id, if it is the person's or theirs to follow."""
        found = request.env["club.minutes.action"]._of_space(space, whole(action_id))
        if not found:
            raise request.not_found()
        return found

    def _followed(self, space, action_id):
        """The action with this id, if the space runs the meeting it comes from."""
        action = self._action(space, action_id)
        if not action._may_follow(space):
            raise request.not_found()
        return action

    @action_form("done")
    def done(self, action_id, outcome="", **kw):
        space = self._space()
        action = self._action(space, action_id)
        return self._do(
            space,
            "/my/actions",
            lambda: action._finish(space, outcome),
            request.env._("Done: thank you."),
        )

    @action_form("drop")
    def drop(self, action_id, reason="", **kw):
        space = self._space()
        action = self._followed(space, action_id)
        return self._do(
            space,
            "/my/actions",
            lambda: action._give_up(space, reason),
            request.env._("The action is given up."),
        )

    @action_form("postpone")
    def postpone(self, action_id, due="", **kw):
        space = self._space()
        action = self._followed(space, action_id)
        return self._do(
            space,
            "/my/actions",
            lambda: action._postpone(space, due),
            request.env._("The action has its new day."),
        )
