"""An election in whole numbers, made ready once for many runs of equal shares."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Literal

from .ballots import Election
from .errors import TallyError

Utility = Literal["cost", "cardinality", "points"]
Levels = dict[int, list[int]]
Entry = tuple[float, Fraction, int]


def entry(key: Fraction, option: int) -> Entry:
    """Return a heap's entry; rounding keeps the order, and floats compare faster."""
    return float(key), key, option


class Market:
    """An election in whole numbers, the options in the order that settles ties.

    :ivar money: whole parts of the budget's unit
    :ivar scale: whole parts of a weight of 1
    :ivar costs: in parts of both
    :ivar needed: the least endowment with which an option's supporters can pay it
    """

    def __init__(self, election: Election, utility: Utility, order: Sequence[str]):
        costs = [election.by_id[key].cost for key in order]
        self.money = lcm(*(cost.denominator for cost in costs))
        self.scale = election.scale
        self.costs = [int(cost * self.money * self.scale) for cost in costs]
        self.weights = [pile.weight for pile in election.piles]
        self.supporters: list[Levels] = [{} for _ in order]
        self.points = [0] * len(order)
        self.per_cost = utility == "cost"
        self._add_supporters(election, utility, order)
        self.needed = {
            option: Fraction(self.costs[option], self.money * self._weight_of(levels))
            for option, levels in enumerate(self.supporters)
            if levels
        }
        self.bounds = sorted(
            entry(self.key(cost, 1, points, option), option)
            for option, (cost, points) in enumerate(
                zip(self.costs, self.points, strict=True)
            )
            if points
        )

    def _add_supporters(
        self, election: Election, utility: Utility, order: Sequence[str]
    ) -> None:
        index = {key: option for option, key in enumerate(order)}
        for number, pile in enumerate(election.piles):
            for key, points in pile.content:
                if points < 0:
                    raise TallyError("negative_points", option=key)
                level = points if utility == "points" else 1
                option = index[key]
                self.supporters[option].setdefault(level, []).append(number)
                self.points[option] += pile.weight * level

    def _weight_of(self, levels: Levels) -> int:
        return sum(self.weights[pile] for piles in levels.values() for pile in piles)

    def key(self, rest: int, unit: int, live: int, option: int) -> Fraction:
        """Return what prices are compared by: money for one unit of utility."""
        utility = self.costs[option] if self.per_cost else 1
        return Fraction(rest, unit * live * (utility or 1))

    def rho(self, option: int, key: Fraction) -> Fraction:
        """Return the published figure: money per utility of a voter of weight 1."""
        if self.per_cost and self.costs[option]:
            return key * self.scale
        return key / self.money
