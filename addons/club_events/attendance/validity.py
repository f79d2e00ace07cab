"""Until when a certificate counts."""

import calendar
from datetime import date


def last_day(given: date, months: int) -> date | None:
    """The last day on which a certificate of that day counts, so many months later.

    The same day of the month, or the month's last one where it has no such day: what
    is given on 29 February 2028 for 12 months counts until 28 February 2029.

    :param given: the day of the course
    :param months: 0 or less: for ever
    :return: the last day, inclusive; None: for ever
    """
    if months <= 0:
        return None
    year, month = divmod(given.year * 12 + given.month - 1 + months, 12)
    days = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(given.day, days))


def counts(given: date, end: date | None, day: date) -> bool:
    """Whether a certificate counts on ``day``: from the day it was given to its end."""
    return given <= day and (end is None or day <= end)
