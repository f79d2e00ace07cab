"""Days on which banks of the euro area debit: the calendar of TARGET.

Closed on Saturdays, Sundays, 1 January, Good Friday, Easter Monday, 1 May, 25 and 26
December (European Central Bank, long-term calendar of TARGET closing days).
"""

from datetime import date, timedelta


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar.

    The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, left = divmod(century, 4)
    shift = (century + 8) // 25
    moon = (19 * golden + century - leaps - (century - shift + 1) // 3 + 15) % 30
    fours, ones = divmod(rest, 4)
    week = (32 + 2 * left + 2 * fours - moon - ones) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def is_target_day(day: date) -> bool:
    """Whether banks debit on this day."""
    if day.weekday() >= 5 or (day.month, day.day) in {
        (1, 1),
        (5, 1),
        (12, 25),
        (12, 26),
    }:
        return False
    sunday = easter(day.year)
    return day not in {sunday - timedelta(days=2), sunday + timedelta(days=1)}


def next_target_day(day: date) -> date:
    """This day if banks debit on it, else the first one after."""
    while not is_target_day(day):
        day += timedelta(days=1)
    return day
