"""Codes of a session, hours of the days of a meeting, ends of certificates."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from attendance import session_code, spans, validity

PARIS = ZoneInfo("Europe/Paris")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


SPANS = {
    "one afternoon": (
        ("2026-04-09 14:00", "2026-04-09 17:30"),
        [("2026-04-09", 3.5)],
    ),
    "the night the clocks go on": (
        ("2026-03-28 22:00", "2026-03-29 04:00"),
        [("2026-03-28", 5)],
    ),
    "the night the clocks go back": (
        ("2026-10-24 22:00", "2026-10-25 04:00"),
        [("2026-10-24", 7)],
    ),
    "three days of office hours": (
        ("2026-04-08 09:00", "2026-04-10 17:00"),
        [("2026-04-08", 8), ("2026-04-09", 8), ("2026-04-10", 8)],
    ),
    "Friday afternoon to Sunday noon": (
        ("2026-04-10 14:00", "2026-04-12 12:00"),
        [("2026-04-10", 4), ("2026-04-11", 9), ("2026-04-12", 3)],
    ),
    "an evening before, closing early": (
        ("2026-04-10 19:00", "2026-04-12 12:00"),
        [("2026-04-11", 9), ("2026-04-12", 3)],
    ),
    "all day long": (
        ("2026-04-09 00:00", "2026-04-09 23:59"),
        [("2026-04-09", 23 + 59 / 60)],
    ),
    "ends before it begins": (("2026-04-09 14:00", "2026-04-09 13:00"), []),
}


@pytest.mark.parametrize("name", SPANS)
def test_hours_of_the_days_of_a_meeting(name):
    (begin, end), expected = SPANS[name]
    found = spans.days(at(begin), at(end))
    assert [(day.isoformat(), hours) for day, hours in found] == expected


@pytest.mark.parametrize(
    ("given", "months", "last"),
    [
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2027-02-28", 12, "2028-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-03-15", 24, "2028-03-15"),
    ],
)
def test_last_day_of_a_certificate(given, months, last):
    assert validity.last_day(date.fromisoformat(given), months).isoformat() == last


def test_a_certificate_without_months_counts_for_ever():
    assert validity.last_day(date(2026, 3, 15), 0) is None
    assert validity.counts(date(2026, 3, 15), None, date(2099, 1, 1))


def test_a_certificate_counts_from_its_day_to_its_last_one():
    given, end = date(2026, 3, 15), date(2027, 3, 15)
    assert not validity.counts(given, end, date(2026, 3, 14))
    assert validity.counts(given, end, given)
    assert validity.counts(given, end, end)
    assert not validity.counts(given, end, date(2027, 3, 16))


def test_a_code_counts_while_shown_and_shortly_after():
    moment = datetime(2026, 4, 9, 12, 2)
    code = session_code.shown("secret", moment)
    assert len(code) == session_code.LENGTH
    for later in (0, 2, 5, 12):
        assert session_code.matches("secret", code, moment + timedelta(minutes=later))
    for off in (-5, 13, 60):
        assert not session_code.matches("secret", code, moment + timedelta(minutes=off))


def test_a_code_opens_one_meeting_only():
    moment = datetime(2026, 4, 9, 12, 2)
    code = session_code.shown("secret", moment)
    assert not session_code.matches("another", code, moment)
    assert not session_code.matches("secret", "", moment)


def test_a_code_is_read_as_people_type_it():
    moment = datetime(2026, 4, 9, 12, 2)
    code = session_code.shown("secret", moment)
    typed = f" {code[:3].lower()}-{code[3:].lower()} "
    assert session_code.matches("secret", typed, moment)


def test_the_code_changes_when_its_time_is_over():
    moment = datetime(2026, 4, 9, 12, 2, 30)
    left = session_code.seconds_left(moment)
    assert left == 150
    code = session_code.shown("secret", moment)
    assert session_code.shown("secret", moment + timedelta(seconds=left - 1)) == code
    assert session_code.shown("secret", moment + timedelta(seconds=left)) != code
