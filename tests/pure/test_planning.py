"""A day for each meeting of a year, and a name for what cannot be avoided."""

from dataclasses import replace
from datetime import date
from itertools import product
from random import Random
from time import perf_counter

import pytest
from planning.problem import (
    BREAK,
    CLASH,
    CLOSED,
    HOLIDAY,
    NO_DAY,
    RULE,
    WEEKEND,
    Busy,
    Cycle,
    DayRule,
    Fixed,
    Problem,
    Year,
)
from planning.solver import plan
from planning_cases import big_club, days, each_day, french_year, gaps, problem

ANN, BOB, CLO, DAN = range(1, 5)
THURSDAYS = DayRule("weekday", weekday=3)


def _kinds(found):
    return {each.kind for each in found.conflicts}


def test_a_big_club_is_planned_without_any_conflict():
    cycles = big_club()
    found = plan(problem(*cycles))
    assert len(found.meetings) == 76
    assert not found.conflicts
    year = french_year()
    for meeting in found.meetings:
        assert meeting.day.weekday() < 5
        assert meeting.day not in year.holidays
        assert meeting.day not in year.breaks
    met = {}
    for meeting in found.meetings:
        for person in cycles[meeting.cycle].people:
            assert meeting.day not in met.setdefault(person, set())
            met[person].add(meeting.day)


def test_a_big_club_meets_evenly_over_the_year():
    cycles = big_club()
    found = plan(problem(*cycles))
    for cycle in cycles:
        assert min(gaps(found, cycle.key)) >= 42
        assert max(gaps(found, cycle.key)) <= 135


def test_a_plan_is_the_same_each_time():
    cycles = big_club(seed=7)
    again = tuple(replace(each, people=frozenset(each.people)) for each in cycles)
    assert plan(problem(*cycles)) == plan(problem(*again))


def test_a_big_club_is_planned_at_once():
    cycles = big_club(seed=3)
    start = perf_counter()
    plan(problem(*cycles))
    assert perf_counter() - start < 2


def test_holidays_and_breaks_are_avoided_where_the_rule_leaves_a_choice():
    found = plan(problem(Cycle(1, frozenset({ANN}), 4, rule=THURSDAYS)))
    assert not found.conflicts
    assert all(day.weekday() == 3 for day in days(found))


def test_a_holiday_that_the_rule_insists_on_is_left_for_another_day_and_named():
    rule = DayRule("nth", weekday=4, nth=1, months=frozenset({5}))
    year = Year(date(2026, 5, 1), date(2026, 5, 31), {date(2026, 5, 1): "labour"})
    found = plan(problem(Cycle(1, frozenset({ANN}), 1, rule=rule), year=year))
    assert _kinds(found) == {RULE}
    assert days(found) != [date(2026, 5, 1)]


def test_a_day_of_the_month_on_a_weekend_moves_to_the_nearest_working_day():
    rule = DayRule("day", day=15, months=frozenset({3, 11}))
    found = plan(problem(Cycle(1, frozenset({ANN}), 2, rule=rule)))
    assert [day.isoformat() for day in days(found)] == ["2026-03-16", "2026-11-16"]
    assert not found.conflicts


def test_a_month_wholly_in_a_break_is_named_and_may_be_allowed():
    rule = DayRule(months=frozenset({8}))
    cycle = Cycle(1, frozenset({ANN}), 1, rule=rule)
    assert _kinds(plan(problem(cycle))) == {BREAK}
    assert not plan(problem(replace(cycle, in_breaks=True))).conflicts


def test_saturdays_that_a_rule_asks_for_are_no_conflict():
    rule = DayRule("weekday", weekday=5)
    found = plan(problem(Cycle(1, frozenset({ANN}), 3, rule=rule)))
    assert not found.conflicts
    assert all(day.weekday() == 5 for day in days(found))


