from odoo import models
from odoo.exceptions import UserError

from .event_track import KINDS
from .light_text import is_light, to_html, to_text

LENGTHS = {"name": 120, "text": 4000}
MINUTES = 12 * 60


class EventEvent(models.Model):
    """Hosts edit an agenda on a telephone: the page asked who runs the meeting."""

    _inherit = "event.event"

    def _desk_agenda(self, space):
        """The agenda as its host edits it.

        :return: ``items``, ``kinds``, ``people``, ``proposals``, ``lengths``
        """
        # sudo: chairs hold no right on agendas; the page asked who runs the meeting.
        event = self.sudo()
        items = event._agenda_items()
        proposals = self.env["club.topic.proposal"]._to_answer(self)
        return {
            "items": [
                {**values, **item._typed_values()}
                for item, values in zip(items, self._agenda(space), strict=True)
            ],
            "kinds": items._fields["club_kind"]._description_selection(self.env),
            "people": event._agenda_people(),
            "proposals": [one._card_values() for one in proposals],
            "lengths": LENGTHS,
        }

    def _agenda_people(self):
        """Who can lead an item: hosts, who is registered, who sits in the body."""
        seats = self.commission_id.member_ids.filtered(lambda s: s.state == "active")
        people = (
            self._hosts()
            | self.registration_ids.filtered(
                lambda one: one.active and one.state in ("open", "done")
            ).attendee_id
            | self.guest_ids.partner_id
            | seats.partner_id
            | self.track_ids.owner_id
        )
        return [
            {"id": person.id, "name": person.name}
            for person in people.sorted(lambda person: (person.name or "").lower())
        ]

    def _item(self, track_id):
        """The item of this agenda with this id, with full rights; may be empty."""
        # sudo: as in _desk_agenda
        items = self.sudo()._agenda_items()
        return items.filtered(lambda item: item.id == track_id)

    def _write_item(self, typed, item=None):
        """Add an item, or change one.

        :param typed: dict of ``name``, ``kind``, ``minutes``, ``owner`` (id of one of
            ``_agenda_people`` or empty), ``text``, ``parallel`` (anything: yes)
        :param item: one of ``_item``; None adds one at the end
        """
        values = self._item_values(typed, item)
        if item:
            item.write(values)
            return item
        # sudo: as in _desk_agenda
        event = self.sudo()
        last = max(event.track_ids.mapped("sequence"), default=0)
        return (
            event.env["event.track"]
            .with_context(tracking_disable=True, mail_create_nolog=True)
            .create(
                {
                    "event_id": event.id,
                    "sequence": last + 1,
                    "user_id": False,
                    **values,
                }
            )
        )

    def _item_values(self, typed, item):
        name = (typed.get("name") or "").strip()[: LENGTHS["name"]]
        if not name:
            raise UserError(self.env._("Give the item a title."))
        if typed.get("kind") not in dict(KINDS):
            raise UserError(self.env._("Choose the kind of the item."))
        minutes = str(typed.get("minutes") or "")
        if not minutes.isdecimal() or not 0 < int(minutes[:6]) <= MINUTES:
            raise UserError(
                self.env._("An item takes between 1 and %s minutes.", MINUTES)
            )
        # sudo: as in _desk_agenda
        people = {str(one["id"]): one["id"] for one in self.sudo()._agenda_people()}
        values = {
            "name": name,
            "club_kind": typed["kind"],
            "duration": int(minutes) / 60,
            "owner_id": people.get(str(typed.get("owner")), False),
            "is_parallel": bool(typed.get("parallel")),
        }
        if not item or is_light(item.description):
            text = (typed.get("text") or "")[: LENGTHS["text"]]
            values["description"] = to_html(text)
        return values

    def _move_item(self, item, up):
        """Let an item change places with the one before it, or after it.

        :param up: whether it goes towards the beginning
        """
        # sudo: as in _desk_agenda
        items = list(self.sudo()._agenda_items())
        place = items.index(item)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(items):
            return
        items[place], items[other] = items[other], items[place]
        for number, each in enumerate(items, start=1):
            if each.sequence != number:
                each.sequence = number

    def _remove_item(self, item):
        """Take an item off the agenda; one that somebody proposed is declined
        elsewhere, with a sentence."""
        if item.proposal_ids:
            raise UserError(
                self.env._(
                    "%(person)s proposed “%(title)s”: tell them before you ask the "
                    "office to take it off.",
                    person=item.proposed_by_id.name,
                    title=item.name,
                )
            )
        item.active = False


class EventTrack(models.Model):
    _inherit = "event.track"

    def _typed_values(self):
        """What a host changes, as the form shows it."""
        return {
            "owner_id": self.owner_id.id,
            "typed": to_text(self.description),
            "is_light": is_light(self.description),
            "is_time_fixed": self.is_time_fixed,
        }
