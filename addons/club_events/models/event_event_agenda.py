from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_time, html2plaintext


class EventEvent(models.Model):
    """The agenda of a meeting: in its order, each item after the one before."""

    _inherit = "event.event"

    def write(self, vals):
        if vals.get("audience", "open") != "open":
            # Before the audience changes: the database refuses it afterwards.
            self.track_ids.filtered("is_published").is_published = False
            self.env.flush_all()
        before = {event: event.date_begin for event in self}
        result = super().write(vals)
        if "date_begin" in vals:
            for event in self:
                event._shift_agenda(event.date_begin - before[event])
        return result

    def _shift_agenda(self, delta):
        """Let fixed times move with the meeting.

        :param delta: by how much it moved (``timedelta``)
        """
        for track in self.track_ids.filtered(lambda t: t.is_time_fixed and t.date):
            track._set_times(track.date + delta)
        self._time_agenda()

    def _time_agenda(self):
        """Say when each item begins; write only what changed."""
        for event in self.exists().filtered("date_begin"):
            for track, start in event._agenda_starts():
                if track.date != start:
                    track._set_times(start)

    def _agenda_starts(self):
        """[(item, when it begins)], in the order of the agenda."""
        self.ensure_one()
        found, cursor, before = [], self.date_begin, self.date_begin
        for track in self._agenda_items():
            if track.is_time_fixed and track.date:
                start = track.date
            else:
                start = before if track.is_parallel and found else cursor
            found.append((track, start))
            before = start
            cursor = max(
                start + track._length(),
                cursor if track.is_parallel else start,
            )
        return found

    def _agenda_items(self):
        """Items that take place, in their order."""
        return self.track_ids._on_agenda().sorted(lambda t: (t.sequence, t.id))

    def _items_for(self, viewer):
        """Items of the agenda that somebody may see.

        :param viewer: a ``Space``, or a ``club.event.guest``
        """
        # sudo: members hold no right on agendas; the caller found the meeting.
        items = self.sudo()._agenda_items()
        guest = viewer if isinstance(viewer, models.BaseModel) else None
        if guest is None and self._sees_as_guest_only(viewer):
            guest = self._guest_of(viewer)
        if guest and guest.track_ids:
            return items & guest.sudo().track_ids  # sudo: as above
        return items

    def _guest_of(self, space):
        """The invitation of the person of a space to this meeting, may be empty."""
        # sudo: members hold no right on invitations; this one is the person's own.
        return self.sudo().guest_ids.filtered(
            lambda guest: guest.partner_id == space.person
        )[:1]

    def _sees_as_guest_only(self, space):
        """Whether nothing but an invitation lets this space see the meeting."""
        return bool(
            self._guest_of(space)
            and not self._hosted_by(space)
            and not self._is_for(space)
        )

    def _is_for(self, space):
        """Whether the meeting is for this space without any invitation."""
        # sudo: members hold no right on meetings; only a yes or no comes out.
        event = self.sudo()
        if event.audience == "open":
            return True
        members = space.standing.filtered(lambda m: m.company_id == event.company_id)
        if event.audience == "body":
            seats = space.seats.filtered(lambda row: row._takes_part())
            return event.commission_id in seats.commission_id
        if event.audience == "functions":
            mine = space.person.club_function_ids
            return bool(members and mine & event.function_ids)
        return bool(members) and event.audience == "members"

    def _agenda(self, viewer, files_url=None):
        """The agenda for one person: chosen values, never records.

        :param viewer: a ``Space``, or a ``club.event.guest`` who sees some items
        :param files_url: what comes before the id in the address of a document;
            empty: the one of the member's space
        :return: list of dictionaries with ``id``, ``name``, ``kind``, ``kind_label``,
            ``start`` and ``end`` (times of the meeting's zone), ``minutes``, ``owner``,
            ``is_mine``, ``is_parallel``, ``text``, ``documents``
        """
        self.ensure_one()
        person = getattr(viewer, "person", None) or viewer.partner_id
        address = files_url or f"/my/meetings/{self.id}/agenda/files"
        return [
            track._agenda_values(person, address) for track in self._items_for(viewer)
        ]

    def _agenda_file(self, viewer, file_id):
        """A document of an item that this viewer sees, else empty."""
        return self._items_for(viewer)._document(file_id)


class EventTrack(models.Model):
    _inherit = "event.track"

    def _length(self):
        """How long it takes, in whole minutes (``timedelta``)."""
        return timedelta(minutes=round(self.duration * 60))

    def _set_times(self, start):
        """Write both ends: core would guess one from the other."""
        end = start + self._length()
        timed = self.with_context(club_agenda_timing=True)
        timed.write({"date": start, "date_end": end})

    def _agenda_values(self, person, address):
        self.ensure_one()
        kinds = dict(self._fields["club_kind"]._description_selection(self.env))
        zone = self.event_id.date_tz
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.club_kind,
            "kind_label": kinds[self.club_kind],
            "start": self._clock(self.date, zone),
            "end": self._clock(self.date_end, zone),
            "minutes": round(self.duration * 60),
            "owner": self.owner_id.name or self.partner_name or "",
            "is_mine": bool(person) and person == self.owner_id,
            "is_parallel": self.is_parallel,
            "text": html2plaintext(self.description or "").strip(),
            "documents": self._document_values(address),
            "files_url": f"/my/meetings/{self.event_id.id}/agenda/{self.id}/files",
            "file_limits": self._upload_limits(),
        }

    @api.model
    def _clock(self, moment, zone):
        """A time of day in the meeting's zone, as the reader's language writes it."""
        if not moment:
            return ""
        local = fields.Datetime.context_timestamp(self.with_context(tz=zone), moment)
        return format_time(self.env, local.time(), time_format="short")
