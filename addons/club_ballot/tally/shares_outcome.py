"""What the Method of Equal Shares gives: who paid what, and how the purses rose."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .ballots import ZERO, Election
from .outcome import Outcome, Verdict


@dataclass(frozen=True)
class Round:
    """An option bought, and who pays what.

    :param rho: money per unit of utility of a voter of weight 1
    :param tied: others at the same price; the written order decided
    :param payments: what a voter of weight 1 pays, by pile of the election
    :param emptied: the piles that had less left than their share, and paid it all
    """

    option: str
    rho: Fraction
    tied: tuple[str, ...]
    payments: Mapping[int, Fraction]
    emptied: frozenset[int]


@dataclass(frozen=True)
class Increase:
    """What came out with a given endowment, kept where the purchases changed.

    :param endowment: what a voter of weight 1 began with
    :param spent: cost of what was bought, until the budget was passed
    :param kept: whether that fits into the budget
    """

    endowment: Fraction
    bought: tuple[str, ...]
    spent: Fraction
    kept: bool


@dataclass(frozen=True)
class SharesOutcome(Outcome):
    """The result with who paid what.

    :param endowment: what a voter of weight 1 began with in ``rounds``
    :param increases: first the budget's own endowment; last the one that passed the
        budget, if any did
    :param completed: winners that votes chose after the shares
    """

    endowment: Fraction = ZERO
    rounds: tuple[Round, ...] = ()
    increases: tuple[Increase, ...] = ()
    completed: tuple[str, ...] = ()
    spent: Fraction = ZERO


def paid(election: Election, each: Round) -> Verdict:
    """Return the reason why an option is in.

    Figures: ``rho``, ``voters`` and ``weight`` who paid, ``share``: the most that one
    voter of weight 1 paid, ``emptied``: voters who paid all they had left.
    """
    piles = election.piles
    weight = sum(piles[number].weight for number in each.payments)
    figures = {
        "rho": each.rho,
        "voters": Fraction(sum(piles[number].voters for number in each.payments)),
        "weight": Fraction(weight, election.scale),
        "share": max(each.payments.values(), default=ZERO),
        "emptied": Fraction(sum(piles[number].voters for number in each.emptied)),
        "cost": election.by_id[each.option].cost,
    }
    return Verdict(each.option, True, "shares", figures, each.tied)
