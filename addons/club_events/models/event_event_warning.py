from odoo import api, fields, models
from odoo.fields import Domain

from ..planning.people import shared


class EventEvent(models.Model):
    """What speaks against the day of a meeting, while it is chosen."""

    _inherit = "event.event"

    day_warning = fields.Html(compute="_compute_day_warning", sanitize=False)

    @api.depends(
        "date_begin",
        "date_end",
        "date_tz",
        "commission_id",
        "section_id",
        "audience",
        "company_id",
        "cancelled_on",
    )
    def _compute_day_warning(self):
        for event in self:
            sentences = event._day_warnings() if event._wants_warnings() else []
            event.day_warning = self.env["club.programme"]._html_list(sentences)

    def _wants_warnings(self):
        return bool(
            self.date_begin
            and self.date_end
            and self.company_id
            and not self.cancelled_on
            and self.date_end > fields.Datetime.now()
        )

    def _day_warnings(self):
        """Sentences: days without meetings, and meetings of the same people."""
        day, days = self._local_days()
        programmes = self.env["club.programme"]
        last = fields.Date.add(day, days=days - 1)
        closed, breaks = self.company_id._club_free_days(day, last)
        holidays = self.company_id._club_public_holidays(day, last)
        if self.cycle_id.in_breaks:
            breaks = {}
        names = {**breaks, **closed, **holidays}
        found = [
            self.env._(
                "%(day)s is a day without meetings: %(reason)s.",
                day=programmes._long_day(each),
                reason=names[each],
            )
            for each in sorted(names)
        ]
        return found + self._clash_warnings(day, last)

    def _clash_warnings(self, day, last):
        """Other meetings of the same people on these days."""
        # sudo: who chooses a day is warned of meetings that they may not read.
        near = (
            self.sudo()
            .search(
                Domain("company_id", "=", self.company_id.id)
                & Domain("id", "!=", self._origin.id)
                & Domain("cancelled_on", "=", False)
                & Domain("date_begin", "<", fields.Date.add(last, days=2))
                & Domain("date_end", ">", fields.Date.subtract(day, days=1))
            )
            .filtered(lambda other: other._is_on(day, last))
        )
        mine = self.sudo()._club_people()[self.sudo()]
        theirs = near._club_people()
        found = []
        for other in near:
            count, people = shared(mine, theirs[other])
            if count:
                found.append(self._clash_warning(other, people))
        return found

    def _is_on(self, day, last):
        first, days = self._local_days()
        return first <= last and fields.Date.add(first, days=days - 1) >= day

    def _clash_warning(self, other, people):
        names = self.env["res.partner"].sudo().browse(people[:5]).mapped("name")
        words = {"other": other.name, "when": other._club_when()}
        if not people:
            return self.env._(
                "Everybody is expected at %(other)s as well: %(when)s.", **words
            )
        return self.env._(
            "The same people are expected at %(other)s: %(when)s (%(count)s people, as "
            "%(names)s).",
            count=len(people),
            names=", ".join(names),
            **words,
        )
