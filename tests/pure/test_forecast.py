"""Budgets month by month, and where a year will end."""

import pytest
from money.bars import lengths
from money.forecast import forecast, months_of_reserve, months_over, rate, spread
from money.sheets import NotAnAmount, amount_in

QUIET = [0.0] * 12


def month(number, amount):
    return [amount if place == number else 0.0 for place in range(1, 13)]


def test_shares_add_up_to_the_cent():
    shares = spread(100.0, [1.0] * 12)
    assert sum(round(100 * share) for share in shares) == 10000
    assert set(shares) == {8.33, 8.34}


def test_shares_follow_the_weights_and_leave_out_what_is_below_zero():
    assert spread(90.0, [1.0, -5.0, 2.0]) == [30.0, 0.0, 60.0]


def test_amount_without_weights_is_shared_evenly():
    assert spread(12.0, QUIET) == [1.0] * 12


def test_currency_without_decimals_is_shared_in_whole_units():
    assert spread(10, [1.0] * 3, digits=0) == [3, 4, 3]


def test_year_that_is_over_ends_with_what_is_booked():
    assert forecast(month(1, 50.0), [100.0] * 12, 12) == 50.0


def test_months_ahead_come_to_what_is_booked():
    assert forecast(month(1, 500.0), [100.0] * 12, 2) == 1500.0


def test_what_is_booked_in_the_running_month_is_part_of_what_was_expected():
    assert forecast(month(3, 60.0), [100.0] * 12, 2) == 1000.0
    assert forecast(month(3, 1300.0), [100.0] * 12, 2) == 1300.0


def test_nothing_known_of_a_heading_waits_for_a_quarter():
    assert forecast(month(1, 90.0), None, 2) == 90.0
    assert forecast(month(1, 90.0), None, 3) == 360.0


def test_income_expected_to_be_given_back_stays_below_zero():
    assert forecast(QUIET, [-10.0] * 12, 6) == -60.0


def test_year_that_has_not_begun_is_what_is_expected():
    assert forecast(QUIET, [10.0] * 12, 0) == 120.0


@pytest.mark.parametrize(
    ("day", "over"),
    [((2025, 12), 0), ((2026, 1), 0), ((2026, 3), 2), ((2027, 1), 12), ((2030, 1), 12)],
)
def test_months_that_are_over_are_whole_and_of_this_year(day, over):
    assert months_over((2026, 1), day) == over


def test_reserve_is_counted_in_months_of_what_was_spent():
    assert months_of_reserve(600.0, 1200.0) == 6.0
    assert months_of_reserve(-100.0, 1200.0) == -1.0
    assert months_of_reserve(600.0, 0.0) == 0.0


def test_part_of_nothing_is_no_rate():
    assert rate(5, 0) is None
    assert rate(50, 200) == 25


def test_bars_are_as_long_as_the_largest_allows():
    assert lengths([50.0, 100.0, -3.0]) == [50.0, 100.0, 0.0]
    assert lengths([0.0, -1.0]) == [0.0, 0.0]
    assert lengths([]) == []


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (None, 0.0),
        ("", 0.0),
        (12.345, 12.35),
        (7, 7.0),
        ("1 234,50 €", 1234.5),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("-3", -3.0),
        (" ", 0.0),
    ],
)
def test_amounts_are_read_as_people_type_them(cell, amount):
    assert amount_in(cell) == pytest.approx(amount)


@pytest.mark.parametrize(
    "cell", ["about 100", "1,2,3", "nan", "inf", True, "=A1", 1e999]
)
def test_what_is_no_amount_is_said(cell):
    with pytest.raises(NotAnAmount):
        amount_in(cell)
