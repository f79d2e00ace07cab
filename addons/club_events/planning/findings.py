"""What a plan could not avoid, found again from its days alone.

Nothing here knows how the days were chosen: plans, moves by hand and warnings on one
meeting are looked at with the same eyes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from .costs import shift
from .days import keeps, weekend_is_meant, windows
from .people import shared
from .problem import (
    BREAK,
    CLASH,
    CLOSED,
    HOLIDAY,
    NO_DAY,
    RULE,
    WEEKEND,
    Conflict,
    Cycle,
    Meeting,
    Problem,
)


def no_days(problem: Problem) -> Iterator[Conflict]:
    """Name the cycles whose months lie outside the year."""
    for cycle in problem.cycles:
        if cycle.count and not windows(problem.year, cycle, 0.5):
            yield Conflict(NO_DAY, cycle.key, 0)


def conflicts(problem: Problem, meetings: tuple[Meeting, ...]) -> Iterator[Conflict]:
    """Name what is wrong with the days of these meetings; each clash once."""
    cycles = {cycle.key: cycle for cycle in problem.cycles}
    on: dict[date, list[Meeting]] = {}
    for meeting in meetings:
        cycle = cycles[meeting.cycle]
        yield from _about_days(problem, cycle, meeting)
        if not meeting.fixed and not _keeps_rule(cycle, meeting.day):
            yield Conflict(RULE, cycle.key, meeting.number, meeting.day)
        yield from _with_busy(problem, cycle, meeting)
        for day in _days(meeting.day, meeting.days):
            for other in on.setdefault(day, []):
                yield from _with_other(cycles, meeting, other, day)
            on[day].append(meeting)


def _days(first: date, days: int) -> list[date]:
    return [first + timedelta(days=after) for after in range(days)]


def _about_days(problem: Problem, cycle: Cycle, meeting: Meeting) -> Iterator[Conflict]:
    year = problem.year
    key, number = cycle.key, meeting.number
    for day in _days(meeting.day, meeting.days):
        if day.weekday() > 4 and not weekend_is_meant(cycle.rule):
            yield Conflict(WEEKEND, key, number, day)
        if day in year.holidays:
            yield Conflict(HOLIDAY, key, number, day, year.holidays[day])
        if day in year.closed:
            yield Conflict(CLOSED, key, number, day, year.closed[day])
        if day in year.breaks and not cycle.in_breaks:
            yield Conflict(BREAK, key, number, day, year.breaks[day])


def _keeps_rule(cycle: Cycle, day: date) -> bool:
    return cycle.rule.kind == "free" or keeps(cycle.rule, day) or shift(cycle, day) > 0


def _with_busy(problem: Problem, cycle: Cycle, meeting: Meeting) -> Iterator[Conflict]:
    days = set(_days(meeting.day, meeting.days))
    for busy in problem.busy:
        both = days.intersection(_days(busy.day, busy.days))
        count, people = shared(cycle.people, busy.people)
        if both and count:
            yield Conflict(
                CLASH,
                cycle.key,
                meeting.number,
                min(both),
                busy=busy.key,
                people=people,
            )


def _with_other(
    cycles: dict[int, Cycle], meeting: Meeting, other: Meeting, day: date
) -> Iterator[Conflict]:
    count, people = shared(cycles[meeting.cycle].people, cycles[other.cycle].people)
    if count:
        yield Conflict(
            CLASH,
            meeting.cycle,
            meeting.number,
            day,
            other=(other.cycle, other.number),
            people=people,
        )
