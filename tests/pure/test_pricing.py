from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from rules.pricing import Bracket, Charge, Price, PriceError, quote, round_half_up
from rules.terms import Term, TermPolicy, first_term

CALENDAR = TermPolicy("calendar")
FULL = first_term(CALENDAR, date(2026, 1, 1))
JULY = first_term(CALENDAR, date(2026, 7, 14))
FLAT = Price("flat", amount=D("120"), joining_fee=D("15"))
COMPANIES = Price(
    "bracket",
    brackets=(
        Bracket(500, D("2400")),
        Bracket(1, D("300")),
        Bracket(50, D("900")),
    ),
)
FREE = Price("free", minimum=D("10"))
SEATS = Price("seats", amount=D("300"), seats_included=3, seat_price=D("45.5"))


def charges(price, term=FULL, prorata="none", newcomer=False, **given):
    counted = {"headcount": None, "seats": None, "chosen": None} | given
    return quote(price, term, prorata, newcomer, **counted)


def amounts(*args, **kwargs):
    return [(line.kind, line.amount) for line in charges(*args, **kwargs)]


def test_renewal_pays_the_base_alone():
    assert charges(FLAT) == [Charge("base", 1, D("120"), D("120"))]


def test_newcomer_pays_the_joining_fee_too():
    expected = [("base", D("120")), ("joining", D("15"))]
    assert amounts(FLAT, newcomer=True) == expected


def test_free_type_has_a_base_of_zero():
    assert amounts(Price("flat"), newcomer=True) == [("base", D("0"))]


@pytest.mark.parametrize(
    ("headcount", "amount"),
    [(1, 300), (49, 300), (50, 900), (499, 900), (500, 2400), (57000, 2400)],
)
def test_bracket_begins_at_its_minimum(headcount, amount):
    assert amounts(COMPANIES, headcount=headcount) == [("base", D(amount))]


@pytest.mark.parametrize(
    ("price", "given", "code"),
    [
        (COMPANIES, {}, "no_headcount"),
        (COMPANIES, {"headcount": 0}, "no_bracket"),
        (Price("bracket"), {"headcount": 10}, "no_bracket"),
        (FREE, {}, "no_amount"),
        (FREE, {"chosen": D("9.99")}, "below_minimum"),
        (FREE, {"chosen": D("-1")}, "negative"),
        (SEATS, {"seats": -1}, "negative"),
        (COMPANIES, {"headcount": -1}, "negative"),
        (Price("flat", amount=D("-1")), {}, "negative"),
        (Price("flat", joining_fee=D("-1")), {}, "negative"),
        (Price("seats", seat_price=D("-1")), {}, "negative"),
        (Price("bracket", brackets=(Bracket(1, D(-1)),)), {"headcount": 1}, "negative"),
    ],
)
def test_no_price_says_why(price, given, code):
    with pytest.raises(PriceError) as refusal:
        charges(price, **given)
    assert refusal.value.code == code


@pytest.mark.parametrize("chosen", ["10", "10.01", "250"])
def test_chosen_amount_from_the_minimum_on_is_due(chosen):
    assert amounts(FREE, chosen=D(chosen)) == [("base", D(chosen))]


def test_zero_may_be_chosen_where_there_is_no_minimum():
    assert amounts(Price("free"), chosen=D("0")) == [("base", D("0"))]


@pytest.mark.parametrize("seats", [None, 0, 2, 3])
def test_included_seats_cost_nothing_more(seats):
    assert amounts(SEATS, seats=seats) == [("base", D("300"))]


def test_seats_bought_beyond_the_included_ones_are_priced():
    bought = charges(SEATS, seats=10)
    assert bought[1] == Charge("seats", 7, D("45.5"), D("318.5"))


def test_price_with_all_models_fields_uses_its_own_only():
    mixed = Price("flat", D("50"), D("80"), seats_included=1, seat_price=D("9"))
    assert amounts(mixed, seats=5, headcount=3, chosen=D("1")) == [("base", D("50"))]


@pytest.mark.parametrize(
    ("joined", "share"),
    [
        ("2026-01-01", 12),
        ("2026-01-31", 12),
        ("2026-02-01", 11),
        ("2026-07-01", 6),
        ("2026-07-31", 6),
        ("2026-12-01", 1),
        ("2026-12-31", 1),
    ],
)
def test_prorata_by_month_counts_the_month_of_joining_whole(joined, share):
    term = first_term(CALENDAR, date.fromisoformat(joined))
    assert amounts(Price("flat", D("120")), term, "month", True) == [
        ("base", D(10 * share))
    ]


