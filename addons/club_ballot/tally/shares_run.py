"""One run of the Method of Equal Shares, with a given sum in every purse.

Exact and still fast: all purses are whole numbers over one common denominator, which
grows when a price does not divide; equal ballots share a purse; and as prices only
rise while purses empty, an option is priced again only when its last price says that
it may be the next (a heap of lower bounds).
"""

from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from math import gcd

from .shares_market import Levels, Market, entry


@dataclass(frozen=True)
class Price:
    """What an option costs its supporters now, in whole numbers.

    A supporter pays ``rest / live`` for each point, or the whole purse if there is
    less in it.

    :param rest: part of the cost that the fuller purses share
    :param live: their points together, weighted
    :param full: piles that pay the share, by their points
    :param emptied: piles that pay all they have
    """

    key: Fraction
    rest: int
    live: int
    full: Levels
    emptied: list[int]


@dataclass(frozen=True)
class Purchase:
    """An option bought: what a voter of weight 1 paid, in ``unit`` parts of money."""

    option: int
    key: Fraction
    tied: tuple[int, ...]
    share: int
    unit: int
    full: Levels
    emptied: dict[int, int]


class Run:
    """The state of one run.

    :param endowment: what a voter of weight 1 begins with
    """

    def __init__(self, market: Market, endowment: Fraction) -> None:
        purse = endowment * market.money
        self.market = market
        self.unit = purse.denominator
        self.purses = [purse.numerator] * len(market.weights)
        self.heap = [
            bound for bound in market.bounds if market.needed[bound[2]] <= endowment
        ]
        self.supporters = [dict(levels) for levels in market.supporters]
        self.points = list(market.points)
        self.spent = 0
        self.purchases: list[Purchase] = []

    def finish(self, budget: int) -> bool:
        """Buy until nobody can pay; False as soon as more than the budget is spent."""
        while (bought := self._cheapest()) is not None:
            self._pay(*bought)
            if self.spent > budget:
                return False
        return True

    def left_for(self, option: int) -> int:
        """Return what the option's supporters have left, in ``unit`` parts."""
        weights, purses = self.market.weights, self.purses
        return sum(
            weights[pile] * purses[pile]
            for piles in self.market.supporters[option].values()
            for pile in piles
        )

    def _cheapest(self) -> tuple[int, Price, tuple[int, ...]] | None:
        """Return the option of the least price, the first in order among equals."""
        known: dict[int, Price] = {}
        while self.heap:
            *_, option = heappop(self.heap)
            if option in known:
                return option, known[option], self._tied(known[option], known)
            price = self._price(option)
            if price is not None:
                known[option] = price
                heappush(self.heap, entry(price.key, option))
        return None

    def _tied(self, chosen: Price, known: dict[int, Price]) -> tuple[int, ...]:
        """Return the others at the same price; they stay in the heap."""
        tied = set()
        again = []
        while self.heap and self.heap[0][1] == chosen.key:
            *_, option = heappop(self.heap)
            price = known.get(option) or self._price(option)
            if price is not None:
                again.append(entry(price.key, option))
                if price.key == chosen.key:
                    tied.add(option)
        for waiting in again:
            heappush(self.heap, waiting)
        return tuple(sorted(tied))

    def _price(self, option: int) -> Price | None:
        """Return the price of an option, or None if its supporters cannot pay it.

        Whoever cannot pay the share gives all, which raises the share of the others,
        until the others can pay it.
        """
        weights, purses = self.market.weights, self.purses
        full = self._with_money(option)
        rest = self.market.costs[option] * self.unit
        live = self.points[option]
        emptied: list[int] = []
        rising = True
        while rising:
            rising = False
            for level, piles in full.items():
                if not live:
                    return None
                share = -(-rest * level // live)
                poor = [pile for pile in piles if purses[pile] < share]
                if poor:
                    rising = True
                    rest -= sum(weights[pile] * purses[pile] for pile in poor)
                    live -= level * sum(weights[pile] for pile in poor)
                    emptied += poor
                    full[level] = [pile for pile in piles if purses[pile] >= share]
        if not live:
            return None
        key = self.market.key(rest, self.unit, live, option)
        return Price(key, rest, live, full, emptied)

    def _with_money(self, option: int) -> Levels:
        """Forget the option's supporters whose purse is empty; return the others."""
        weights, purses = self.market.weights, self.purses
        levels = self.supporters[option]
        for level, piles in levels.items():
            rich = [pile for pile in piles if purses[pile]]
            if len(rich) < len(piles):
                gone = sum(weights[pile] for pile in piles if not purses[pile])
                self.points[option] -= level * gone
                levels[level] = rich
        return dict(levels)

    def _pay(self, option: int, price: Price, tied: tuple[int, ...]) -> None:
        finer = price.live // gcd(price.live, price.rest)
        if finer > 1:
            self.unit *= finer
            self.purses = [purse * finer for purse in self.purses]
        purses = self.purses
        share = price.rest * finer // price.live
        emptied = {pile: purses[pile] for pile in price.emptied}
        for pile in price.emptied:
            purses[pile] = 0
        for level, piles in price.full.items():
            for pile in piles:
                purses[pile] -= share * level
        self.spent += self.market.costs[option]
        self.purchases.append(
            Purchase(option, price.key, tied, share, self.unit, price.full, emptied)
        )