def test_people_in_two_commissions_meet_on_two_days():
    rule = DayRule("nth", weekday=1, nth=2, months=frozenset({3, 6, 10, 11}))
    one = Cycle(1, frozenset({ANN, BOB}), 4, rule=rule)
    other = Cycle(2, frozenset({BOB, CLO}), 4, rule=DayRule(months=rule.months))
    found = plan(problem(one, other))
    assert not found.conflicts
    assert not set(days(found, 1)) & set(days(found, 2))


def test_a_clash_that_cannot_be_avoided_names_the_people_and_both_meetings():
    day = date(2026, 6, 9)
    fixed = (Fixed(1, 1, day), Fixed(2, 1, day))
    one = Cycle(1, frozenset({ANN, BOB, CLO}), 1)
    other = Cycle(2, frozenset({BOB, CLO, DAN}), 1)
    found = plan(problem(one, other, fixed=fixed))
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.day, conflict.people) == (CLASH, day, (BOB, CLO))
    assert (conflict.cycle, conflict.other) == (2, (1, 1))


def test_a_meeting_for_everybody_is_on_a_day_of_its_own():
    cycles = (Cycle(0, None, 2), *big_club(bodies=8)[1:])
    found = plan(problem(*cycles))
    assert not found.conflicts
    plenaries = set(days(found, 0))
    assert not any(each.day in plenaries for each in found.meetings if each.cycle)


def test_who_has_no_people_yet_clashes_with_nobody():
    day = date(2026, 6, 9)
    fixed = (Fixed(1, 1, day), Fixed(2, 1, day))
    cycles = Cycle(1, None, 1), Cycle(2, frozenset(), 1)
    assert not plan(problem(*cycles, fixed=fixed)).conflicts


def test_other_meetings_of_the_same_people_are_avoided_or_the_least_bad_named():
    year = Year(date(2026, 3, 9), date(2026, 3, 10))
    busy = Busy(5, frozenset({ANN}), date(2026, 3, 10))
    cycle = Cycle(1, frozenset(range(1, 11)), 1)
    assert days(plan(problem(cycle, year=year, busy=(busy,)))) == [year.first]
    held = Busy(6, None, date(2026, 3, 8), days=2)
    (conflict,) = plan(problem(cycle, year=year, busy=(busy, held))).conflicts
    assert (conflict.kind, conflict.busy, conflict.people) == (CLASH, 5, (ANN,))


def test_what_is_fixed_stays_and_the_missing_ones_are_found_around_it():
    fixed = (Fixed(1, 2, date(2026, 5, 12)),)
    found = plan(problem(Cycle(1, frozenset({ANN}), 4), fixed=fixed))
    assert days(found)[1] == date(2026, 5, 12)
    assert [each.fixed for each in found.meetings] == [False, True, False, False]
    assert min(gaps(found, 1)) > 42


def test_a_fixed_meeting_more_than_the_count_stays():
    fixed = (Fixed(1, 3, date(2026, 11, 17)),)
    found = plan(problem(Cycle(1, frozenset({ANN}), 1), fixed=fixed))
    assert [each.number for each in found.meetings] == [1, 3]


def test_planning_what_was_found_changes_nothing():
    cycles = big_club(seed=11)
    first = plan(problem(*cycles))
    fixed = tuple(Fixed(m.cycle, m.number, m.day) for m in first.meetings)
    again = plan(problem(*cycles, fixed=fixed))
    assert [m.day for m in again.meetings] == [m.day for m in first.meetings]


def test_a_chair_who_chooses_a_holiday_is_told():
    fixed = (Fixed(1, 1, date(2026, 5, 14)), Fixed(1, 2, date(2026, 11, 14)))
    closed = {date(2026, 11, 14): "Fair"}
    year = french_year(closed=closed)
    found = plan(problem(Cycle(1, frozenset({ANN}), 2), year=year, fixed=fixed))
    assert {(each.kind, each.name) for each in found.conflicts} == {
        (HOLIDAY, "ascension"),
        (WEEKEND, ""),
        (CLOSED, "Fair"),
    }


