"""Working time of the simulated association, counted without Odoo."""

from datetime import date, datetime, time, timedelta

import pytz

PARIS = pytz.timezone("Europe/Paris")
OPENS, CLOSES = 9, 17
# From March to March, those on a weekend left out.
HOLIDAYS = {
    date(2026, 4, 6),
    date(2026, 5, 1),
    date(2026, 5, 8),
    date(2026, 5, 14),
    date(2026, 5, 25),
    date(2026, 7, 14),
    date(2026, 11, 11),
    date(2026, 12, 25),
    date(2027, 1, 1),
}
# When something happens on a day, in Paris.
WORKING = (time(9, 15), time(11, 30), time(14, 15), time(16, 40), time(19, 30))
RESTING = (time(10, 30), time(19, 0))
# The daily jobs of the server, in UTC.
MORNING = time(4, 30)


def utc(day, moment):
    """This time of a day in Paris, as Odoo keeps it."""
    local = PARIS.localize(datetime.combine(day, moment))
    return local.astimezone(pytz.utc).replace(tzinfo=None)


def local_day(moment):
    """The day that it is in Paris at this moment (UTC)."""
    return pytz.utc.localize(moment).astimezone(PARIS).date()


def is_working_day(day):
    """Whether somebody is at work on this day."""
    return day.weekday() < 5 and day not in HOLIDAYS


def moments(first, days):
    """Each moment (UTC) at which something happens, in order."""
    for number in range(days):
        day = first + timedelta(days=number)
        yield datetime.combine(day, MORNING)
        for each in WORKING if is_working_day(day) else RESTING:
            yield utc(day, each)


def working_hours(begin, end):
    """Hours of work between two moments (UTC)."""
    day, seconds = local_day(begin), 0.0
    while day <= local_day(end):
        if is_working_day(day):
            opens, closes = utc(day, time(OPENS)), utc(day, time(CLOSES))
            length = min(end, closes) - max(begin, opens)
            seconds += max(0.0, length.total_seconds())
        day += timedelta(days=1)
    return seconds / 3600
