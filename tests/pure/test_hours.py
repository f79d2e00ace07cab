"""Durations of voluntary work, as people type them."""

import pytest
from rules import hours

TYPED = {
    "1.5": 90,
    "1,5": 90,
    "1,25": 75,
    " 2 ": 120,
    "1:30": 90,
    "0:05": 5,
    "1h30": 90,
    "1 h 30": 90,
    "2h": 120,
    "2 heures": 120,
    "1 hour": 60,
    "1H15 min": 75,
    "90 min": 90,
    "90min": 90,
    "45 minutes": 45,
    "0,3333": 20,
}


@pytest.mark.parametrize(("text", "minutes"), TYPED.items())
def test_duration_is_read_as_people_type_it(text, minutes):
    assert hours.whole_minutes(hours.read(text)) == minutes


@pytest.mark.parametrize(
    "text",
    ["", "  ", "two", "1:60", "1h75", "-1", "1.5.2", "1e3", "nan", "123", "1:2:3"],
)
def test_what_is_no_duration_is_none(text):
    assert hours.read(text) is None


@pytest.mark.parametrize("minutes", range(1, 24 * 60 + 1))
def test_every_minute_of_a_day_is_said_and_read_again(minutes):
    assert hours.whole_minutes(hours.read(hours.said(minutes / 60))) == minutes


def test_day_has_24_hours_and_a_line_at_least_a_minute():
    assert [
        h for h in (-1, 0, 0.001, 1 / 60, 24, 24.01, 25) if hours.is_possible(h)
    ] == [
        1 / 60,
        24,
    ]


def test_sums_of_rounded_hours_are_exact_in_minutes():
    lines = [hours.rounded(0.3333)] * 300
    assert hours.whole_minutes(sum(lines)) == 300 * 20
