from calendar import isleap
from datetime import date, timedelta

import pytest
from rules.terms import Term, TermPolicy, add_months, first_term, next_term, term_until

DAY = timedelta(days=1)
CALENDAR = TermPolicy("calendar")
EARLY = TermPolicy("calendar", early_join_months=4)
SCHOOL = TermPolicy("fiscal", start_month=9, start_day=1)
LEAP = TermPolicy("fiscal", start_month=2, start_day=29)
THIRTY_FIRST = TermPolicy("fiscal", start_month=4, start_day=31)
ROLLING = TermPolicy("rolling")
MONTHLY = TermPolicy("rolling", months=1)

FIRST_TERMS = [
    # policy, joined, last day, first day of the whole term
    (CALENDAR, "2026-01-01", "2026-12-31", "2026-01-01"),
    (CALENDAR, "2026-07-14", "2026-12-31", "2026-01-01"),
    (CALENDAR, "2026-12-31", "2026-12-31", "2026-01-01"),
    (CALENDAR, "2024-02-29", "2024-12-31", "2024-01-01"),
    (EARLY, "2026-08-31", "2026-12-31", "2026-01-01"),
    (EARLY, "2026-09-01", "2027-12-31", "2027-01-01"),
    (EARLY, "2026-12-31", "2027-12-31", "2027-01-01"),
    (EARLY, "2027-01-01", "2027-12-31", "2027-01-01"),
    (SCHOOL, "2026-08-31", "2026-08-31", "2025-09-01"),
    (SCHOOL, "2026-09-01", "2027-08-31", "2026-09-01"),
    (SCHOOL, "2027-02-28", "2027-08-31", "2026-09-01"),
    (LEAP, "2024-02-28", "2024-02-28", "2023-02-28"),
    (LEAP, "2024-02-29", "2025-02-27", "2024-02-29"),
    (LEAP, "2025-02-28", "2026-02-27", "2025-02-28"),
    (LEAP, "2027-06-01", "2028-02-28", "2027-02-28"),
    (THIRTY_FIRST, "2026-04-29", "2026-04-29", "2025-04-30"),
    (THIRTY_FIRST, "2026-04-30", "2027-04-29", "2026-04-30"),
    (ROLLING, "2026-03-01", "2027-02-28", "2026-03-01"),
    (ROLLING, "2023-03-01", "2024-02-29", "2023-03-01"),
    (ROLLING, "2024-02-29", "2025-02-28", "2024-02-29"),
    (ROLLING, "2026-01-01", "2026-12-31", "2026-01-01"),
    (MONTHLY, "2026-01-31", "2026-02-28", "2026-01-31"),
    (MONTHLY, "2024-01-31", "2024-02-29", "2024-01-31"),
    (MONTHLY, "2026-01-30", "2026-02-28", "2026-01-30"),
    (MONTHLY, "2026-01-28", "2026-02-27", "2026-01-28"),
    (MONTHLY, "2026-04-30", "2026-05-29", "2026-04-30"),
]


@pytest.mark.parametrize(("policy", "joined", "last", "full"), FIRST_TERMS)
def test_newcomer_is_member_from_joining_to_end_of_year(policy, joined, last, full):
    joined = date.fromisoformat(joined)
    expected = Term(joined, date.fromisoformat(last), date.fromisoformat(full))
    assert first_term(policy, joined) == expected


@pytest.mark.parametrize(
    ("start_month", "start_day", "early", "eve", "first_early"),
    [
        (1, 1, 1, "2026-11-30", "2026-12-01"),
        (9, 1, 3, "2026-05-31", "2026-06-01"),
        # two months before 31 August is the 30th, June's last day
        (8, 31, 2, "2026-06-29", "2026-06-30"),
        (9, 15, 11, "2026-10-14", "2026-10-15"),
    ],
)
def test_early_join_begins_whole_months_before_the_next_year(
    start_month, start_day, early, eve, first_early
):
    policy = TermPolicy("fiscal", start_month, start_day, early_join_months=early)
    before = first_term(policy, date.fromisoformat(eve))
    after = first_term(policy, date.fromisoformat(first_early))
    assert before.full_from <= before.date_from
    assert after.full_from > after.date_from
    assert after.full_from == before.date_to + DAY


def test_early_join_leaves_rolling_terms_alone():
    policy = TermPolicy("rolling", early_join_months=4)
    joined = date(2026, 11, 2)
    assert first_term(policy, joined) == Term(joined, date(2027, 11, 1), joined)


