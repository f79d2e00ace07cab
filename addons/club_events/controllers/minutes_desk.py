from odoo import http
from odoo.http import request

from ..models.club_minutes_write import LENGTHS
from .minutes_door import MinutesDoor, whole


def desk_form(path):
    """A form that only who runs the meeting sends."""
    return http.route(
        f"/my/minutes/<int:minutes_id>/{path}",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )


class MinutesDesk(MinutesDoor, http.Controller):
    """Writing, approving and publishing minutes, on a telephone too."""

    @http.route(
        "/my/meetings/<int:meeting_id>/minutes",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def begin(self, meeting_id, **kw):
        space = self._space()
        event = self._hosted(space, meeting_id)
        minutes = request.env["club.minutes"]
        answer = self._do(
            space,
            f"/my/meetings/{event.id}",
            lambda: minutes._begin(event, space.person),
            request.env._("The draft holds the agenda and who came: complete it."),
        )
        begun = event.minutes_ids[:1]
        return request.redirect(f"/my/minutes/{begun.id}/write") if begun else answer

    @http.route(
        "/my/minutes/<int:minutes_id>/write",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def desk(self, minutes_id, **kw):
        space, minutes = self._desk(minutes_id)
        if minutes.state == "published":
            return request.redirect(f"/my/minutes/{minutes.id}")
        return self._events_page(
            "club_events.portal_minutes_desk",
            space,
            "minutes",
            {
                "desk": minutes._desk_values(space),
                "meeting": {
                    "name": minutes.event_id.name,
                    "url": f"/my/meetings/{minutes.event_id.id}",
                },
                "lengths": LENGTHS,
                "file_limits": minutes._upload_limits(),
            },
        )

    def _back(self, space, minutes, action, done, to="write"):
        return self._do(space, f"/my/minutes/{minutes.id}/{to}", action, done)

    @desk_form("write")
    def write_text(self, minutes_id, name="", audience="", text="", **kw):
        space, minutes = self._desk(minutes_id)
        typed = {"name": name, "audience": audience, "text": text}
        return self._back(
            space,
            minutes,
            lambda: minutes._write_text(typed),
            request.env._("The text is saved."),
        )

    @desk_form("decisions")
    def write_decision(self, minutes_id, text="", decision="", **kw):
        space, minutes = self._desk(minutes_id)
        one = self._item(minutes.decision_ids, decision)
        return self._back(
            space,
            minutes,
            lambda: minutes._write_decision(text, one),
            request.env._("The decisions are saved."),
        )

    @desk_form("actions")
    def write_action(self, minutes_id, what="", owner="", due="", action="", **kw):
        space, minutes = self._desk(minutes_id)
        one = self._item(minutes.action_ids, action)
        typed = {"name": what, "owner": owner, "due": due}
        return self._back(
            space,
            minutes,
            lambda: minutes._write_action(typed, one),
            request.env._("The actions are saved."),
        )

    def _item(self, items, named):
        """The id of the item that a form names, None for a new one."""
        if not named:
            return None
        wanted = whole(named)
        if wanted not in items.ids:
            raise request.not_found()
        return wanted

    @desk_form("files")
    def add_files(self, minutes_id, **kw):
        space, minutes = self._desk(minutes_id)
        return self._back(
            space,
            minutes,
            lambda: minutes._attach(self._uploads("club.minutes")),
            request.env._("The documents are there."),
        )

    @desk_form("files/<int:file_id>/remove")
    def remove_file(self, minutes_id, file_id, **kw):
        space, minutes = self._desk(minutes_id)
        if not minutes._document(file_id):
            raise request.not_found()
        return self._back(
            space,
            minutes,
            lambda: minutes._detach(file_id),
            request.env._("The document is gone."),
        )

    @desk_form("submit")
    def submit(self, minutes_id, **kw):
        space, minutes = self._desk(minutes_id)
        return self._back(
            space,
            minutes,
            lambda: minutes._submit(space.person),
            request.env._("The minutes are handed in, to be approved."),
        )

    @desk_form("approve")
    def approve(self, minutes_id, **kw):
        space, minutes = self._desk(minutes_id)
        return self._back(
            space,
            minutes,
            lambda: minutes._approve(space.person),
            request.env._("The minutes are approved: they can be published."),
        )

    @desk_form("reject")
    def reject(self, minutes_id, reason="", **kw):
        space, minutes = self._desk(minutes_id)
        return self._back(
            space,
            minutes,
            lambda: minutes._reject(space.person, reason),
            request.env._("The minutes are a draft again."),
        )

    @desk_form("publish")
    def publish(self, minutes_id, **kw):
        space, minutes = self._desk(minutes_id)
        return self._back(
            space,
            minutes,
            lambda: minutes._publish(space.person),
            request.env._("The minutes are published; who may read them is told."),
        )

    @desk_form("correct")
    def correct(self, minutes_id, reason="", **kw):
        space, minutes = self._desk(minutes_id)
        return self._back(
            space,
            minutes,
            lambda: minutes._correct(space.person, reason),
            request.env._("Correct them here; readers keep what was published."),
        )
