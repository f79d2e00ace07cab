from datetime import date

import dateutil.easter
import pytest
from money.target_days import easter, is_target_day, next_target_day


def test_easter_is_that_of_dateutil_for_two_centuries():
    for year in range(1950, 2151):
        assert easter(year) == dateutil.easter.easter(year)


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01",
        "2026-04-03",  # Good Friday
        "2026-04-06",  # Easter Monday
        "2026-05-01",
        "2026-12-25",
        "2026-12-26",
        "2026-03-14",  # Saturday
        "2026-03-15",  # Sunday
    ],
)
def test_banks_rest(day):
    assert not is_target_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day",
    [
        "2028-02-29",  # a leap day
        "2026-05-08",  # a French holiday
        "2026-05-14",  # Ascension
        "2026-07-14",  # a French holiday
        "2026-12-24",
    ],
)
def test_banks_work(day):
    assert is_target_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "following"),
    [
        ("2026-03-16", "2026-03-16"),
        ("2026-04-03", "2026-04-07"),
        ("2025-12-25", "2025-12-29"),
        ("2027-12-31", "2027-12-31"),
        ("2028-01-01", "2028-01-03"),
    ],
)
def test_next_day_on_which_banks_work(day, following):
    assert next_target_day(date.fromisoformat(day)) == date.fromisoformat(following)
