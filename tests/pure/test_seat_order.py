"""What seats bought during a term cost."""

from datetime import date
from decimal import Decimal

import pytest
from rules.pricing import Price, PriceError, quote_seats
from rules.terms import Term

PRICE = Price(model="seats", seats_included=3, seat_price=Decimal(40))
YEAR = date(2026, 1, 1)


def from_day(day):
    """What is left of 2026 from that day on."""
    return Term(day, date(2026, 12, 31), YEAR)


def test_seats_for_the_whole_term_cost_their_price():
    charge = quote_seats(PRICE, from_day(YEAR), "month", 2)
    assert (charge.kind, charge.quantity) == ("seats", 2)
    assert charge.amount == Decimal("80.00")


def test_pro_rata_shortens_them_and_rounds_each_seat():
    charge = quote_seats(PRICE, from_day(date(2026, 3, 15)), "month", 3)
    assert (charge.unit, charge.amount) == (Decimal("33.33"), Decimal("99.99"))
    charge = quote_seats(PRICE, from_day(date(2026, 12, 31)), "day", 1)
    assert charge.amount == Decimal("0.11")


def test_type_without_pro_rata_asks_the_full_price_on_the_last_day():
    charge = quote_seats(PRICE, from_day(date(2026, 12, 31)), "none", 1)
    assert charge.amount == Decimal("40.00")


def test_nothing_to_pay_is_no_charge():
    assert quote_seats(PRICE, from_day(YEAR), "none", 0) is None
    assert quote_seats(Price(model="seats"), from_day(YEAR), "none", 5) is None


def test_negative_number_is_refused():
    with pytest.raises(PriceError):
        quote_seats(PRICE, from_day(YEAR), "none", -1)