def test_a_meeting_of_several_days_keeps_all_of_them_free():
    cycle = Cycle(1, frozenset({ANN}), 4, days=3)
    found = plan(problem(cycle))
    assert not found.conflicts
    year = french_year()
    for day in days(found):
        three = each_day(day, date.fromordinal(day.toordinal() + 2))
        assert all(each.weekday() < 5 for each in three)
        assert not any(each in year.breaks or each in year.holidays for each in three)


def test_the_last_meeting_ends_within_the_year():
    year = Year(date(2026, 12, 28), date(2026, 12, 31))
    found = plan(problem(Cycle(1, frozenset({ANN}), 1, days=4), year=year))
    assert days(found) == [date(2026, 12, 28)]


def test_optional_meetings_are_dropped_before_they_clash():
    year = Year(date(2026, 3, 9), date(2026, 3, 10))
    people = frozenset({ANN})
    cycles = Cycle(1, people, 2), Cycle(2, people, 2, optional=2)
    found = plan(problem(*cycles, year=year))
    assert len(days(found, 1)) == 2
    assert found.dropped == ((2, 1), (2, 2))
    assert not found.conflicts


def test_optional_meetings_are_held_where_there_is_room():
    found = plan(problem(Cycle(1, None, 2, optional=1)))
    assert len(days(found)) == 2
    assert not found.dropped


def test_a_year_that_lacks_the_months_of_a_cycle_says_so():
    year = french_year(first=date(2026, 9, 1))
    rule = DayRule(months=frozenset({3}))
    found = plan(problem(Cycle(1, frozenset({ANN}), 2, rule=rule), year=year))
    assert not found.meetings
    assert _kinds(found) == {NO_DAY}


def test_a_year_that_is_half_over_is_planned_for_what_is_left():
    cycle = Cycle(1, frozenset({ANN}), 4)
    found = plan(problem(cycle, earliest=date(2026, 6, 15)))
    assert all(day >= date(2026, 6, 15) for day in days(found))
    assert [(each.kind, each.number) for each in found.conflicts] == [(NO_DAY, 1)]


def test_cancelled_meetings_are_not_replaced():
    found = plan(problem(Cycle(1, None, 4), left_out=frozenset({(1, 2)})))
    assert [each.number for each in found.meetings] == [1, 3, 4]


def test_a_leap_day_is_a_day_like_any_other():
    year = Year(date(2028, 2, 1), date(2028, 2, 29))
    rule = DayRule("day", day=31)
    found = plan(problem(Cycle(1, frozenset({ANN}), 1, rule=rule), year=year))
    assert days(found) == [date(2028, 2, 29)]


def test_several_a_month_are_in_each_month():
    cycle = Cycle(1, frozenset({ANN}), 3, monthly=True, in_breaks=True)
    found = plan(problem(cycle))
    months = [day.month for day in days(found)]
    assert months == sorted(list(range(1, 13)) * 3)
    assert not found.conflicts


def _has_clean_plan(cycles, year):
    """Try every way to give each meeting a day: for very small years."""
    working = [day for day in each_day(year.first, year.last) if day.weekday() < 5]
    ways = product(working, repeat=sum(cycle.count for cycle in cycles))
    owners = [cycle for cycle in cycles for _number in range(cycle.count)]
    for way in ways:
        pairs = [
            (one, other)
            for one in range(len(way))
            for other in range(one)
            if way[one] == way[other] and owners[one].people & owners[other].people
        ]
        if not pairs:
            return True
    return False


@pytest.mark.parametrize("seed", range(20))
def test_small_years_that_can_be_planned_without_a_conflict_are(seed):
    draw = Random(seed)
    year = Year(date(2026, 3, 9), date(2026, 3, 11))
    cycles = tuple(
        Cycle(key, frozenset(draw.sample(range(6), 3)), draw.randint(1, 2))
        for key in range(3)
    )
    found = plan(Problem(year, cycles))
    assert (not found.conflicts) is _has_clean_plan(cycles, year)
