"""How much of each due is still open when several share one document.

The written rule:

1. a credit reduces the part it was written for, and no other;
2. what is open on the document is spread over the parts in proportion to what is
   left of them (amount less credits);
3. shares are cut down to whole cents, and the cents left over go one each to the
   largest cut-off remainders, at equal remainders to the earlier part
   (largest-remainder method, Hamilton).

Shares are never negative and always add up to the open amount.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .pricing import round_half_up


@dataclass(frozen=True)
class Part:
    """A due's part of a document, in its currency.

    :param amount: what the document asks for this part
    :param credited: credits written for this part, as a positive number
    """

    amount: Decimal
    credited: Decimal = Decimal(0)


def share_residual(parts: Sequence[Part], open: Decimal, digits: int) -> list[Decimal]:
    """Spread what is open on a document over its parts, in the parts' order.

    No part gets more than what is left of it, unless the document itself is open
    for more than all that is left; if nothing is left of any part, the amounts
    weigh, and if there are none, the parts weigh the same.

    :param open: residual of the document, from zero up
    :param digits: decimals of the currency
    :raises ValueError: ``open`` is negative, or there is no part to carry it
    """
    cents = int(round_half_up(open, digits).scaleb(digits))
    if cents < 0:
        raise ValueError(f"a residual of {open} is a debt to the payer, not a due")
    if not parts:
        if cents:
            raise ValueError(f"{open} is open but no part can carry it")
        return []
    weights = _weights(parts, digits)
    total = sum(weights)
    exact = [Fraction(cents * weight, total) for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(
        range(len(parts)), key=lambda index: (shares[index] - exact[index], index)
    )
    for index in by_remainder[: cents - sum(shares)]:
        shares[index] += 1
    return [Decimal(share).scaleb(-digits) for share in shares]


def _weights(parts: Sequence[Part], digits: int) -> list[int]:
    """Return what is left of each part, in cents, with a positive sum."""
    left = [_cents(part.amount - part.credited, digits) for part in parts]
    if any(left):
        return left
    amounts = [_cents(part.amount, digits) for part in parts]
    return amounts if any(amounts) else [1] * len(parts)


def _cents(value: Decimal, digits: int) -> int:
    return max(0, int(round_half_up(value, digits).scaleb(digits)))
