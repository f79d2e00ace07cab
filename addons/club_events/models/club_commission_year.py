from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ClubCommission(models.Model):
    """The year of a commission as its chair plans it from the member's space."""

    _inherit = "club.commission"

    def _years(self):
        """Programmes that run or are to come and have cycles of this commission."""
        # sudo: chairs have no right on programmes; these are of their commission.
        cycles = self.env["club.meeting.cycle"].sudo()
        cycles = cycles.search(
            Domain("commission_id", "in", self.ids)
            & Domain("programme_id.state", "!=", "closed")
            & Domain("programme_id.date_end", ">=", self.company_id._club_today())
        )
        return cycles.programme_id.sorted("date_start")

    def _year_values(self):
        """What the page of the chair shows: each year with its dates.

        :return: list of dictionaries of plain values
        """
        self.ensure_one()
        return [self._one_year_values(programme) for programme in self._years()]

    def _one_year_values(self, programme):
        cycles = self._cycles_in(programme)
        found = programme._solve(cycles)
        proposed = [
            {
                "name": programme._meeting_name(each.cycle, each.number),
                "when": programme._long_day(each.day),
            }
            for each in sorted(found.meetings, key=lambda m: m.day)
            if each.cycle in cycles.ids and not each.fixed
        ]
        events = cycles.event_ids.sorted(lambda e: (e.date_begin, e.id))
        lines = programme._in_words(found.conflicts, cycles)
        return {
            "id": programme.id,
            "name": programme.name,
            "theme": programme.theme or "",
            "first": programme.date_start.isoformat(),
            "last": programme.date_end.isoformat(),
            "rules": [cycle._rule_sentence() for cycle in cycles],
            "proposed": proposed,
            "meetings": [event._year_line() for event in events],
            "to_announce": len(events.filtered(lambda e: e._is_to_announce())),
            "conflicts": [line["text"] for line in lines],
        }

    def _cycles_in(self, programme):
        return programme.cycle_ids.filtered(lambda c: c.commission_id.id == self.id)

    def _programme_here(self, programme_id):
        """The programme with this id, if this commission meets in it."""
        return self._years().filtered(lambda each: each.id == programme_id)

    def _meeting_here(self, event_id):
        """The meeting with this id, if it is in a year of this commission."""
        meetings = self._cycles_in(self._years()).event_ids
        return meetings.filtered(lambda event: event.id == event_id)

    def _plan_year(self, programme):
        """Plan what is missing of this commission's year.

        :return: how many meetings are new
        """
        cycles = self._cycles_in(programme)
        before = len(cycles.event_ids)
        programme._plan(cycles)
        return len(cycles.event_ids) - before

    def _announce_year(self, programme):
        """Announce what is planned of this commission's year.

        :return: how many meetings are new to its members
        :raises UserError: nothing is to be announced, or the year is closed
        """
        events = self._cycles_in(programme).event_ids
        waiting = events.filtered(lambda event: event._is_to_announce())
        waiting._check_may_announce()
        if not waiting:
            raise UserError(self.env._("There is no meeting to announce: plan first."))
        return len(waiting._announce())


class ClubMeetingCycle(models.Model):
    _inherit = "club.meeting.cycle"

    def _rule_sentence(self):
        """How often it meets, in the language of the context."""
        words = {"cycle": self.name, "count": self.per_year}
        if self.rhythm == "request":
            return self.env._("%(cycle)s: when somebody asks for it", **words)
        if self.rhythm == "month":
            return self.env._("%(cycle)s: %(count)s in each month", **words)
        if self.per_year == 1:
            return self.env._("%(cycle)s: once in the year", **words)
        return self.env._("%(cycle)s: %(count)s times in the year", **words)


class EventEvent(models.Model):
    _inherit = "event.event"

    def _is_to_announce(self):
        return not self.announced_on and not self.cancelled_on and self._is_ahead()

    def _year_line(self):
        """This meeting in the chair's list of the year."""
        wall = self._wall(self.date_begin)
        ahead = self.date_begin > fields.Datetime.now()
        return {
            "id": self.id,
            "name": self.name,
            "when": self._club_when(),
            "day": wall.date().isoformat(),
            "time": wall.strftime("%H:%M"),
            "announced": bool(self.announced_on),
            "cancelled": bool(self.cancelled_on),
            "reason": self.cancel_reason or "",
            "changeable": ahead and not self.cancelled_on,
            "registered": len(
                self.registration_ids.filtered(lambda r: r.state in ("open", "done"))
            ),
            "follows": bool(self._rest_of_series()),
        }
