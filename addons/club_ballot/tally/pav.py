"""Proportional approval voting, as a yardstick for lists chosen otherwise."""

from collections.abc import Collection
from fractions import Fraction

from .ballots import Election


def pav_score(election: Election, chosen: Collection[str]) -> Fraction:
    """Return the PAV score: 1 + 1/2 + … + 1/n for a ballot with n options chosen.

    Source: T. N. Thiele, *Om Flerfoldsvalg*, 1895; Lackner and Skowron,
    *Multi-Winner Voting with Approval Preferences*, 2023, section 2.
    """
    score = Fraction(0)
    for pile in election.piles:
        found = sum(1 for key, points in pile.content if points > 0 and key in chosen)
        worth = sum((Fraction(1, each) for each in range(1, found + 1)), Fraction(0))
        score += pile.weight * worth
    return score / election.scale
