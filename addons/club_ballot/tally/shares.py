"""The Method of Equal Shares, with weights and its completions.

Source: Peters, Pierczyński and Skowron, *Proportional Participatory Budgeting with
Additive Utilities*, NeurIPS 2021; https://equalshares.net. Voter i of weight wᵢ
begins with bᵢ = wᵢ·B/W (W: weight of all ballots, empty ones too). Of the options
whose supporters can pay, the one of the least rho with Σᵢ min(bᵢ, rho·wᵢ·uᵢ) = cost is
bought; its supporters are charged, and so on until nobody can pay for anything. Equal
rho: the written order of ``draw.py``.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from .ballots import ONE, ZERO, Election
from .draw import tie_order
from .errors import TallyError
from .greedy import by_votes, spent
from .outcome import Verdict
from .shares_market import Market, Utility
from .shares_outcome import Increase, Round, SharesOutcome, paid
from .shares_run import Purchase, Run


@dataclass(frozen=True)
class SharesRule:
    """How the shares are counted.

    :param utility: what an option is worth to a supporter: its ``cost``, 1
        (``cardinality``) or the ``points`` given
    :param add_one: whether every purse is then raised by ``step``, again and again,
        until the purchases would cost more than the budget; the last that fit stand
    :param step: for a voter of weight 1, in the budget's unit
    :param by_votes: whether what is left then goes by votes (utilitarian completion)
    """

    utility: Utility = "cost"
    add_one: bool = True
    step: Fraction = ONE
    by_votes: bool = True


def equal_shares(
    election: Election, rule: SharesRule | None = None, seed: str = ""
) -> SharesOutcome:
    """Count by the Method of Equal Shares (module's docstring).

    Add-one goes on after a list to which nothing more could be added, and so differs
    from rules that stop at the first one.

    :raises TallyError: ``no_step`` (zero or under), ``negative_points``
    """
    rule = rule or SharesRule()
    if rule.step <= 0:
        raise TallyError("no_step", step=rule.step)
    if not election.ballots:
        empty = by_votes(election, (), ZERO, seed)
        return SharesOutcome("equalshares", (), empty, election.votes)
    order = tie_order(election.by_id, election.votes, seed)
    market = Market(election, rule.utility, order)
    count = _Count(election, market, order)
    count.raise_purses(rule.step if rule.add_one else None)
    return count.outcome(rule.by_votes, seed)


@dataclass
class _Count:
    election: Election
    market: Market
    order: list[str]
    increases: list[Increase] = field(default_factory=list)

    def raise_purses(self, step: Fraction | None) -> None:
        """Run with the budget's endowment, then with more while it fits."""
        self.endowment = self.election.budget / self.election.weight
        self.run, _ = self._try(self.endowment)
        supported = sum(1 for points in self.market.points if points)
        while step and len(self.run.purchases) < supported:
            endowment = self._next(step)
            run, fits = self._try(endowment)
            if not fits:
                self._stand_at(endowment - step)
                return
            self.run, self.endowment = run, endowment

    def _stand_at(self, endowment: Fraction) -> None:
        """Count with the last endowment that fits, also where steps were skipped."""
        if endowment > self.endowment:
            self.endowment = endowment
            self.run = Run(self.market, endowment)
            self.run.finish(self._budget)

    @property
    def _budget(self) -> int:
        """The budget in the market's parts, rounded down: costs are whole."""
        return int(self.election.budget * self.market.money * self.market.scale)

    def _try(self, endowment: Fraction) -> tuple[Run, bool]:
        run = Run(self.market, endowment)
        fits = run.finish(self._budget)
        bought = tuple(self.order[each.option] for each in run.purchases)
        if not self.increases or {*self.increases[-1].bought} != {*bought}:
            cost = Fraction(run.spent, self.market.money * self.market.scale)
            self.increases.append(Increase(endowment, bought, cost, fits))
        return run, fits

    def _next(self, step: Fraction) -> Fraction:
        """Return the next endowment at which something else may be bought.

        One step more; but where every payer had enough and nobody could ever pay for
        the others, the same is bought until somebody can: these steps are skipped.
        """
        bought = {each.option for each in self.run.purchases}
        needed = self.market.needed.items()
        least = min(need for option, need in needed if option not in bought)
        scarce = any(each.emptied for each in self.run.purchases)
        if scarce or least <= self.endowment:
            return self.endowment + step
        steps = -((self.endowment - least) // step)
        return self.endowment + step * steps

    def outcome(self, complete: bool, seed: str) -> SharesOutcome:
        """Return the result of the last run that fits, completed by votes or not."""
        rounds = tuple(self._round(each) for each in self.run.purchases)
        bought = tuple(each.option for each in rounds)
        cost = spent(self.election, bought)
        left = self.election.budget - cost
        others = by_votes(self.election, bought, left, seed)
        if not complete:
            others = tuple(self._unpaid(each) for each in others)
        completed = tuple(each.option for each in others if each.chosen)
        return SharesOutcome(
            "equalshares",
            bought + completed,
            tuple(paid(self.election, each) for each in rounds) + others,
            self.election.votes,
            endowment=self.endowment,
            rounds=rounds,
            increases=tuple(self.increases),
            completed=completed,
            spent=cost + spent(self.election, completed),
        )

    def _round(self, each: Purchase) -> Round:
        whole = each.unit * self.market.money
        payments = {pile: Fraction(left, whole) for pile, left in each.emptied.items()}
        for level, piles in each.full.items():
            payments |= dict.fromkeys(piles, Fraction(each.share * level, whole))
        tied = tuple(self.order[option] for option in each.tied)
        rho = self.market.rho(each.option, each.key)
        emptied = frozenset(each.emptied)
        return Round(self.order[each.option], rho, tied, payments, emptied)

    def _unpaid(self, verdict: Verdict) -> Verdict:
        """Say what an option's supporters have left instead of what votes would do."""
        if verdict.code == "no_votes":
            return verdict
        parts = self.run.unit * self.market.money * self.market.scale
        left = Fraction(self.run.left_for(self.order.index(verdict.option)), parts)
        figures = {**verdict.figures, "left": left}
        return Verdict(verdict.option, False, "unpaid", figures)
