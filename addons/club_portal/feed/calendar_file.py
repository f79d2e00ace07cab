"""A calendar file that does not change as long as nothing in it does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

# Sequence numbers count seconds from here: they fit 31 bits until 2088.
EPOCH = datetime(2020, 1, 1, tzinfo=timezone.utc)
REFRESH = timedelta(hours=6)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """One date in somebody's calendar.

    :ivar uid: the same as long as it is the same date, whatever changes in it
    :ivar start: a day, or an aware datetime in the time zone where it happens
    :ivar end: of days the last one, included; of datetimes the moment it is over
    :ivar updated: aware, when something shown here changed last
    :ivar is_busy: whether others should find the person occupied
    """

    uid: str
    title: str
    start: date
    end: date
    updated: datetime
    description: str = ""
    url: str = ""
    place: str = ""
    status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"] = "CONFIRMED"
    is_busy: bool = False


def write_calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The file of these entries (RFC 5545, with the refresh rate of RFC 7986).

    The same entries give the same bytes, whenever they are written.

    :param name: what the telephone calls this calendar
    :raises ValueError: an entry ends before it begins, or has no time zone
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Club//Member calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    days = []
    for entry in sorted(entries, key=lambda each: (_day(each.start), each.uid)):
        calendar.add_component(_event(entry))
        days += [_day(entry.start), _day(entry.end)]
    if days:
        # Some clients know no time zones but those that the file describes.
        calendar.add_missing_timezones(min(days) - 400 * DAY, max(days) + 400 * DAY)
    content: bytes = calendar.to_ical()
    return content


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.updated.astimezone(timezone.utc))
    event.add("last-modified", entry.updated.astimezone(timezone.utc))
    event.add("sequence", max(0, int((entry.updated - EPOCH).total_seconds())))
    event.add("summary", entry.title)
    start, end = _bounds(entry)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("status", entry.status)
    event.add("transp", "OPAQUE" if entry.is_busy else "TRANSPARENT")
    for key in ("description", "url"):
        if text := getattr(entry, key):
            event.add(key, text)
    if entry.place:
        event.add("location", entry.place)
    return event


def _bounds(entry: Entry) -> tuple[date, date]:
    """First moment, and the first one after the end (of days: the day after)."""
    start, end = entry.start, entry.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        if start.tzinfo is None or end.tzinfo is None:
            raise ValueError(f"{entry.uid}: say in which time zone it happens")
        if end < start:
            raise ValueError(f"{entry.uid} ends before it begins")
        return _zoned(start), _zoned(end)
    if isinstance(start, datetime) or isinstance(end, datetime):
        raise ValueError(f"{entry.uid}: give two days or two moments")
    if end < start:
        raise ValueError(f"{entry.uid} ends before it begins")
    return start, end + DAY


def _zoned(moment: datetime) -> datetime:
    """As the file can say it. ``pytz`` has one object per offset; and an hour that
    comes twice means its first time (RFC 5545, 3.3.5), so the second is said in UTC.
    """
    name = getattr(moment.tzinfo, "zone", None)
    local = moment.astimezone(ZoneInfo(name)) if name else moment
    return local.astimezone(timezone.utc) if local.fold else local
