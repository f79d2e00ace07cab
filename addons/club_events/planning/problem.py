"""What a year has to plan: who meets how often, and on which days nobody can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# Why a day is bad, from what never happens to what people put up with.
WEEKEND = "weekend"
HOLIDAY = "holiday"
CLOSED = "closed"
CLASH = "clash"
BREAK = "break"
RULE = "rule"
# No day at all: its months lie outside the year, or are over.
NO_DAY = "no_day"


@dataclass(frozen=True)
class DayRule:
    """On which days of the year a cycle may meet.

    :ivar kind: ``free`` (Monday to Friday), ``weekday``, ``nth`` (weekday of the
        month) or ``day`` (of the month; the last one where the month is shorter)
    :ivar weekday: 0 for Monday
    :ivar nth: 1 to 4, -1 for the last one
    :ivar day: 1 to 31
    :ivar months: 1 to 12; empty: all
    """

    kind: str = "free"
    weekday: int = 0
    nth: int = 1
    day: int = 1
    months: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Cycle:
    """Who meets how often.

    :ivar key: names the cycle for whoever reads the plan
    :ivar people: who should come; None: everybody
    :ivar count: meetings in the year; with ``monthly``, in each month
    :ivar optional: of these, how many are left out rather than badly placed
    :ivar days: days in a row that one meeting lasts
    :ivar in_breaks: whether it may meet in school breaks
    """

    key: int
    people: frozenset[int] | None
    count: int
    optional: int = 0
    monthly: bool = False
    rule: DayRule = field(default_factory=DayRule)
    days: int = 1
    in_breaks: bool = False


@dataclass(frozen=True)
class Fixed:
    """A meeting whose day is chosen already: planned before, held, or by its chair."""

    cycle: int
    number: int
    day: date
    days: int = 1


@dataclass(frozen=True)
class Busy:
    """A meeting outside the plan that some of the same people go to."""

    key: int
    people: frozenset[int] | None
    day: date
    days: int = 1


@dataclass(frozen=True)
class Year:
    """The days from ``first`` to ``last``, both included.

    :ivar holidays: public holidays, by day
    :ivar closed: other days without any meeting, by day
    :ivar breaks: school breaks, by day
    """

    first: date
    last: date
    holidays: Mapping[date, str] = field(default_factory=dict)
    closed: Mapping[date, str] = field(default_factory=dict)
    breaks: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """A year, its cycles, and the meetings that stay where they are.

    :ivar left_out: (cycle, number) of meetings that are not wanted: cancelled ones
    :ivar earliest: first day that a new meeting may have; None: any
    """

    year: Year
    cycles: tuple[Cycle, ...]
    fixed: tuple[Fixed, ...] = ()
    busy: tuple[Busy, ...] = ()
    left_out: frozenset[tuple[int, int]] = frozenset()
    earliest: date | None = None


@dataclass(frozen=True, order=True)
class Meeting:
    """One meeting of a cycle, with the first of its days."""

    cycle: int
    number: int
    day: date
    days: int = 1
    fixed: bool = False


@dataclass(frozen=True)
class Conflict:
    """What could not be avoided, for one meeting.

    :ivar kind: one of the constants above
    :ivar day: which of its days; None where it has none
    :ivar name: of the holiday, closed period or break
    :ivar other: (cycle, number) of the other meeting, where two clash
    :ivar busy: key of the other meeting, where it is outside the plan
    :ivar people: who would have to be at both; empty: everybody
    """

    kind: str
    cycle: int
    number: int
    day: date | None = None
    name: str = ""
    other: tuple[int, int] | None = None
    busy: int | None = None
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The days found, what could not be avoided, and what was left out.

    :ivar dropped: (cycle, number) of optional meetings without a good day
    """

    meetings: tuple[Meeting, ...]
    conflicts: tuple[Conflict, ...]
    dropped: tuple[tuple[int, int], ...]