NEXT_TERMS = [
    (CALENDAR, "2026-12-31", "2027-01-01", "2027-12-31", "2027-01-01"),
    (CALENDAR, "2027-12-31", "2028-01-01", "2028-12-31", "2028-01-01"),
    (EARLY, "2026-12-31", "2027-01-01", "2027-12-31", "2027-01-01"),
    # a lapsed stretch that ended in mid-year is completed, not doubled
    (EARLY, "2026-10-15", "2026-10-16", "2026-12-31", "2026-01-01"),
    (SCHOOL, "2026-08-31", "2026-09-01", "2027-08-31", "2026-09-01"),
    (LEAP, "2025-02-27", "2025-02-28", "2026-02-27", "2025-02-28"),
    (LEAP, "2028-02-28", "2028-02-29", "2029-02-27", "2028-02-29"),
    (ROLLING, "2025-02-28", "2025-03-01", "2026-02-28", "2025-03-01"),
    (MONTHLY, "2026-02-28", "2026-03-01", "2026-03-31", "2026-03-01"),
]


@pytest.mark.parametrize(("policy", "after", "first", "last", "full"), NEXT_TERMS)
def test_renewal_starts_the_day_after(policy, after, first, last, full):
    expected = Term(*map(date.fromisoformat, (first, last, full)))
    assert next_term(policy, date.fromisoformat(after)) == expected


def every_policy():
    for early in (0, 1, 4, 11):
        yield TermPolicy("calendar", early_join_months=early)
        for month in range(1, 13):
            for day in (1, 15, 28, 29, 30, 31):
                yield TermPolicy("fiscal", month, day, early_join_months=early)
    for months in (1, 2, 3, 6, 12, 18, 24):
        yield TermPolicy("rolling", months=months)


def test_terms_follow_one_another_without_gap_or_overlap():
    for policy in every_policy():
        term = first_term(policy, date(2023, 1, 31))
        for _renewal in range(8):
            renewed = next_term(policy, term.date_to)
            assert renewed.date_from == term.date_to + DAY
            assert renewed.full_from == renewed.date_from
            assert renewed.date_to > renewed.date_from
            term = renewed


def test_whole_years_last_one_year():
    for policy in every_policy():
        if policy.kind == "rolling":
            continue
        term = next_term(policy, first_term(policy, date(2023, 5, 17)).date_to)
        length = (term.date_to - term.date_from).days + 1
        # A year beginning on 29 February is a day longer before a leap day.
        assert length in (365, 366, 367 if policy.start_month == 2 else 366)


def test_every_day_of_four_years_falls_inside_its_own_term():
    policies = [CALENDAR, EARLY, SCHOOL, LEAP, THIRTY_FIRST, ROLLING, MONTHLY]
    for policy in policies:
        for offset in range(4 * 366):
            joined = date(2023, 1, 1) + offset * DAY
            term = first_term(policy, joined)
            assert term.date_from == joined <= term.date_to
            assert term.full_from <= term.date_to


def test_calendar_is_the_fiscal_year_of_january():
    fiscal = TermPolicy("fiscal", 1, 1, early_join_months=4)
    for offset in range(800):
        joined = date(2023, 1, 1) + offset * DAY
        assert first_term(EARLY, joined) == first_term(fiscal, joined)


@pytest.mark.parametrize(
    ("policy", "last", "first"),
    [
        (CALENDAR, "2026-12-31", "2026-01-01"),
        (CALENDAR, "2026-06-30", "2026-01-01"),
        (SCHOOL, "2026-08-31", "2025-09-01"),
        (LEAP, "2025-02-27", "2024-02-29"),
        (ROLLING, "2026-05-14", "2025-05-15"),
        (ROLLING, "2024-02-29", "2023-03-01"),
        (MONTHLY, "2026-02-28", "2026-02-01"),
    ],
)
def test_term_known_by_its_last_day_begins_with_the_year(policy, last, first):
    last, first = date.fromisoformat(last), date.fromisoformat(first)
    assert term_until(policy, last) == Term(first, last, first)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-05-05", 0, "2026-05-05"),
    ],
)
def test_adding_months_stays_in_the_month_meant(day, months, expected):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_leap_february_is_whole_for_a_monthly_member():
    for year in range(2020, 2033):
        term = first_term(MONTHLY, date(year, 2, 1))
        assert term.date_to == date(year, 2, 29 if isleap(year) else 28)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "weekly"},
        {"kind": "fiscal", "start_month": 0},
        {"kind": "fiscal", "start_month": 13},
        {"kind": "fiscal", "start_day": 0},
        {"kind": "fiscal", "start_day": 32},
        {"kind": "rolling", "months": 0},
        {"kind": "calendar", "early_join_months": -1},
        {"kind": "calendar", "early_join_months": 12},
    ],
)
def test_impossible_policy_is_refused(values):
    with pytest.raises(ValueError, match=r"\w"):
        TermPolicy(**values)
