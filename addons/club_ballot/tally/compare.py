"""The same ballots counted by several rules, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .ballots import Election, Marks
from .draw import tie_order
from .figures import nothing_funded
from .greedy import greedy, spent
from .shares_outcome import SharesOutcome


@dataclass(frozen=True)
class Compared:
    """What one rule makes of the ballots.

    :param spent: in the budget's unit
    :param nothing: share of the votes whose ballots got nothing they supported
    :param nothing_heads: the same of the ballots, whatever they weigh
    """

    rule: str
    winners: tuple[str, ...]
    spent: Fraction
    nothing: Fraction
    nothing_heads: Fraction


def compare(
    election: Election, by_shares: SharesOutcome, seed: str = ""
) -> tuple[Compared, ...]:
    """Count by votes and by Borda within the same budget, beside equal shares.

    :param by_shares: what equal shares make of the same election
    """
    chosen = {
        "greedy": greedy(election, seed).winners,
        "borda": _by_borda(election, seed),
        "equalshares": by_shares.winners,
    }
    return tuple(
        Compared(
            name,
            winners,
            spent(election, winners),
            nothing_funded(election, winners, weighted=True),
            nothing_funded(election, winners),
        )
        for name, winners in chosen.items()
    )


def borda_points(election: Election) -> dict[str, Fraction]:
    """Return Borda scores of options ranked by the points that a ballot gives them.

    Options with equal points share the points of their places equally, those without
    any those of the last places. Source as for :func:`borda`.
    """
    doubled = dict.fromkeys(election.by_id, 0)
    for pile in election.piles:
        given = _doubled_places(pile.content, list(election.by_id))
        for key, points in given.items():
            doubled[key] += pile.weight * points
    return {key: Fraction(sum_, 2 * election.scale) for key, sum_ in doubled.items()}


def _doubled_places(content: Marks, keys: list[str]) -> Mapping[str, int]:
    """Twice the places' points: what is shared is the mean of places in a row."""
    marks = dict(content)
    levels: dict[int, list[str]] = {}
    for key in keys:
        levels.setdefault(marks.get(key, 0), []).append(key)
    given: dict[str, int] = {}
    best = len(keys) - 1
    for points in sorted(levels, reverse=True):
        level = levels[points]
        given |= dict.fromkeys(level, 2 * best - len(level) + 1)
        best -= len(level)
    return given


def _by_borda(election: Election, seed: str) -> tuple[str, ...]:
    """From the best down, what still fits; nothing that nobody voted for."""
    scores, votes = borda_points(election), election.votes
    left, winners = election.budget, []
    ties = tie_order(election.by_id, votes, seed)
    for key in sorted(ties, key=lambda key: -scores[key]):
        cost = election.by_id[key].cost
        if votes[key] > 0 and cost <= left:
            left -= cost
            winners.append(key)
    return tuple(winners)
