"""Duties that must be in a plan: do they break its hard rules by themselves?

When they do not, they are a plan, and so there is always one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import pairwise
from typing import NamedTuple

from .problem import Duty, Problem


class Conflict(NamedTuple):
    """A hard rule, and the duties that cannot all be in a plan that keeps it.

    :ivar rule: one of the checker's codes: "unavailable", "out_of_reach", "forbidden"
        (of one duty), "crowded", "two_at_once", "rest", "overload"
    """

    rule: str
    duties: tuple[Duty, ...]


class ForcedError(ValueError):
    """The forced duties contradict a hard rule: no plan can have them all.

    :ivar conflicts: what has to be given up, at least one duty of each
    """

    def __init__(self, problem: Problem, conflicts: Iterable[Conflict]) -> None:
        """Name the duties in the words of the problem."""
        self.conflicts = tuple(conflicts)
        super().__init__(
            "forced duties contradict each other or a rule: "
            + "; ".join(_name(problem, conflict) for conflict in self.conflicts)
        )


def check_forced(problem: Problem) -> None:
    """Refuse forced duties that no plan can have.

    :raises ForcedError: naming the rules and the duties
    """
    if found := conflicts(problem, problem.forced):
        raise ForcedError(problem, found)


def conflicts(problem: Problem, duties: Iterable[Duty]) -> list[Conflict]:
    """Return where these duties break the hard rules, whatever else is in the plan."""
    plan = sorted(set(duties))
    found = [
        Conflict(rule, (duty,)) for duty in plan if (rule := _alone(problem, duty))
    ]
    for team in _groups(plan, lambda duty: (duty.region, duty.slot)):
        if len(team) > problem.per_slot:
            found.append(Conflict("crowded", team))
    for own in _groups(plan, lambda duty: duty.volunteer):
        found += _year(problem, sorted(own, key=lambda duty: duty.slot))
    return found


def _alone(problem: Problem, duty: Duty) -> str:
    """Return the rule that this duty breaks whatever else is in the plan, or ""."""
    if problem.allows(duty):
        return ""
    if duty in problem.forbidden:
        return "forbidden"
    if duty.region not in problem.reach(duty.volunteer):
        return "out_of_reach"
    return "unavailable"


def _year(problem: Problem, own: list[Duty]) -> list[Conflict]:
    """Return where one volunteer's duties, in time, leave no rest or are too many."""
    who = problem.volunteers[own[0].volunteer]
    found = [
        Conflict("rest" if one.slot < two.slot else "two_at_once", (one, two))
        for one, two in pairwise(own)
        if two.slot - one.slot <= who.rest
    ]
    if len(own) > who.max_load:
        found.append(Conflict("overload", tuple(own)))
    return found


def _groups(
    duties: Iterable[Duty], key: Callable[[Duty], Hashable]
) -> list[tuple[Duty, ...]]:
    groups: dict[Hashable, list[Duty]] = defaultdict(list)
    for duty in duties:
        groups[key(duty)].append(duty)
    return [tuple(group) for group in groups.values()]


def _name(problem: Problem, conflict: Conflict) -> str:
    duties = ", ".join(
        f"{problem.volunteers[duty.volunteer].key} in {problem.regions[duty.region]},"
        f" slot {duty.slot}"
        for duty in conflict.duties
    )
    return f"{conflict.rule} ({duties})"
