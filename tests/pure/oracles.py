"""Other people's programs that count the same, for comparison only.

abcvoting and pabutools import gurobipy, a solver under a proprietary licence, for
rules that we do not compare: an empty module does.
"""

import sys
from fractions import Fraction
from types import ModuleType

sys.modules.setdefault("gurobipy", ModuleType("gurobipy"))

from abcvoting import abcrules, scores  # noqa: E402
from abcvoting.preferences import Profile  # noqa: E402
from pabutools.election import (  # noqa: E402
    Additive_Cardinal_Sat,
    ApprovalBallot,
    ApprovalProfile,
    CardinalBallot,
    Cardinality_Sat,
    CardinalProfile,
    Cost_Sat,
    Instance,
    Project,
    parse_pabulib,  # noqa: F401
)
from pabutools.rules import greedy_utilitarian_welfare  # noqa: E402
from pabutools.rules import method_of_equal_shares as _mes  # noqa: E402
from pabutools.tiebreaking import TieBreakingRule  # noqa: E402
from tally.draw import tie_order  # noqa: E402

SATISFACTIONS = {
    "cost": Cost_Sat,
    "cardinality": Cardinality_Sat,
    "points": Additive_Cardinal_Sat,
}


class Pabutools:
    """An election of ours as pabutools sees it, with our order among equals."""

    def __init__(self, election, utility):
        self.utility = utility
        self.projects = {
            option.id: Project(option.id, option.cost) for option in election.options
        }
        self.voters = len(election.ballots)
        order = tie_order(election.by_id, election.votes, "")
        self.ties = TieBreakingRule(lambda _, __, each: order.index(each.name))
        self.budget = election.budget
        self.profile = self._profile(election)

    def _profile(self, election):
        if self.utility == "points":
            return CardinalProfile(
                CardinalBallot(
                    {self.projects[key]: points for key, points in each.marks.items()}
                )
                for each in election.ballots
            )
        return ApprovalProfile(
            ApprovalBallot(self.projects[key] for key in each.marks)
            for each in election.ballots
        )

    def equal_shares(self, endowment=None):
        """Return what is bought, in order, with so much for everybody."""
        budget = self.budget if endowment is None else endowment * self.voters
        instance = Instance(self.projects.values(), budget_limit=budget)
        chosen = _mes(
            instance,
            self.profile,
            sat_class=SATISFACTIONS[self.utility],
            tie_breaking=self.ties,
        )
        return [project.name for project in chosen]

    def add_one(self, step=1):
        """Repeat our rule of add-one, which pabutools does not have, by its shares."""
        endowment = Fraction(self.budget) / self.voters
        kept = self.equal_shares(endowment)
        supported = {each.name for ballot in self.profile for each in ballot}
        while set(kept) < supported:
            endowment += step
            more = self.equal_shares(endowment)
            if sum(self.projects[key].cost for key in more) > self.budget:
                break
            kept = more
        return kept

    def greedy(self):
        """Return what greedy by votes takes."""
        instance = Instance(self.projects.values(), budget_limit=self.budget)
        chosen = greedy_utilitarian_welfare(
            instance, self.profile, sat_class=Cost_Sat, tie_breaking=self.ties
        )
        return [project.name for project in chosen]


def abc_profile(election):
    """Return the election as abcvoting sees it, and its candidates' numbers."""
    numbers = {option.id: each for each, option in enumerate(election.options)}
    profile = Profile(len(numbers))
    for ballot in election.ballots:
        profile.add_voter([numbers[key] for key in ballot.marks])
    return profile, numbers


def abc_equal_shares(election, seats):
    """Return all committees that tied prices and abcvoting's completion allow."""
    profile, numbers = abc_profile(election)
    ids = list(numbers)
    found = abcrules.compute_equal_shares(
        profile, seats, algorithm="standard-fractions", resolute=False
    )
    return [{ids[each] for each in chosen} for chosen in found]


def abc_pav_score(election, chosen):
    """Return a committee's PAV score."""
    profile, numbers = abc_profile(election)
    return scores.thiele_score("pav", profile, [numbers[key] for key in chosen])
