from odoo import http
from odoo.http import request

from .minutes_door import MinutesDoor, whole


def agenda_form(path):
    """A form about the agenda of a meeting."""
    return http.route(
        f"/my/meetings/<int:meeting_id>/agenda{path}",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )


class AgendaPages(MinutesDoor, http.Controller):
    """The agenda of a meeting: its host edits it, owners bring their documents."""

    @http.route(
        "/my/meetings/<int:meeting_id>/agenda",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def agenda(self, meeting_id, **kw):
        space = self._space()
        event = self._hosted(space, meeting_id)
        return self._events_page(
            "club_events.portal_agenda_desk",
            space,
            "meetings",
            {
                "meeting": {
                    "id": event.id,
                    "name": event.name,
                    "when": event._club_when(),
                    "url": f"/my/meetings/{event.id}",
                    "announced": bool(event.announced_on),
                },
                "desk": event._desk_agenda(space),
                "file_limits": request.env["event.track"]._upload_limits(),
            },
        )

    def _back(self, space, event, action, done):
        return self._do(space, f"/my/meetings/{event.id}/agenda", action, done)

    def _hosted_item(self, meeting_id, track_id):
        """(space, meeting, item), if the space runs the meeting."""
        space = self._space()
        event = self._hosted(space, meeting_id)
        item = event._item(track_id)
        if not item:
            raise request.not_found()
        return space, event, item

    @agenda_form("")
    def add(
        self,
        meeting_id,
        title="",
        topic="",
        minutes="",
        owner="",
        text="",
        parallel="",
        **kw,
    ):
        space = self._space()
        event = self._hosted(space, meeting_id)
        typed = self._typed(title, topic, minutes, owner, text, parallel)
        return self._back(
            space,
            event,
            lambda: event._write_item(typed),
            request.env._("“%s” is on the agenda.", title),
        )

    def _typed(self, title, topic, minutes, owner, text, parallel):
        return {
            "name": title,
            "kind": topic,
            "minutes": minutes,
            "owner": owner,
            "text": text,
            "parallel": parallel,
        }

    @agenda_form("/<int:track_id>")
    def change(
        self,
        meeting_id,
        track_id,
        title="",
        topic="",
        minutes="",
        owner="",
        text="",
        parallel="",
        **kw,
    ):
        space, event, item = self._hosted_item(meeting_id, track_id)
        typed = self._typed(title, topic, minutes, owner, text, parallel)
        return self._back(
            space,
            event,
            lambda: event._write_item(typed, item),
            request.env._("The agenda is saved."),
        )

    @agenda_form("/<int:track_id>/move")
    def move(self, meeting_id, track_id, up="", **kw):
        space, event, item = self._hosted_item(meeting_id, track_id)
        return self._back(
            space,
            event,
            lambda: event._move_item(item, bool(up)),
            request.env._("The order is changed, and the times with it."),
        )

    @agenda_form("/<int:track_id>/remove")
    def remove(self, meeting_id, track_id, **kw):
        space, event, item = self._hosted_item(meeting_id, track_id)
        return self._back(
            space,
            event,
            lambda: event._remove_item(item),
            request.env._("The item is off the agenda."),
        )

    def _documented(self, meeting_id, track_id):
        """(space, item, page to go back to), if the space runs the meeting or leads
        the item."""
        space = self._space()
        events = request.env["event.event"]
        # sudo: looked up to ask whether the space runs it, or leads one of its items.
        event = events.sudo().search(events._with_id(whole(meeting_id)))
        item = event and event._item(track_id)
        if not item:
            raise request.not_found()
        if event._hosted_by(space):
            return space, item, f"/my/meetings/{event.id}/agenda"
        if not item._is_led_by(space) or event not in events._of_space(space):
            raise request.not_found()
        return space, item, f"/my/meetings/{event.id}"

    @agenda_form("/<int:track_id>/files")
    def add_files(self, meeting_id, track_id, **kw):
        space, item, back = self._documented(meeting_id, track_id)
        return self._do(
            space,
            back,
            lambda: item._add_files(self._uploads("event.track")),
            request.env._("The documents are there."),
        )

    @agenda_form("/<int:track_id>/files/<int:file_id>/remove")
    def remove_file(self, meeting_id, track_id, file_id, **kw):
        space, item, back = self._documented(meeting_id, track_id)
        if not item._document(file_id):
            raise request.not_found()
        return self._do(
            space,
            back,
            lambda: item._drop_file(file_id),
            request.env._("The document is gone."),
        )

    @http.route(
        "/my/meetings/<int:meeting_id>/agenda/files/<int:file_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def file(self, meeting_id, file_id, **kw):
        space = self._space()
        events = request.env["event.event"]
        # sudo: as in _documented.
        event = events.sudo().search(events._with_id(whole(meeting_id)))
        if not event or not (
            event._hosted_by(space) or event in events._of_space(space)
        ):
            raise request.not_found()
        return self._attachment(event._agenda_file(space, file_id))

    def _waiting(self, meeting_id, proposal_id):
        """(space, meeting, proposal), if the space runs the meeting."""
        space = self._space()
        event = self._hosted(space, meeting_id)
        found = request.env["club.topic.proposal"]._to_answer(event)
        proposal = found.filtered(lambda one: one.id == proposal_id)
        if not proposal:
            raise request.not_found()
        return space, event, proposal

    @agenda_form("/proposals/<int:proposal_id>/accept")
    def accept(self, meeting_id, proposal_id, **kw):
        space, event, proposal = self._waiting(meeting_id, proposal_id)
        return self._back(
            space,
            event,
            lambda: proposal._accept(event),
            request.env._(
                "“%(title)s” is on the agenda; %(person)s is told.",
                title=proposal.name,
                person=proposal.partner_id.name,
            ),
        )

    @agenda_form("/proposals/<int:proposal_id>/decline")
    def decline(self, meeting_id, proposal_id, reply="", **kw):
        space, event, proposal = self._waiting(meeting_id, proposal_id)
        return self._back(
            space,
            event,
            lambda: proposal._decline(reply),
            request.env._(
                "“%(title)s” is declined; %(person)s is told.",
                title=proposal.name,
                person=proposal.partner_id.name,
            ),
        )
