"""What a membership costs: base, seats, joining fee.

Amounts are in the company's currency; ``digits`` is its number of decimals.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from .terms import Term, add_months

PriceModel = Literal["flat", "bracket", "free", "seats"]
Prorata = Literal["none", "month", "day"]
ChargeKind = Literal["base", "seats", "joining"]
PriceErrorCode = Literal[
    "no_headcount", "below_minimum", "no_bracket", "no_amount", "negative"
]

ZERO = Decimal(0)
DAYS_PER_MONTH = 365.2425 / 12


class PriceError(Exception):
    """No price can be said; ``code`` says why, the model finds the words.

    - ``no_headcount``: a bracket price, and the headcount is not known
    - ``no_bracket``: no bracket begins at or below the headcount
    - ``no_amount``: a free price, and the member chose no amount
    - ``below_minimum``: the chosen amount is under the minimum
    - ``negative``: an amount, a headcount or a number of seats is under zero
    """

    def __init__(self, code: PriceErrorCode) -> None:
        super().__init__(code)
        self.code: PriceErrorCode = code


@dataclass(frozen=True)
class Bracket:
    """The whole amount due from ``minimum`` people on, up to the next bracket."""

    minimum: int
    amount: Decimal


@dataclass(frozen=True)
class Price:
    """One version of a type's price, for a whole term.

    :param amount: base of ``flat`` and ``seats``
    :param minimum: least amount a member may choose, for ``free``
    :param joining_fee: once, for newcomers, whatever the model
    :param seats_included: seats the base covers, for ``seats``
    :param seat_price: each seat bought beyond those
    :param brackets: for ``bracket``, in any order
    """

    model: PriceModel
    amount: Decimal = ZERO
    minimum: Decimal = ZERO
    joining_fee: Decimal = ZERO
    seats_included: int = 0
    seat_price: Decimal = ZERO
    brackets: Sequence[Bracket] = field(default=())


@dataclass(frozen=True)
class Charge:
    """One line to bill: ``amount`` is always ``quantity`` times ``unit``.

    ``unit`` is rounded after the pro-rata, so that an invoice line made of
    quantity and unit price gives the same amount to the cent.
    """

    kind: ChargeKind
    quantity: int
    unit: Decimal
    amount: Decimal


def quote(
    price: Price,
    term: Term,
    prorata: Prorata,
    newcomer: bool,
    headcount: int | None,
    seats: int | None,
    chosen: Decimal | None,
    digits: int = 2,
) -> list[Charge]:
    """Return what a member owes for a term, base first.

    The base is always there, even at zero: a free member has a settled due too.
    Seats and joining fee appear only when there is something to pay. Pro-rata
    shortens the base and the seats of newcomers, never a joining fee nor a
    renewal; the amount a member chose is a base like any other, its minimum is
    checked for the whole term.

    :param headcount: people of the organisation, for ``bracket``
    :param seats: all seats *bought*, used or not, the included ones counted;
        ``None`` when nothing was bought beyond the included ones
    :param chosen: amount the member chose for a whole term, for ``free``
    :raises PriceError: see there
    """
    _refuse_negatives(price, headcount, seats, chosen)
    share = _share(term, prorata) if newcomer else Fraction(1)
    base = _base(price, headcount, chosen)
    charges = [_charge("base", 1, base, share, digits)]
    extra = max(0, (seats or 0) - price.seats_included)
    if price.model == "seats" and extra and price.seat_price:
        charges.append(_charge("seats", extra, price.seat_price, share, digits))
    if newcomer and price.joining_fee:
        charges.append(_charge("joining", 1, price.joining_fee, Fraction(1), digits))
    return charges


def quote_seats(
    price: Price, term: Term, prorata: Prorata, count: int, digits: int = 2
) -> Charge | None:
    """Return what ``count`` seats bought during a term cost; None when nothing.

    :param term: what is left of the term, its whole beginning in ``full_from``; the
        pro-rata of newcomers shortens it, as for somebody who joins on that day
    :raises PriceError: a negative number or price
    """
    _refuse_negatives(price, None, count, None)
    if not count or not price.seat_price:
        return None
    share = _share(term, prorata)
    return _charge("seats", count, price.seat_price, share, digits)


def round_half_up(value: Decimal | Fraction, digits: int) -> Decimal:
    """Round to that many decimals, a half away from zero (commercial rounding)."""
    exact = Fraction(value) * 10**digits
    sign = -1 if exact < 0 else 1
    cents = (2 * abs(exact) + 1) // 2
    return Decimal(sign * cents).scaleb(-digits)


def _refuse_negatives(
    price: Price, headcount: int | None, seats: int | None, chosen: Decimal | None
) -> None:
    amounts = [price.amount, price.minimum, price.joining_fee, price.seat_price]
    amounts += [bracket.amount for bracket in price.brackets]
    counts = (price.seats_included, headcount or 0, seats or 0)
    if min(amounts) < 0 or min(counts) < 0 or (chosen or ZERO) < 0:
        raise PriceError("negative")


def _base(price: Price, headcount: int | None, chosen: Decimal | None) -> Decimal:
    """Return the base for a whole term."""
    if price.model == "bracket":
        return _bracket_amount(price.brackets, headcount)
    if price.model == "free":
        if chosen is None:
            raise PriceError("no_amount")
        if chosen < price.minimum:
            raise PriceError("below_minimum")
        return chosen
    return price.amount


def _bracket_amount(brackets: Sequence[Bracket], headcount: int | None) -> Decimal:
    if headcount is None:
        raise PriceError("no_headcount")
    reached = [bracket for bracket in brackets if bracket.minimum <= headcount]
    if not reached:
        raise PriceError("no_bracket")
    return max(reached, key=lambda bracket: bracket.minimum).amount


def _charge(
    kind: ChargeKind, quantity: int, unit: Decimal, share: Fraction, digits: int
) -> Charge:
    rounded = round_half_up(Fraction(unit) * share, digits)
    return Charge(kind, quantity, rounded, quantity * rounded)


def _share(term: Term, prorata: Prorata) -> Fraction:
    """Return the part of the whole term that is left from ``date_from`` on.

    By month, the month of joining counts whole; months begin on the day of the
    month on which the term does. An early joiner pays one whole term.
    """
    if prorata == "none" or term.date_from <= term.full_from:
        return Fraction(1)
    whole_days = (term.date_to - term.full_from).days + 1
    if prorata == "day":
        return Fraction((term.date_to - term.date_from).days + 1, whole_days)
    # Rounded, as a year from 28 February 2027 to 28 February 2028 has 12 months.
    whole_months = max(1, round(whole_days / DAYS_PER_MONTH))
    elapsed = 0
    while add_months(term.full_from, elapsed + 1) <= term.date_from:
        elapsed += 1
    return Fraction(max(1, whole_months - elapsed), whole_months)
