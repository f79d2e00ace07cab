"""Figures to publish beside a result."""

from collections.abc import Collection
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

from .ballots import ZERO, Election


def nothing_funded(
    election: Election, winners: Collection[str], weighted: bool = False
) -> Fraction:
    """Return the share of voters who got none of the options they supported.

    Voters who asked for nothing are left out. Source: the comparison of Wieliczka 2023
    on https://equalshares.net.

    :param weighted: whether to count weights; without, heads
    """
    asked = empty_handed = 0
    for pile in election.piles:
        wanted = {key for key, points in pile.content if points > 0}
        if wanted:
            counted = pile.weight if weighted else pile.voters
            asked += counted
            empty_handed += counted * wanted.isdisjoint(winners)
    return Fraction(empty_handed, asked) if asked else ZERO


def wilson_lower(
    satisfied: int | Fraction, answers: int | Fraction, confidence: float = 0.95
) -> float:
    """Return the least share of satisfied people that the answers make believable.

    The lower end of Wilson's score interval; 0 without answers. Source: E. B. Wilson,
    *Probable Inference, the Law of Succession, and Statistical Inference*, Journal of
    the American Statistical Association 22 (1927).

    :raises ValueError: more satisfied than answers, or numbers under zero
    """
    if not 0 <= satisfied <= answers:
        raise ValueError(f"{satisfied} satisfied of {answers}")
    if not answers:
        return 0.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    count = float(answers)
    share = satisfied / count
    spread = z * sqrt(share * (1 - share) / count + (z / count) ** 2 / 4)
    lower = (share + z * z / count / 2 - spread) / (1 + z * z / count)
    return max(0.0, lower)
