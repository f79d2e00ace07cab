"""Borda's count."""

from fractions import Fraction

from .ballots import RankedElection
from .draw import tie_order
from .outcome import Outcome, Verdict, equals


def borda(election: RankedElection, seats: int = 1, seed: str = "") -> Outcome:
    """With m options, a ballot gives m-1 points to its first, m-2 to its second, …

    Options that a ballot leaves out share its remaining points equally, so that
    every ballot gives the same sum; one that all leave out never wins. Source:
    J.-C. de Borda, *Mémoire sur les élections au scrutin*, Académie royale des
    sciences, 1781. Equal scores: more first places, then the written order.
    """
    scores = _scores(election)
    ties = tie_order(election.by_id, election.votes, seed)
    order = sorted(ties, key=lambda key: -scores[key])
    same = equals(scores)
    winners = tuple(key for key in order if key in election.ranked)[:seats]
    verdicts = []
    for place, key in enumerate(order, 1):
        figures = {"place": Fraction(place), "score": scores[key]}
        verdicts.append(Verdict(key, key in winners, "ranked", figures, same[key]))
    return Outcome("borda", winners, tuple(verdicts), scores)


def _scores(election: RankedElection) -> dict[str, Fraction]:
    """Return points in halves first: what is shared is the mean of places in a row."""
    count = len(election.options)
    doubled = dict.fromkeys(election.by_id, 0)
    for pile in election.piles:
        shared = count - len(pile.content) - 1
        given = {key: 2 * (count - place) for place, key in enumerate(pile.content, 1)}
        for key in doubled:
            doubled[key] += pile.weight * given.get(key, shared)
    return {key: Fraction(sum_, 2 * election.scale) for key, sum_ in doubled.items()}
