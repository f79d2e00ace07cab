"""Holidays, rules for days, parts of a year, and clocks."""

from datetime import date, datetime

import pytest
from planning.days import keeps, windows
from planning.holidays import bridges, french_holidays
from planning.moments import moments
from planning.problem import Cycle, DayRule, Year

YEAR = Year(date(2026, 1, 1), date(2026, 12, 31))


def test_french_holidays_of_2026_are_the_published_ones():
    found = french_holidays(date(2026, 1, 1), date(2026, 12, 31))
    assert [f"{day:%m-%d}" for day in found] == [
        *("01-01", "04-06", "05-01", "05-08", "05-14", "05-25"),
        *("07-14", "08-15", "11-01", "11-11", "12-25"),
    ]


def test_alsace_and_moselle_have_two_more():
    year = date(2026, 1, 1), date(2026, 12, 31)
    more = set(french_holidays(*year, alsace=True)) - set(french_holidays(*year))
    assert more == {date(2026, 4, 3), date(2026, 12, 26)}


def test_ascension_on_the_first_of_may_is_one_holiday():
    found = french_holidays(date(2008, 4, 30), date(2008, 5, 2))
    assert found == {date(2008, 5, 1): "labour"}


def test_holidays_of_a_year_from_july_are_of_both_years():
    found = french_holidays(date(2026, 7, 1), date(2027, 6, 30))
    assert min(found) == date(2026, 7, 14)
    assert max(found) == date(2027, 5, 17)
    assert len(found) == 11


def test_a_bridge_lies_between_a_holiday_and_a_weekend():
    assert date(2026, 5, 15) in bridges({date(2026, 5, 14): "ascension"})
    assert date(2026, 7, 13) in bridges({date(2026, 7, 14): "national"})
    assert not bridges({date(2026, 11, 11): "armistice"})


@pytest.mark.parametrize(
    ("rule", "day", "kept"),
    [
        (DayRule(), date(2026, 3, 13), True),
        (DayRule(), date(2026, 3, 14), False),
        (DayRule("weekday", weekday=5), date(2026, 3, 14), True),
        (DayRule("nth", weekday=3, nth=2), date(2026, 4, 9), True),
        (DayRule("nth", weekday=3, nth=2), date(2026, 4, 16), False),
        (DayRule("nth", weekday=3, nth=-1), date(2026, 4, 30), True),
        (DayRule("nth", weekday=3, nth=-1), date(2026, 4, 23), False),
        (DayRule("day", day=31), date(2028, 2, 29), True),
        (DayRule("day", day=31), date(2026, 2, 28), True),
        (DayRule("day", day=31), date(2026, 3, 30), False),
        (DayRule(months=frozenset({9})), date(2026, 3, 13), False),
    ],
)
def test_a_rule_names_its_days(rule, day, kept):
    assert keeps(rule, day) is kept


def _parts(cycle, year=YEAR, phase=0.5):
    days = [date.fromordinal(year.first.toordinal() + at) for at in range(366)]
    return [(days[a], days[b]) for a, b, _aim in windows(year, cycle, phase)]


def test_four_a_year_are_one_a_quarter():
    found = _parts(Cycle(1, None, 4))
    assert found[0] == (date(2026, 1, 1), date(2026, 3, 31))
    assert found[3] == (date(2026, 10, 1), date(2026, 12, 31))


def test_quarters_of_a_year_from_july_begin_in_july():
    year = Year(date(2026, 7, 1), date(2027, 6, 30))
    found = _parts(Cycle(1, None, 4), year)
    assert found[1] == (date(2026, 10, 1), date(2026, 12, 31))
    assert found[2][0] == date(2027, 1, 1)


def test_as_many_meetings_as_months_are_one_in_each():
    rule = DayRule(months=frozenset({1, 3, 9}))
    found = _parts(Cycle(1, None, 3, rule=rule))
    assert [part[0] for part in found] == [
        date(2026, 1, 1),
        date(2026, 3, 1),
        date(2026, 9, 1),
    ]


def test_ten_a_year_share_out_the_days():
    found = _parts(Cycle(1, None, 10))
    assert len(found) == 10
    assert found[0][0] == date(2026, 1, 1)
    assert found[-1][1] == date(2026, 12, 31)
    assert {(b - a).days + 1 for a, b in found} <= {36, 37}


def test_several_a_month_have_parts_of_each_month():
    rule = DayRule(months=frozenset({2, 3}))
    found = _parts(Cycle(1, None, 2, monthly=True, rule=rule))
    assert len(found) == 4
    assert found[1] == (date(2026, 2, 15), date(2026, 2, 28))


def test_months_outside_the_year_leave_no_part():
    year = Year(date(2026, 7, 1), date(2026, 12, 31))
    assert not windows(year, Cycle(1, None, 2, rule=DayRule(months=frozenset({3}))), 1)


def test_a_meeting_stays_at_its_hour_in_summer_and_in_winter():
    summer = moments(date(2026, 4, 9), 14.0, 3.0, 1, "Europe/Paris")
    winter = moments(date(2026, 11, 5), 14.5, 2.5, 1, "Europe/Paris")
    assert summer == (datetime(2026, 4, 9, 12), datetime(2026, 4, 9, 15))
    assert winter == (datetime(2026, 11, 5, 13, 30), datetime(2026, 11, 5, 16))


def test_days_in_a_row_end_on_the_clock_across_the_change_to_summer_time():
    begin, end = moments(date(2026, 3, 28), 9.0, 8.0, 2, "Europe/Paris")
    assert begin == datetime(2026, 3, 28, 8)
    assert end == datetime(2026, 3, 29, 15)


def test_an_hour_that_the_clocks_skip_is_the_one_after():
    begin, _end = moments(date(2026, 3, 29), 2.5, 1.0, 1, "Europe/Paris")
    assert begin == datetime(2026, 3, 29, 1, 30)
