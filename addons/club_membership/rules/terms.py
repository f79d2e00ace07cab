"""From which day to which day a membership runs.

Every date is a plain calendar day and every range includes both its ends.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

PolicyKind = Literal["calendar", "fiscal", "rolling"]

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class TermPolicy:
    """How long a membership runs.

    :param kind: ``calendar`` (January to December), ``fiscal`` (a year beginning
        on ``start_month``/``start_day``) or ``rolling`` (``months`` from joining)
    :param start_month: 1 to 12, for ``fiscal``
    :param start_day: 1 to 31, for ``fiscal``; in a month or a year without that
        day (29 February, 31 April) the year begins on the month's last day
    :param months: length of a ``rolling`` term, in months, from 1
    :param early_join_months: 0 to 11; who joins in that many last months of a
        year is a member until the end of the next one (not for ``rolling``)
    :raises ValueError: one of these is out of its range
    """

    kind: PolicyKind
    start_month: int = 1
    start_day: int = 1
    months: int = 12
    early_join_months: int = 0

    def __post_init__(self) -> None:
        if self.kind not in ("calendar", "fiscal", "rolling"):
            raise ValueError(f"unknown policy kind {self.kind!r}")
        if not 1 <= self.start_month <= 12:
            raise ValueError(f"start_month {self.start_month} is not a month")
        if not 1 <= self.start_day <= 31:
            raise ValueError(f"start_day {self.start_day} is not a day of a month")
        if self.months < 1:
            raise ValueError(f"a term of {self.months} months has no end")
        if not 0 <= self.early_join_months <= 11:
            raise ValueError(f"early_join_months {self.early_join_months} not in 0..11")


@dataclass(frozen=True)
class Term:
    """One stretch of membership, both days included.

    :param full_from: first day of the whole term, the base of a pro-rata: before
        ``date_from`` for who joins late, after it for who joins early
    """

    date_from: date
    date_to: date
    full_from: date


def first_term(policy: TermPolicy, joined: date) -> Term:
    """Return the term of a newcomer who joins on that day.

    Source of the early rule: "join from September, valid to next December",
    priced as the next year.
    """
    if policy.kind == "rolling":
        return _rolling_term(policy, joined)
    begin, following = _year_around(policy, joined)
    if policy.early_join_months and joined >= add_months(
        following, -policy.early_join_months
    ):
        begin, following = following, _year_start(policy, following.year + 1)
    return Term(joined, following - ONE_DAY, begin)


def next_term(policy: TermPolicy, after: date) -> Term:
    """Return the renewal that starts the day after ``after``.

    A renewal is never early: the current term already reaches ``after``.
    """
    start = after + ONE_DAY
    if policy.kind == "rolling":
        return _rolling_term(policy, start)
    begin, following = _year_around(policy, start)
    return Term(start, following - ONE_DAY, begin)


def term_until(policy: TermPolicy, last: date) -> Term:
    """Return the whole term that ends on that day, whatever the year's own end.

    For members known only by the day their card expires. A year that should end on
    another day is cut there.
    """
    if policy.kind == "rolling":
        begin = add_months(last + ONE_DAY, -policy.months)
    else:
        begin, _following = _year_around(policy, last)
    return Term(begin, last, begin)


def add_months(day: date, months: int) -> date:
    """Return the same day that many months later (earlier if negative).

    The month's last day stands in for a day that the month does not have.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _clamped(year, month + 1, day.day)


def _rolling_term(policy: TermPolicy, start: date) -> Term:
    """Run to the eve of the same day ``months`` later.

    Where that month has no such day, to its last day: from 31 January one month
    reaches 28 February (EEC regulation 1182/71, article 3, paragraph 2 c).
    """
    anniversary = add_months(start, policy.months)
    complete = anniversary.day == start.day
    return Term(start, anniversary - ONE_DAY if complete else anniversary, start)


def _year_around(policy: TermPolicy, day: date) -> tuple[date, date]:
    """Return the first day of the year containing ``day`` and of the next one."""
    begin = _year_start(policy, day.year)
    if day < begin:
        return _year_start(policy, day.year - 1), begin
    return begin, _year_start(policy, day.year + 1)


def _year_start(policy: TermPolicy, year: int) -> date:
    if policy.kind == "calendar":
        return date(year, 1, 1)
    return _clamped(year, policy.start_month, policy.start_day)


def _clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
