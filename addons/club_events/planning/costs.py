"""What each day costs a cycle, whatever the other cycles do.

All weights are whole numbers, so that a plan is the same on every machine. The large
ones are what becomes a conflict; the small ones only choose between good days.
"""

from __future__ import annotations

from datetime import date, timedelta

from .days import days_of, keeps, weekend_is_meant
from .holidays import bridges
from .people import shared
from .problem import Busy, Cycle, Year

# A day nobody wants: a holiday, a weekend, a day without meetings.
BAD = 40_000
CLASH = 10_000
CLASH_PERSON = 100
BREAK = 4_000
RULE = 2_000
# From here on, a cost means a conflict.
CONFLICT = RULE
AIM = 400
OUTSIDE = 200
SPACING = 600
BRIDGE = 80
SHIFT = 100
EDGE = 4
SAME_DAY = 6
# How far from a day of the month a meeting may be and still keep its rule.
NEAR = 3
IMPOSSIBLE = 10**9


def clash(count: int) -> int:
    """Return the cost of so many people at two meetings on one day."""
    return CLASH + CLASH_PERSON * min(count, 250) if count else 0


class DayCosts:
    """Costs of the days of one year."""

    def __init__(self, year: Year, busy: tuple[Busy, ...]) -> None:
        self.year = year
        self.days = days_of(year)
        self.bridges = bridges(dict(year.holidays))
        self.busy: dict[date, list[Busy]] = {}
        for meeting in busy:
            for after in range(meeting.days):
                on = self.busy.setdefault(meeting.day + timedelta(days=after), [])
                on.append(meeting)

    def starts(self, cycle: Cycle) -> list[int]:
        """Return what it costs this cycle to begin a meeting on each day."""
        each = [self._day(cycle, day) for day in self.days]
        near = self._near(cycle)
        last = len(self.days) - cycle.days
        return [
            sum(each[at : at + cycle.days]) + near[at] if at <= last else IMPOSSIBLE
            for at in range(len(self.days))
        ]

    def _day(self, cycle: Cycle, day: date) -> int:
        year, cost = self.year, 0
        if day.weekday() > 4 and not weekend_is_meant(cycle.rule):
            cost += BAD
        if day in year.holidays or day in year.closed:
            cost += BAD
        if day in year.breaks and not cycle.in_breaks:
            cost += BREAK
        if day in self.bridges:
            cost += BRIDGE
        for meeting in self.busy.get(day, ()):
            cost += clash(shared(cycle.people, meeting.people)[0])
        return cost + (EDGE if day.weekday() in (0, 4) else 0)

    def _near(self, cycle: Cycle) -> list[int]:
        """Return what the rule of the cycle makes each first day cost."""
        return [self._rule(cycle, day) for day in self.days]

    def _rule(self, cycle: Cycle, day: date) -> int:
        rule = cycle.rule
        if rule.months and day.month not in rule.months:
            return IMPOSSIBLE
        if rule.kind == "free" or keeps(rule, day):
            return 0
        return SHIFT * away if (away := shift(cycle, day)) else RULE


def shift(cycle: Cycle, day: date) -> int:
    """Return by how many days a day of the month is missed; 0 when by too many."""
    if cycle.rule.kind != "day":
        return 0
    for away in range(1, NEAR + 1):
        step = timedelta(days=away)
        if keeps(cycle.rule, day - step) or keeps(cycle.rule, day + step):
            return away
    return 0
