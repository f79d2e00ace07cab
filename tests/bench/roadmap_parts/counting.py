"""The Method of Equal Shares, ours and pabutools', on the committed files."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from . import instances

ADDON = Path(__file__).parents[3] / "addons" / "club_ballot"
TIMES = 5
SIZES = ("450x500", "2000x1000")


@dataclass(frozen=True)
class Counted:
    """Seconds for one file: the whole count of a round, and the plain rule alone."""

    whole: float
    plain: float
    pabutools: float

    @property
    def ratio(self) -> float:
        """Our time ÷ pabutools', for the plain rule."""
        return self.plain / self.pabutools


def count(name: str) -> Counted:
    """Count a committed file, the fastest of five times each.

    *whole* is what a round costs: reading the file, equal shares with add-one, then
    completion by votes. *plain* is the rule that pabutools has as well: equal shares
    by cost, without completion, on votes that both have read before. Both are exact.

    :raises SystemExit: pabutools finds another list
    """
    sys.path.insert(0, str(ADDON))
    from tally.count import count as count_file
    from tally.pabulib_read import read_pabulib
    from tally.shares import SharesRule, equal_shares

    text = instances.read(name)
    rule = SharesRule("cost", add_one=False, by_votes=False)
    whole, plain, theirs = [], [], []
    for _time in range(TIMES):
        start = time.perf_counter()
        count_file(read_pabulib(text))
        whole.append(time.perf_counter() - start)
        # Read anew: an election remembers its ballots piled up.
        election = read_pabulib(text).election
        start = time.perf_counter()
        bought = equal_shares(election, rule).winners
        plain.append(time.perf_counter() - start)
        other = _Pabutools(election)
        start = time.perf_counter()
        found = other.equal_shares()
        theirs.append(time.perf_counter() - start)
        if found != list(bought):
            raise SystemExit(f"{name}: pabutools finds another list.")
    return Counted(min(whole), min(plain), min(theirs))


class _Pabutools:
    """The same votes as pabutools holds them, with our order among equals."""

    def __init__(self, election: Any) -> None:
        # A solver under a proprietary licence, imported for rules not compared here.
        sys.modules.setdefault("gurobipy", ModuleType("gurobipy"))
        from pabutools import election as theirs
        from pabutools.tiebreaking import TieBreakingRule
        from tally.draw import tie_order

        projects = {
            option.id: theirs.Project(option.id, option.cost)
            for option in election.options
        }
        place = {
            key: number
            for number, key in enumerate(tie_order(election.by_id, election.votes, ""))
        }
        self.ties = TieBreakingRule(lambda _instance, _profile, p: place[p.name])
        self.satisfaction = theirs.Cost_Sat
        self.instance = theirs.Instance(projects.values(), budget_limit=election.budget)
        self.profile = theirs.ApprovalProfile(
            theirs.ApprovalBallot(projects[key] for key in ballot.marks)
            for ballot in election.ballots
        )

    def equal_shares(self) -> list[str]:
        """Return what is bought, in order."""
        from pabutools.rules import method_of_equal_shares

        chosen = method_of_equal_shares(
            self.instance,
            self.profile,
            sat_class=self.satisfaction,
            tie_breaking=self.ties,
        )
        return [project.name for project in chosen]
