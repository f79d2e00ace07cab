"""Who gets how much of a due, as far as it is collected.

The written rule, in cents:

1. rules take in their order: a fixed amount in proportion to what is collected of what
   was asked, a percentage of all that is collected, or both;
2. each part is rounded half up, and none takes more than what those before it left;
3. what no rule takes stays with the member's own section: the parts always add up to
   what is collected.

Parts follow from the whole sum collected so far. What was shared before is taken off
by the caller, so that instalments make no difference of a cent, and a payment that
bounced is given back by the next share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Rule:
    """What one level takes of a due.

    :param percent: of what is collected, 0 to 100
    :param amount: in cents, of a due that is collected whole
    """

    percent: Decimal = Decimal(0)
    amount: int = 0


def split(collected: int, asked: int, rules: Sequence[Rule]) -> list[int]:
    """Share what is collected of one due.

    :param collected: cents received so far; nothing is taken of less than nothing
    :param asked: cents asked for; zero or less counts as collected whole
    :return: cents for each rule, then what stays
    """
    parts = []
    left = collected
    for rule in rules:
        whole = Fraction(collected, asked) if asked > 0 else Fraction(1)
        exact = rule.amount * min(whole, Fraction(1))
        exact += Fraction(rule.percent) * collected / 100
        part = min(max(_half_up(exact), 0), max(left, 0))
        parts.append(part)
        left -= part
    return [*parts, left]


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Spread cents in proportion to weights, to the cent (largest remainders).

    :param total: cents, of either sign
    :param weights: from zero up; if all are zero, the first carries everything
    :raises ValueError: there is no weight at all, or a negative one
    """
    if not weights or min(weights) < 0:
        raise ValueError(f"{total} cannot be spread over {list(weights)}")
    sign, cents = (-1, -total) if total < 0 else (1, total)
    weighing = list(weights) if sum(weights) else [1] + [0] * (len(weights) - 1)
    exact = [Fraction(cents * weight, sum(weighing)) for weight in weighing]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in order[: cents - sum(parts)]:
        parts[index] += 1
    return [sign * part for part in parts]


def _half_up(exact: Fraction) -> int:
    return int((exact + Fraction(1, 2)) // 1)
