from datetime import timedelta

from odoo import fields, models
from odoo.addons.club_membership.tools import try_lock
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..planning.problem import Busy, Fixed, Problem, Year
from ..planning.solver import plan


class ClubProgramme(models.Model):
    """Planning the year in one go.

    What is planned stays where it is; planned again, meetings move only if nobody was
    told of them and nobody chose their day.
    """

    _inherit = "club.programme"

    def _plan(self, cycles=None, again=False):
        """Make the meetings that are missing.

        Called twice, it finds nothing to do the second time.

        :param cycles: club.meeting.cycle of this programme; empty: all
        :param again: also look for better days for meetings that may still move
        :return: ``planning.problem.Plan``: all days, and what could not be avoided
        :raises UserError: the year is closed, or being planned at this moment
        """
        self.ensure_one()
        self._check_may_plan()
        found = self._solve(cycles, again)
        self._apply(found)
        return found

    def _check_may_plan(self):
        if self.state == "closed":
            raise UserError(
                self.env._(
                    "%s is closed. Copy it to a new year and plan that one.", self.name
                )
            )
        # Two clicks at once would both make the same meetings.
        if not try_lock(self):
            raise UserError(
                self.env._(
                    "%s is being planned at this moment: look again in a minute.",
                    self.name,
                )
            )

    def _solve(self, cycles=None, again=False):
        """Find the days; nothing is written. Arguments as for ``_plan``."""
        return plan(self._problem(cycles, again))

    def _problem(self, cycles=None, again=False):
        self.ensure_one()
        planned = cycles or self.cycle_ids
        # sudo: who plans avoids other meetings of the same people, seen or not.
        events = self.sudo().with_context(active_test=True).event_ids
        events = events.filtered("cycle_id")
        live = events.filtered(lambda event: not event.cancelled_on)
        movable = live.filtered(lambda event: again and event._may_be_planned_again())
        movable = movable.filtered(lambda event: event.cycle_id in planned.sudo())
        people = self.cycle_ids._people()
        return Problem(
            year=self._year(),
            cycles=tuple(
                cycle._pure(people[cycle], cycle in planned) for cycle in self.cycle_ids
            ),
            fixed=tuple(event._fixed() for event in live - movable),
            busy=self._busy(),
            left_out=frozenset(
                (event.cycle_id.id, event.cycle_number) for event in events - live
            ),
            earliest=self.company_id._club_today() + timedelta(days=1),
        )

    def _year(self):
        first, last = self.date_start, self.date_end
        company = self.company_id
        closed, breaks = company._club_free_days(first, last)
        holidays = company._club_public_holidays(first, last)
        return Year(first, last, holidays, closed, breaks)

    def _busy(self):
        """Meetings of the association outside this programme, with their people."""
        # sudo: as above.
        others = (
            self.env["event.event"]
            .sudo()
            .search(
                Domain("company_id", "=", self.company_id.id)
                & Domain("cancelled_on", "=", False)
                & (
                    Domain("programme_id", "!=", self.id)
                    | Domain("cycle_id", "=", False)
                )
                & Domain("date_begin", "<=", self.date_end + timedelta(days=1))
                & Domain("date_end", ">=", self.date_start - timedelta(days=1))
            )
        )
        people = others._club_people()
        busy = []
        for event in others:
            day, days = event._local_days()
            busy.append(Busy(event.id, people[event], day, days))
        return tuple(busy)


class EventEvent(models.Model):
    _inherit = "event.event"

    def _local_days(self):
        """First day of the meeting where it is held, and how many it lasts."""
        self.ensure_one()
        first, last = self._local(self.date_begin), self._local(self.date_end)
        # Who ends at midnight does not keep the next day.
        last -= timedelta(seconds=1 if last > first else 0)
        return first.date(), (last.date() - first.date()).days + 1

    def _fixed(self):
        day, days = self._local_days()
        return Fixed(self.cycle_id.id, self.cycle_number, day, days)

    def _may_be_planned_again(self):
        """Whether nobody was told of it, nobody chose its day, and it is to come."""
        return not (
            self.announced_on
            or self.day_is_chosen
            or self.date_begin <= fields.Datetime.now()
            or self.registration_ids
        )

    def _club_people(self):
        """{meeting: ids of the people who should come, or None for everybody}."""
        seated = self.commission_id._seated()
        found = {}
        for event in self:
            section = event.section_id
            coming = event.registration_ids.filtered(lambda r: r.state != "cancel")
            named = frozenset(coming.attendee_id.ids + event.trainer_ids.ids)
            if event.commission_id:
                found[event] = seated.get(event.commission_id, frozenset()) | named
            elif event.audience == "functions":
                found[event] = event.function_ids._holders(event.company_id) | named
            elif event.audience == "members" and section.parent_id:
                found[event] = section._standing_people() | named
            elif event.audience == "members":
                found[event] = None
            else:
                found[event] = named
        return found
