"""From a day and an hour where people meet to moments in UTC."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo


def moments(
    day: date, start: float, hours: float, days: int, zone: str
) -> tuple[datetime, datetime]:
    """Return beginning and end of a meeting in UTC, without time zone.

    Both are what clocks on the wall show: a meeting from 14 to 17 o'clock stays so in
    summer and in winter. An hour that the clocks skip is the one after it; one that
    they show twice is the first.

    :param start: hour of the day, 14.5 for half past two
    :param hours: how long it lasts on its last day
    :param days: on how many days in a row
    :param zone: name of a time zone
    """
    begin = datetime.combine(day, time()) + timedelta(minutes=round(start * 60))
    end = begin + timedelta(days=days - 1, minutes=round(hours * 60))
    return to_utc(begin, zone), to_utc(end, zone)


def to_utc(local: datetime, zone: str) -> datetime:
    """Return the moment in UTC at which clocks in ``zone`` show ``local``."""
    there = local.replace(tzinfo=ZoneInfo(zone))
    return there.astimezone(timezone.utc).replace(tzinfo=None)
