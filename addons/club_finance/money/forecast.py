"""Budgets month by month, and where a year will end."""

from collections.abc import Sequence
from typing import Final

MONTHS: Final = 12
# Before a quarter has gone by, a year cannot be told from its beginning.
TELLING_MONTHS: Final = 3


def spread(amount: float, weights: Sequence[float], digits: int = 2) -> list[float]:
    """Share an amount over the months, to the cent.

    :param amount: of the whole year
    :param weights: one per month; those below zero count for nothing, and where all
        are nothing the amount is shared evenly
    :param digits: decimals of the currency
    :return: one amount per weight, which add up to ``amount``
    """
    useful = [max(weight, 0.0) for weight in weights]
    total = sum(useful)
    if not total:
        useful, total = [1.0] * len(useful), float(len(useful))
    shares: list[float] = []
    gone = given = 0.0
    for weight in useful:
        gone += weight
        upto = round(amount * gone / total, digits)
        shares.append(round(upto - given, digits))
        given = upto
    return shares


def forecast(
    booked: Sequence[float],
    expected: Sequence[float] | None,
    months_over: int,
    digits: int = 2,
) -> float:
    """Where a heading will end the year.

    What is booked stands. To it comes what is expected of the months ahead: as the
    budget spreads it, or as the year before went. Of the month that runs, only what
    is expected beyond what is booked. Where nothing is known of a heading, the months
    that are over set the pace, once there are three of them.

    :param booked: what is in the books, one amount per month of the year
    :param expected: what each month should bring; ``None`` where nothing is known
    :param months_over: how many months of the year are over, 0 to 12
    :param digits: decimals of the currency
    :return: the amount of the whole year
    """
    total = sum(booked)
    if months_over >= MONTHS:
        return round(total, digits)
    if expected is None:
        if months_over < TELLING_MONTHS:
            return round(total, digits)
        pace = sum(booked[:months_over]) / months_over
        expected = [pace] * MONTHS
    # What is booked ahead of time is part of what was expected.
    ahead = sum(expected[months_over:])
    known = sum(booked[months_over:])
    left = max(ahead - known, 0.0) if ahead >= 0 else min(ahead - known, 0.0)
    return round(total + left, digits)


def months_over(start: tuple[int, int], day: tuple[int, int]) -> int:
    """How many whole months of a year are over.

    :param start: year and month in which it begins
    :param day: year and month of today
    :return: 0 before it begins, 12 once it is over
    """
    gone = (day[0] - start[0]) * MONTHS + day[1] - start[1]
    return min(max(gone, 0), MONTHS)


def months_of_reserve(cash: float, spending: float, months: int = MONTHS) -> float:
    """For how many months the money lasts at the pace of what was spent.

    :param cash: what is there
    :param spending: what was spent, above zero, over ``months`` months
    :return: months, with one decimal; 0 where nothing was spent
    """
    if spending <= 0:
        return 0.0
    return round(cash / (spending / months), 1)


def rate(part: float, whole: float) -> int | None:
    """What part of the whole, in percent; ``None`` of nothing."""
    return round(100 * part / whole) if whole else None
