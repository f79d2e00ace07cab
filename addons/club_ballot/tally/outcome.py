"""What a count gives: the winners, and why each option is in or out.

Reasons are codes with figures, never sentences: who shows them finds the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Code = Literal[
    "shares",  # its supporters pay: rho, share, voters, weight, emptied, cost
    "unpaid",  # its supporters have too little left: votes, cost, left
    "by_votes",  # next by votes among those that fit: votes, cost, left
    "no_room",  # costs more than what is left: votes, cost, left
    "no_votes",  # nobody voted for it, or points against outweigh: votes
    "seat",  # its score takes a seat: score, place
    "no_seat",  # others took the seats: score, place
    "below",  # under the threshold: score, threshold
    "ranked",  # its place in a ranking: place, score where there is one
    "adopted",  # the motion carries: yes, needed
    "rejected",  # it does not: yes, needed
    "no_quorum",  # too few took part: cast, needed
    "marked",  # marks from 1 to 5: marks, mean, satisfied, mark_1 to mark_5
    "unmarked",  # nobody gave it a mark: marks
]


@dataclass(frozen=True)
class Verdict:
    """Why an option is in or out.

    :param tied: others that the rule could not tell from it when its turn came;
        the written order of ``draw.py`` decided
    """

    option: str
    chosen: bool
    code: Code
    figures: Mapping[str, Fraction]
    tied: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The result of a count.

    :param winners: ids in the order in which they were chosen
    :param verdicts: one for each option, in the order in which they were decided
    :param scores: the figure that the rule compares, where it has one
    """

    rule: str
    winners: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    scores: Mapping[str, Fraction] = field(default_factory=dict)


def equals(scores: Mapping[str, Fraction]) -> dict[str, tuple[str, ...]]:
    """Return for each option the others with the same score."""
    groups: dict[Fraction, list[str]] = {}
    for key, score in scores.items():
        groups.setdefault(score, []).append(key)
    return {
        key: tuple(other for other in groups[score] if other != key)
        for key, score in scores.items()
    }
