from dataclasses import replace
from datetime import timedelta, timezone

from odoo import api, fields, models
from odoo.addons.club_portal.feed import Entry, write_calendar
from odoo.fields import Domain

# Calendars forget what is long over.
KEPT = timedelta(days=90)


class ClubCalendarFeed(models.Model):
    """Meetings in a member's own calendar: those they are registered for, and those
    of their commissions they have not answered yet."""

    _inherit = "club.calendar.feed"

    @api.model
    def _contents(self, space):
        contents = super()._contents(space)
        if space.memberships or self.env["event.registration"]._of_space(space):
            contents.append(self.env._("Meetings you are registered for"))
        if space.seats:
            contents.append(
                self.env._("Meetings of your commissions, until you register")
            )
        return contents

    @api.model
    def _entries(self, person, company):
        since = fields.Datetime.now() - KEPT
        # sudo: the dates of whoever has the address, which is the right to read them.
        rows = self.env["event.registration"].sudo()
        mine = rows.search_fetch(
            Domain("attendee_id", "=", person.id)
            & Domain("state", "!=", "cancel")
            & Domain("event_id.company_id", "=", company.id)
            & Domain("event_id.date_end", ">=", since)
            & Domain("event_id.announced_on", "!=", False),
            order="id",
        )
        base = self.get_base_url()
        theirs = self._commission_meetings(person, company) - mine.event_id
        return [
            *super()._entries(person, company),
            *(row._calendar_entry(base) for row in mine),
            *(event._calendar_entry(base, "TENTATIVE") for event in theirs),
        ]

    @api.model
    def _commission_meetings(self, person, company):
        """Coming meetings of the commissions in which this person takes part."""
        seats = person._club_commissions().filtered(
            lambda row: row.company_id == company and row._takes_part()
        )
        # sudo: as in _entries
        return (
            self.env["event.event"]
            .sudo()
            .search(
                Domain("commission_id", "in", seats.commission_id.ids)
                & Domain("audience", "in", ("open", "members", "body"))
                & Domain("announced_on", "!=", False)
                & Domain("cancelled_on", "=", False)
                & Domain("date_end", ">=", fields.Datetime.now()),
                order="date_begin, id",
            )
        )


class EventRegistration(models.Model):
    _inherit = "event.registration"

    def _calendar_entry(self, base):
        """This registration as its person's calendar shows it."""
        status = "CONFIRMED" if self.state in ("open", "done") else "TENTATIVE"
        entry = self.event_id._calendar_entry(
            base, status, self.event_slot_id, self.presence
        )
        changed = max(self.write_date, self.event_id.write_date)
        return replace(entry, updated=changed.replace(tzinfo=timezone.utc))


class EventEvent(models.Model):
    _inherit = "event.event"

    def _calendar_entry(self, base, status, slot=None, presence=None):
        """This meeting, or one of its slots, as a date of a calendar.

        :param base: address of this site
        :param status: of RFC 5545; a cancelled meeting is so whatever is given here
        :param slot: ``event.slot`` one comes to
        :param presence: how one comes; without it the link to connect is not told
        """
        self.ensure_one()
        part = f"-{slot.id}" if slot else ""
        confirmed = status == "CONFIRMED"
        title = self.name
        if not self.cancelled_on and not confirmed:
            title = self.env._("%s (to be confirmed)", self.name)
        return Entry(
            uid=f"meeting-{self.id}{part}@{base.partition('://')[2]}",
            title=title,
            start=self._local(slot.start_datetime if slot else self.date_begin),
            end=self._local(slot.end_datetime if slot else self.date_end),
            updated=self.write_date.replace(tzinfo=timezone.utc),
            description=self._calendar_text(confirmed, presence),
            url=f"{base}/my/meetings/{self.id}",
            place="" if presence == "remote" else self._club_where(),
            status="CANCELLED" if self.cancelled_on else status,
            is_busy=confirmed and not self.cancelled_on,
        )

    def _calendar_text(self, confirmed, presence):
        lines = [self._whose_text()]
        if self.cancelled_on and self.cancel_reason:
            lines.append(self.cancel_reason)
        if confirmed and presence == "remote" and self.event_url:
            lines.append(self.event_url)
        return "\n".join(line for line in lines if line)

    def _calendar_file(self, space):
        """One file with this meeting, as the space's person comes to it."""
        base = self.get_base_url()
        rows = self._rows_of(space).filtered(
            lambda row: row.attendee_id == space.person
        )
        entries = [row._calendar_entry(base) for row in rows]
        return write_calendar(
            self.name, entries or [self._calendar_entry(base, "TENTATIVE")]
        )
