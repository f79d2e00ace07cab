import base64
from datetime import datetime, timedelta

from icalendar import Calendar
from odoo import fields, models
from odoo.exceptions import UserError

# Calendars of school breaks have some dozens of entries.
LARGEST = 1_000_000


class ClubClosedImport(models.TransientModel):
    """School breaks or closed days from a calendar file (.ics), as schools publish."""

    _name = "club.closed.import"
    _description = "Importing Days without Meetings"

    file = fields.Binary(string="Calendar file (.ics)", required=True)
    filename = fields.Char()
    kind = fields.Selection(
        [("break", "School break"), ("closed", "No meetings")],
        required=True,
        default="break",
    )
    zone = fields.Char(string="School zone", help="As A. Empty: everywhere.")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda s: s.env.company
    )

    def action_import(self):
        """Add what is not in the list yet.

        :raises UserError: the file cannot be read; the sentence says where and why
        """
        self.ensure_one()
        values = [self._values(entry) for entry in self._entries()]
        periods = self.env["club.closed.period"]
        new = periods
        for each in values:
            known = [
                (name, "=", each[name])
                for name in ("company_id", "kind", "zone", "date_start", "date_end")
            ]
            if not periods.search_count(known, limit=1):
                new |= periods.create(each)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("%s new periods", len(new)),
            "res_model": "club.closed.period",
            "view_mode": "list,form",
            "domain": [("id", "in", new.ids)],
        }

    def _entries(self):
        data = base64.b64decode(self.file)
        name = self.filename or self.env._("The file")
        if len(data) > LARGEST:
            raise UserError(
                self.env._(
                    "%s is larger than a megabyte: choose a calendar of breaks only.",
                    name,
                )
            )
        try:
            calendar = Calendar.from_ical(data)
        except (ValueError, IndexError, KeyError) as error:
            raise UserError(
                self.env._(
                    "%s is no calendar file: choose one whose name ends with .ics.",
                    name,
                )
            ) from error
        entries = calendar.walk("VEVENT")
        if not entries:
            raise UserError(self.env._("%s has no entries to import.", name))
        return entries

    def _values(self, entry):
        title = str(entry.get("SUMMARY") or "").strip()
        if not title or not entry.get("DTSTART"):
            raise UserError(
                self.env._(
                    "An entry of the file has no title or no first day (“%s”): correct "
                    "it in the calendar, then export it again.",
                    title,
                )
            )
        if entry.get("RRULE"):
            raise UserError(
                self.env._(
                    "“%s” repeats: enter its days one by one, or leave it out of the "
                    "file.",
                    title,
                )
            )
        first = self._day(entry.decoded("DTSTART"))
        return {
            "name": title[:200],
            "kind": self.kind,
            "zone": (self.zone or "").strip().upper() or False,
            "company_id": self.company_id.id,
            "date_start": first,
            "date_end": max(self._last(entry, first), first),
        }

    def _day(self, moment):
        return moment.date() if isinstance(moment, datetime) else moment

    def _last(self, entry, first):
        """Last day: of whole days, the end is the day after it."""
        if entry.get("DTEND"):
            end = entry.decoded("DTEND")
            if isinstance(end, datetime):
                return (end - timedelta(seconds=1)).date()
            return end - timedelta(days=1)
        if entry.get("DURATION"):
            return first + entry.decoded("DURATION") - timedelta(days=1)
        return first
