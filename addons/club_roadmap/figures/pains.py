"""What a pain point costs: hours lost per year, and when figures may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

# Times per year. A year has 220 working days in 46 weeks: 52 less holidays.
TIMES = {
    "often": 660,
    "daily": 220,
    "weekly": 46,
    "monthly": 12,
    "yearly": 1,
}
# "Several times a day" counts as three.
OFTEN_A_DAY = 3
# With a hidden member among them, sums of fewer say too much about each.
SMALLEST = 3


@dataclass(frozen=True)
class Report:
    """One member's figures.

    :ivar hours: lost per year
    :ivar money: lost per year, in the company's currency
    :ivar shown: whether the member is named
    """

    hours: float
    money: float
    shown: bool


@dataclass(frozen=True)
class Totals:
    """What all members together lose per year."""

    hours: float
    median_hours: float
    money: float


def hours_per_year(frequency: str, people: int, minutes: float) -> float:
    """Return the hours that one member loses per year.

    Times per year × people concerned × minutes lost each time ÷ 60.

    :param frequency: one of ``TIMES``
    :param people: concerned each time
    :param minutes: lost by each of them each time
    :raises ValueError: people or minutes are negative
    """
    if people < 0 or minutes < 0:
        raise ValueError("People and minutes are not negative.")
    return float(Fraction(TIMES[frequency] * people) * Fraction(minutes) / 60)


def may_tell(members: int, hidden: int) -> bool:
    """Return whether figures of these members may be shown together.

    :param members: how many there are
    :param hidden: how many of them are not named
    """
    return members > 0 and (not hidden or members >= SMALLEST)


def totals(reports: Sequence[Report]) -> Totals | None:
    """Return the sums and the median of these members, None where they may not be
    shown.

    :param reports: one per member
    """
    hidden = sum(not report.shown for report in reports)
    if not may_tell(len(reports), hidden):
        return None
    hours = [report.hours for report in reports]
    return Totals(sum(hours), median(hours), sum(report.money for report in reports))
