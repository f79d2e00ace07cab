"""Calendar files, read again by two parsers that are not the writer."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
import pytz
import vobject
from feed import Entry, write_calendar
from icalendar import Calendar

PARIS = ZoneInfo("Europe/Paris")
UPDATED = datetime(2026, 2, 1, 12, tzinfo=timezone.utc)
WEEK = Entry(
    uid="duty-1@club",
    title="On duty: Brittany",
    start=date(2026, 4, 6),
    end=date(2026, 4, 12),
    updated=UPDATED,
    description="With Béa, who stands in; ask her, or\nthe office.",
    url="https://club.example/my/duties",
)


def meeting(start, end, uid="meeting@club"):
    return Entry(uid=uid, title="Meeting", start=start, end=end, updated=UPDATED)


def events(*entries):
    """The events as icalendar and as vobject read them."""
    text = write_calendar("My calendar", entries)
    mine = Calendar.from_ical(text).walk("VEVENT")
    theirs = vobject.readOne(text.decode()).contents.get("vevent", [])
    return list(zip(mine, theirs, strict=True))


def test_days_end_on_the_day_after_the_last():
    [(event, other)] = events(WEEK)
    assert event.decoded("dtstart") == other.dtstart.value == date(2026, 4, 6)
    assert event.decoded("dtend") == other.dtend.value == date(2026, 4, 13)


def test_a_week_with_a_change_of_clocks_keeps_its_days():
    [(event, _other)] = events(
        meeting(date(2026, 10, 19), date(2026, 10, 25)),
    )
    assert event.decoded("dtend") == date(2026, 10, 26)


def test_words_survive_commas_lines_and_accents():
    [(event, other)] = events(WEEK)
    assert event["description"] == other.description.value == WEEK.description
    assert event["summary"] == other.summary.value == WEEK.title
    assert event["url"] == other.url.value == WEEK.url


def test_who_is_on_duty_for_a_week_is_not_busy_for_a_week():
    [(event, _other)] = events(WEEK)
    assert event["transp"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ((2026, 3, 29, 1, 59), (2026, 3, 29, 0, 59)),
        ((2026, 3, 29, 3, 0), (2026, 3, 29, 1, 0)),
        ((2026, 3, 29, 9, 0), (2026, 3, 29, 7, 0)),
        ((2026, 10, 24, 9, 0), (2026, 10, 24, 7, 0)),
        ((2026, 10, 25, 1, 59), (2026, 10, 24, 23, 59)),
        ((2026, 10, 25, 2, 30), (2026, 10, 25, 0, 30)),
        ((2026, 10, 25, 2, 30), (2026, 10, 25, 1, 30)),
        ((2026, 10, 25, 3, 0), (2026, 10, 25, 2, 0)),
        ((2026, 10, 25, 9, 0), (2026, 10, 25, 8, 0)),
    ],
)
@pytest.mark.parametrize("zone", [PARIS, pytz.timezone("Europe/Paris")])
def test_hours_are_right_on_both_changes_of_clocks(local, utc, zone):
    begins = datetime(*utc, tzinfo=timezone.utc)
    ends = begins + timedelta(hours=2)
    start = begins.astimezone(zone)
    assert (start.hour, start.minute) == local[3:]
    [(event, other)] = events(meeting(start, ends.astimezone(zone)))
    for value in (event.decoded("dtstart"), other.dtstart.value):
        assert value.astimezone(timezone.utc) == begins
    for value in (event.decoded("dtend"), other.dtend.value):
        assert value.astimezone(timezone.utc) == ends


def test_the_file_describes_the_time_zones_it_names():
    start = datetime(2026, 6, 1, 18, tzinfo=PARIS)
    text = write_calendar("Mine", [meeting(start, start + timedelta(hours=1)), WEEK])
    [zone] = Calendar.from_ical(text).walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/Paris"
    offsets = {part.decoded("tzoffsetto") for part in zone.subcomponents}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}


def test_the_same_entries_give_the_same_bytes_in_any_order():
    other = meeting(date(2026, 5, 1), date(2026, 5, 1))
    assert write_calendar("A", [WEEK, other]) == write_calendar("A", [other, WEEK])


def test_a_later_change_has_a_higher_sequence():
    [(before, _)] = events(WEEK)
    changed = Entry(**{**vars(WEEK), "updated": UPDATED + timedelta(seconds=1)})
    [(after, _)] = events(changed)
    assert after["sequence"] > before["sequence"]
    assert after["uid"] == before["uid"]


def test_an_empty_calendar_is_a_calendar():
    assert events() == []
    text = write_calendar("Mine", [])
    assert Calendar.from_ical(text)["x-wr-calname"] == "Mine"


@pytest.mark.parametrize(
    ("start", "end", "problem"),
    [
        (date(2026, 4, 6), date(2026, 4, 5), "before it begins"),
        (datetime(2026, 4, 6), datetime(2026, 4, 7), "time zone"),
        (date(2026, 4, 6), datetime(2026, 4, 7, tzinfo=PARIS), "two days"),
        (UPDATED, UPDATED - timedelta(hours=1), "before it begins"),
    ],
)
def test_dates_that_make_no_sense_are_refused(start, end, problem):
    with pytest.raises(ValueError, match=problem):
        write_calendar("Mine", [meeting(start, end)])