def test_prorata_months_begin_on_the_day_the_year_does():
    policy = TermPolicy("fiscal", 9, 15)
    price = Price("flat", D("120"))
    eve = first_term(policy, date(2026, 10, 14))
    same_day = first_term(policy, date(2026, 10, 15))
    assert amounts(price, eve, "month", True) == [("base", D("120"))]
    assert amounts(price, same_day, "month", True) == [("base", D("110"))]


def test_prorata_by_month_survives_a_year_that_begins_on_a_leap_day():
    policy = TermPolicy("fiscal", 2, 29)
    price = Price("flat", D("120"))
    for joined, amount in [
        (date(2024, 3, 1), 120),
        (date(2024, 3, 29), 110),
        (date(2027, 2, 28), 120),
        (date(2028, 2, 27), 10),
        (date(2028, 2, 28), 10),
    ]:
        term = first_term(policy, joined)
        assert amounts(price, term, "month", True) == [("base", D(amount))], joined


@pytest.mark.parametrize(
    ("joined", "amount"),
    [
        ("2026-01-01", "365.00"),
        ("2026-01-02", "364.00"),
        ("2026-12-31", "1.00"),
        # a leap year shares the same price over 366 days
        ("2024-07-01", "183.50"),
        ("2024-02-29", "306.16"),
    ],
)
def test_prorata_by_day_counts_the_day_of_joining(joined, amount):
    term = first_term(CALENDAR, date.fromisoformat(joined))
    assert amounts(Price("flat", D("365")), term, "day", True) == [("base", D(amount))]


def test_prorata_never_touches_joining_fee_nor_renewal():
    assert amounts(FLAT, JULY, "month", newcomer=True) == [
        ("base", D("60")),
        ("joining", D("15")),
    ]
    assert amounts(FLAT, JULY, "month", newcomer=False) == [("base", D("120"))]


def test_prorata_shortens_seats():
    assert charges(SEATS, JULY, "month", True, seats=5)[1] == Charge(
        "seats", 2, D("22.75"), D("45.50")
    )


def test_prorata_shortens_chosen_amount_whose_minimum_is_for_the_whole_term():
    assert amounts(FREE, JULY, "month", True, chosen=D("12")) == [("base", D("6"))]


def test_early_joiner_pays_one_whole_term():
    early = first_term(TermPolicy("calendar", early_join_months=4), date(2026, 9, 8))
    for prorata in ("month", "day"):
        assert amounts(FLAT, early, prorata, True)[0] == ("base", D("120"))


def test_rolling_term_is_always_whole():
    for offset in range(366):
        joined = date(2024, 1, 1) + timedelta(days=offset)
        term = first_term(TermPolicy("rolling", months=3), joined)
        for prorata in ("month", "day"):
            assert amounts(FLAT, term, prorata, True)[0] == ("base", D("120"))


def test_amount_is_always_quantity_times_unit_to_the_cent():
    seven = Price("seats", D("99.99"), seats_included=1, seat_price=D("33.33"))
    for offset in range(365):
        term = first_term(CALENDAR, date(2026, 1, 1) + timedelta(days=offset))
        for prorata in ("none", "month", "day"):
            for line in charges(seven, term, prorata, True, seats=8):
                assert line.amount == line.quantity * line.unit
                assert line.unit == round(line.unit, 2)


def test_prorata_never_grows_with_a_later_joining():
    for prorata in ("month", "day"):
        dues = []
        for offset in range(366):
            term = first_term(CALENDAR, date(2024, 1, 1) + timedelta(days=offset))
            dues.append(charges(FLAT, term, prorata, True)[0].amount)
        assert dues == sorted(dues, reverse=True)
        assert dues[0] == D("120")
        assert dues[-1] > 0


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("0.005", 2, "0.01"),
        ("1.005", 2, "1.01"),
        ("2.675", 2, "2.68"),
        ("2.665", 2, "2.67"),
        ("2.6649999", 2, "2.66"),
        ("-2.665", 2, "-2.67"),
        ("12.5", 0, "13"),
        ("13.5", 0, "14"),
        ("1.2345", 3, "1.235"),
        ("0", 2, "0"),
    ],
)
def test_halves_round_away_from_zero(value, digits, rounded):
    assert round_half_up(D(value), digits) == D(rounded)


@pytest.mark.parametrize(("digits", "base"), [(0, "34"), (2, "33.50"), (3, "33.500")])
def test_rounding_follows_the_currency(digits, base):
    term = first_term(CALENDAR, date(2026, 7, 1))
    line = quote(
        Price("flat", D("67")), term, "month", True, None, None, None, digits=digits
    )[0]
    assert str(line.amount) == base


def test_two_month_term_prorates_over_two_months():
    term = Term(date(2026, 2, 3), date(2026, 2, 28), date(2026, 1, 1))
    assert amounts(FLAT, term, "month", True)[0] == ("base", D("60"))
