"""Schulze's method: strongest paths."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from .ballots import RankedElection
from .draw import tie_order
from .outcome import Outcome, Verdict

Pairs = dict[tuple[str, str], Fraction]


@dataclass(frozen=True)
class SchulzeOutcome(Outcome):
    """The result with what it rests on.

    :param preferred: weight of the ballots that prefer the first to the second
    :param paths: strength of the strongest path from the first to the second
    """

    preferred: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    paths: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)


def schulze(election: RankedElection, seats: int = 1, seed: str = "") -> SchulzeOutcome:
    """An option beats another when its strongest path to it is the stronger one.

    A link's strength is the weight of the ballots on its winning side (winning
    votes); a path is as strong as its weakest link. Options that a ballot leaves out
    are equal, after those it ranks. Source: M. Schulze, *A new monotonic,
    clone-independent, reversal symmetric, and Condorcet-consistent single-winner
    election method*, Social Choice and Welfare 36 (2011).

    Places are given one by one to an option that none of the remaining beats; among
    several, by the written order (more first places, lower cost, draw). An option that
    nobody ranks never wins.
    """
    preferred = _preferred(election)
    paths = _strongest_paths(list(election.by_id), preferred)
    left = tie_order(election.by_id, election.votes, seed)
    verdicts: list[Verdict] = []
    winners: list[str] = []
    while left:
        unbeaten = [key for key in left if not _beaten(key, left, paths)]
        first, *tied = unbeaten
        place = len(verdicts) + 1
        figures = {"place": Fraction(place)}
        chosen = first in election.ranked and len(winners) < seats
        verdicts.append(Verdict(first, chosen, "ranked", figures, tuple(tied)))
        winners += [first] * chosen
        left.remove(first)
    return SchulzeOutcome(
        "schulze", tuple(winners), tuple(verdicts), preferred=preferred, paths=paths
    )


def _beaten(key: str, others: list[str], paths: Pairs) -> bool:
    return any(
        paths[other, key] > paths[key, other] for other in others if other != key
    )


def _preferred(election: RankedElection) -> Pairs:
    ids = list(election.by_id)
    totals = {(first, second): 0 for first in ids for second in ids if first != second}
    for pile in election.piles:
        left = set(ids)
        for key in pile.content:
            left.remove(key)
            for other in left:
                totals[key, other] += pile.weight
    return {pair: Fraction(total, election.scale) for pair, total in totals.items()}


def _strongest_paths(ids: list[str], preferred: Pairs) -> Pairs:
    """Widest paths between all pairs (Floyd and Warshall)."""
    paths = {
        (one, other): weight if weight > preferred[other, one] else Fraction(0)
        for (one, other), weight in preferred.items()
    }
    for middle in ids:
        for start in ids:
            if start == middle:
                continue
            reach = paths[start, middle]
            for end in ids:
                if end not in (start, middle):
                    path = min(reach, paths[middle, end])
                    if path > paths[start, end]:
                        paths[start, end] = path
    return paths
