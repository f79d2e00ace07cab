from odoo import models
from odoo.tools import format_date

from .light_text import is_light, to_text


class ClubMinutes(models.Model):
    """The page of minutes: chosen values, never records."""

    _inherit = "club.minutes"

    def _may_write(self, space):
        """Whether this space writes, approves and publishes these minutes."""
        self.ensure_one()
        return self.event_id._hosted_by(space)

    def _page_values(self, space):
        """What a reader sees, and what who runs the meeting does next."""
        self.ensure_one()
        hosted = self._may_write(space)
        draft = hosted and not self.revision_id
        return {
            **(self._draft_values() if draft else self._published_values()),
            "id": self.id,
            "meeting_url": f"/my/meetings/{self.event_id.id}",
            "meeting": self.event_id.name,
            "is_draft": draft,
            "is_hosted": hosted,
            "desk": self._desk_values(space) if hosted else {},
            "actions": self._listed_actions(draft, space),
        }

    def _published_values(self):
        """The last published revision, as its readers see it."""
        shown = self.revision_id
        audiences = self._audience_sentences()
        return {
            "url": f"/my/minutes/{self.id}",
            "name": shown.name,
            "date": format_date(self.env, shown.date),
            "commission": self.commission_id.name or self.section_id.name or "",
            "association": self.company_id.name,
            "body": shown.body or "",
            "decisions": shown.decisions or [],
            "author": shown.author_id.name or "",
            "approved_by": shown.approved_by_id.name or "",
            "approved_on": self._day_of(shown.approved_on),
            "published_on": self._day_of(shown.published_on),
            "revision": shown.number,
            "reason": shown.reason or "",
            "audience": audiences[shown.audience],
            "documents": self._files_of(shown.document_ids),
        }

    def _draft_values(self):
        """What is being written, for who writes it."""
        audiences = self._audience_sentences()
        return {
            "url": f"/my/minutes/{self.id}",
            "name": self.name,
            "date": format_date(self.env, self.date),
            "commission": self.commission_id.name or self.section_id.name or "",
            "association": self.company_id.name,
            "body": self.body or "",
            "decisions": [
                {"number": one.number or place, "text": one.name}
                for place, one in enumerate(self._in_order("decision_ids"), start=1)
            ],
            "author": self.author_id.name or "",
            "approved_by": self.approved_by_id.name or "",
            "approved_on": self._day_of(self.approved_on),
            "published_on": "",
            "revision": 0,
            "reason": "",
            "audience": audiences[self.audience],
            "documents": self._files_of(self.document_ids),
        }

    def _audience_sentences(self):
        """Who reads them, said to readers."""
        return {
            "attendees": self.env._(
                "For who was registered at this meeting, as long as they are members."
            ),
            "body": self.env._(
                "For who sits in the commission today, and who was registered at this "
                "meeting, as long as they are members."
            ),
            "members": self.env._("For all members of the association."),
            "public": self.env._("For everybody, members or not."),
        }

    def _day_of(self, moment):
        """The day of a moment, where the association is."""
        if not moment:
            return ""
        zone = self.company_id._club_tz()
        return format_date(self.with_context(tz=zone).env, moment)

    def _files_of(self, files):
        return [
            {
                "id": file.id,
                "name": file.name,
                "url": f"/my/minutes/{self.id}/files/{file.id}",
                "size": f"{max(1, file.file_size // 1024)} kB",
            }
            for file in files.sorted("id")
        ]

    def _file(self, space, file_id):
        """A document that this space may have, else empty."""
        # sudo: as in _of_space, which found these minutes.
        minutes = self.sudo()
        files = minutes.revision_id.document_ids
        if self._may_write(space):
            files |= minutes.document_ids
        return files.filtered(lambda file: file.id == file_id)

    def _listed_actions(self, draft, space):
        """Actions as they stand today, with the words that were published."""
        listed = (
            [{"id": one.id, "text": one.name} for one in self._in_order("action_ids")]
            if draft
            else self.revision_id.actions or []
        )
        known = {one.id: one for one in self.action_ids}
        return [
            {
                **(
                    known[entry["id"]]._card_values(space)
                    if entry["id"] in known
                    else {}
                ),
                "name": entry["text"],
            }
            for entry in listed
        ]

    def _desk_values(self, space):
        """What is being written, and what comes next, for who runs the meeting."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        others = self._other_hosts()
        own = space.person in self._writers()
        return {
            "url": f"/my/minutes/{self.id}",
            "state": self.state,
            "state_label": labels[self.state],
            "name": self.name,
            "audience": self.audience,
            "audiences": [
                choice
                for choice in self._fields["audience"]._description_selection(self.env)
                if choice[0] != "body" or self.commission_id
            ],
            "text": to_text(self.body),
            "is_light": is_light(self.body),
            "decisions": [
                {
                    "id": one.id,
                    "number": one.number or place,
                    "text": one.name,
                }
                for place, one in enumerate(self._in_order("decision_ids"), start=1)
            ],
            "actions": [
                one._card_values(space) for one in self._in_order("action_ids")
            ],
            "documents": self._document_values(f"/my/minutes/{self.id}/files"),
            "people": self._people_choices(),
            "approvers": ", ".join(others.mapped("name")),
            "may_approve": not (own and others),
            "is_correction": bool(self.revision_id),
            "trace": self._trace_values(),
        }

    def _people_choices(self):
        """Who can take an action: hosts, who was registered, who sits in the body."""
        event = self.event_id
        seats = self.commission_id.member_ids.filtered(lambda s: s.state == "active")
        people = (
            event._hosts()
            | event.registration_ids.filtered(
                lambda one: one.active and one.state in ("open", "done")
            ).attendee_id
            | seats.partner_id
            | self.action_ids.owner_id
            | event.track_ids.owner_id
        )
        return [
            {"id": person.id, "name": person.name}
            for person in people.sorted(lambda person: (person.name or "").lower())
        ]

    def _trace_values(self):
        """What happened to them: who handed in, approved, sent back, corrected."""
        steps = self.message_ids.filtered(
            lambda m: m.message_type == "notification" and m.body
        )
        return [
            {
                "when": self._day_of(step.date),
                "who": step.author_id.name or "",
                "what": step.body,
            }
            for step in steps.sorted("id")
        ]
