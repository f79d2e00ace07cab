"""On which days a cycle may meet, and which part of the year is each meeting's."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from .problem import Cycle, DayRule, Year


def days_of(year: Year) -> list[date]:
    """Return every day of the year, in order."""
    length = (year.last - year.first).days + 1
    return [year.first + timedelta(days=after) for after in range(length)]


def keeps(rule: DayRule, day: date) -> bool:
    """Tell whether a day is one that the rule names."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.kind == "weekday":
        return day.weekday() == rule.weekday
    if rule.kind == "nth":
        return day.weekday() == rule.weekday and _is_nth(day, rule.nth)
    if rule.kind == "day":
        return day.day == min(rule.day, monthrange(day.year, day.month)[1])
    return day.weekday() < 5


def _is_nth(day: date, nth: int) -> bool:
    if nth == -1:
        return day.month != (day + timedelta(days=7)).month
    return (day.day - 1) // 7 + 1 == nth


def weekend_is_meant(rule: DayRule) -> bool:
    """Tell whether the rule itself asks for a Saturday or Sunday."""
    return rule.kind in ("weekday", "nth") and rule.weekday > 4


def months_of(year: Year, rule: DayRule) -> Iterator[tuple[int, int]]:
    """Give the first and last position in the year of each month that is allowed."""
    days = days_of(year)
    start = 0
    for at, day in enumerate(days):
        last = at + 1 == len(days)
        if last or days[at + 1].month != day.month:
            if not rule.months or day.month in rule.months:
                yield start, at
            start = at + 1


def windows(year: Year, cycle: Cycle, phase: float) -> list[tuple[int, int, int]]:
    """Share out the allowed days among the meetings of a cycle, evenly.

    Whole months where that comes out even: quarters for four a year.

    :param phase: where in its part a meeting should be: 0 for the first day, 1 for the
        last
    :return: first and last position, and the one aimed at, by number − 1
    """
    months = list(months_of(year, cycle.rule))
    if not months or not cycle.count:
        return []
    many, count = len(months), cycle.count * (len(months) if cycle.monthly else 1)
    if count % many == 0:
        groups = [range(first, last + 1) for first, last in months]
        return [part for days in groups for part in _parts(days, count // many, phase)]
    if many % count == 0:
        size = many // count
        quarters = [months[at : at + size] for at in range(0, many, size)]
        return [_parts(_positions(each), 1, phase)[0] for each in quarters]
    return _parts(_positions(months), count, phase)


def _positions(months: list[tuple[int, int]]) -> list[int]:
    return [at for first, last in months for at in range(first, last + 1)]


def _parts(
    allowed: list[int] | range, count: int, phase: float
) -> list[tuple[int, int, int]]:
    """Cut these positions into so many parts of the same size."""
    parts = []
    size = len(allowed)
    for number in range(count):
        first = min(size * number // count, size - 1)
        last = max(size * (number + 1) // count - 1, first)
        aim = allowed[first + round((last - first) * phase)]
        parts.append((allowed[first], allowed[last], aim))
    return parts
