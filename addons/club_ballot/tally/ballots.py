"""What is in the box: options, ballots with weights, equal ballots piled together.

A ballot of weight w counts as w equal ballots of weight 1, in every rule.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Generic, TypeVar

from .errors import TallyError

Key = TypeVar("Key", bound=Hashable)

ONE = Fraction(1)
ZERO = Fraction(0)


@dataclass(frozen=True)
class Option:
    """Something to vote for; ``cost`` is in the budget's unit."""

    id: str
    cost: Fraction = ZERO
    name: str = ""


@dataclass(frozen=True)
class Ballot:
    """Points by option: 1 for an approved one; an option left out has 0."""

    marks: Mapping[str, int]
    weight: Fraction = ONE


@dataclass(frozen=True)
class Ranking:
    """Options from the best down; those left out are all equal, after the last."""

    order: tuple[str, ...]
    weight: Fraction = ONE


@dataclass(frozen=True)
class Pile(Generic[Key]):
    """Equal ballots.

    :param weight: their weights together, in whole parts of ``Election.scale``
    :param voters: how many ballots these are
    """

    content: Key
    weight: int
    voters: int


Marks = tuple[tuple[str, int], ...]
Order = tuple[str, ...]


@dataclass(frozen=True)
class Election:
    """Ballots with points or approvals, and what they are about.

    :param budget: what the chosen options may cost together
    :raises TallyError: ``same_option``, ``negative_cost``, ``negative_budget``,
        ``unknown_option``, ``weight`` (zero or under)
    """

    options: tuple[Option, ...]
    ballots: tuple[Ballot, ...]
    budget: Fraction = ZERO
    by_id: Mapping[str, Option] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", _by_id(self.options))
        if self.budget < 0:
            raise TallyError("negative_budget", budget=self.budget)
        votes = ((ballot.marks, ballot.weight) for ballot in self.ballots)
        _check_ballots(self.by_id, votes)

    @cached_property
    def scale(self) -> int:
        """Whole parts in a weight of 1, so that every weight is a whole number."""
        return _scale(self.ballots)

    @cached_property
    def piles(self) -> tuple[Pile[Marks], ...]:
        """The ballots with equal ones together, in the order of their first."""
        contents = (
            tuple(
                sorted((key, points) for key, points in ballot.marks.items() if points)
            )
            for ballot in self.ballots
        )
        return pile_up(zip(contents, self.ballots, strict=True), self.scale)

    @cached_property
    def weight(self) -> Fraction:
        """Weight of all ballots, empty ones too."""
        return Fraction(sum(pile.weight for pile in self.piles), self.scale)

    @cached_property
    def votes(self) -> dict[str, Fraction]:
        """Weighted points of each option: with approvals, its supporters' weight."""
        totals = dict.fromkeys(self.by_id, 0)
        for pile in self.piles:
            for key, points in pile.content:
                totals[key] += pile.weight * points
        return {key: Fraction(total, self.scale) for key, total in totals.items()}


@dataclass(frozen=True)
class RankedElection:
    """Ballots that rank options.

    :raises TallyError: as :class:`Election`, and ``twice`` for an option ranked twice
    """

    options: tuple[Option, ...]
    ballots: tuple[Ranking, ...]
    by_id: Mapping[str, Option] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", _by_id(self.options))
        _check_ballots(self.by_id, ((each.order, each.weight) for each in self.ballots))
        for number, ballot in enumerate(self.ballots, 1):
            if len(set(ballot.order)) < len(ballot.order):
                raise TallyError("twice", number)

    @cached_property
    def scale(self) -> int:
        """Whole parts in a weight of 1, so that every weight is a whole number."""
        return _scale(self.ballots)

    @cached_property
    def piles(self) -> tuple[Pile[Order], ...]:
        """The ballots with equal ones together, in the order of their first."""
        return pile_up(((each.order, each) for each in self.ballots), self.scale)

    @cached_property
    def ranked(self) -> frozenset[str]:
        """Options that somebody ranks: no other one can win."""
        return frozenset(key for pile in self.piles for key in pile.content)

    @cached_property
    def votes(self) -> dict[str, Fraction]:
        """Weight of the ballots that rank an option first."""
        totals = dict.fromkeys(self.by_id, 0)
        for pile in self.piles:
            if pile.content:
                totals[pile.content[0]] += pile.weight
        return {key: Fraction(total, self.scale) for key, total in totals.items()}


def pile_up(
    ballots: Iterable[tuple[Key, Ballot | Ranking]], scale: int
) -> tuple[Pile[Key], ...]:
    """Put equal ballots together; a voter's weight is kept in parts of ``scale``."""
    weights: dict[Key, int] = {}
    voters: dict[Key, int] = {}
    for content, ballot in ballots:
        weights[content] = weights.get(content, 0) + int(ballot.weight * scale)
        voters[content] = voters.get(content, 0) + 1
    return tuple(Pile(key, weights[key], voters[key]) for key in weights)


def _scale(ballots: Sequence[Ballot | Ranking]) -> int:
    return lcm(*{ballot.weight.denominator for ballot in ballots})


def _by_id(options: Sequence[Option]) -> dict[str, Option]:
    by_id: dict[str, Option] = {}
    for option in options:
        if option.id in by_id:
            raise TallyError("same_option", option=option.id)
        if option.cost < 0:
            raise TallyError("negative_cost", option=option.id)
        by_id[option.id] = option
    return by_id


def _check_ballots(
    known: Mapping[str, Option], ballots: Iterable[tuple[Iterable[str], Fraction]]
) -> None:
    for number, (named, weight) in enumerate(ballots, 1):
        if weight <= 0:
            raise TallyError("weight", number, weight=weight)
        for key in named:
            if key not in known:
                raise TallyError("unknown_option", number, option=key)
