"""Who pays for what after equal shares: of many voters together, never of one."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .ballots import Election, Marks
from .shares_outcome import SharesOutcome


@dataclass(frozen=True)
class Paid:
    """What one option's supporters paid for it.

    :param supporters: ballots that asked for it
    :param payers: ballots that paid, by group
    :param money: what these paid, by group, in the budget's unit
    :param least: smallest payment of a voter of weight 1; None when votes chose it
    :param most: largest payment of a voter of weight 1
    """

    option: str
    supporters: int
    payers: Mapping[Hashable, int]
    money: Mapping[Hashable, Fraction]
    least: Fraction | None
    most: Fraction | None


def who_paid(
    election: Election, outcome: SharesOutcome, groups: Sequence[Hashable]
) -> tuple[Paid, ...]:
    """Return for each chosen option who paid for it.

    :param groups: the group of each ballot, in the order of the election's ballots
    """
    index = {pile.content: number for number, pile in enumerate(election.piles)}
    piles = [index[_content(ballot.marks)] for ballot in election.ballots]
    payments = {each.option: each.payments for each in outcome.rounds}
    return tuple(
        _paid(election, key, payments.get(key, {}), piles, groups)
        for key in outcome.winners
    )


def _content(marks: Mapping[str, int]) -> Marks:
    return tuple(sorted((key, points) for key, points in marks.items() if points))


def _paid(
    election: Election,
    key: str,
    payments: Mapping[int, Fraction],
    piles: Sequence[int],
    groups: Sequence[Hashable],
) -> Paid:
    payers: Counter[Hashable] = Counter()
    money: dict[Hashable, Fraction] = {}
    for ballot, pile, group in zip(election.ballots, piles, groups, strict=True):
        if payment := payments.get(pile):
            payers[group] += 1
            money[group] = money.get(group, Fraction(0)) + payment * ballot.weight
    given = [payment for payment in payments.values() if payment]
    return Paid(
        key,
        sum(1 for ballot in election.ballots if ballot.marks.get(key, 0) > 0),
        payers,
        money,
        min(given, default=None),
        max(given, default=None),
    )
