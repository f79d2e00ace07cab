"""What a plan is worth: five whole numbers, compared in this order, less is better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from .problem import UNIT, Duty, Problem

UNCOVERED = 10
UNSKILLED = 1
DISLIKED = 1
AWAY = 4


class Levels(NamedTuple):
    """Values of a plan; two plans compare as tuples.

    :ivar coverage: 10 for each duty nobody has, 1 for each required skill that nobody
        on duty has in a region and slot
    :ivar balance: Σ (load − share)² over all volunteers, in 1/10,000 of a duty²
    :ivar comfort: 1 for each duty in a disliked slot, 4 for each duty away
    :ivar debt: Σ (load − share + debt)², in 1/10,000 of a duty²
    :ivar repeated: times that two volunteers are on duty together who had already
        served together, before the plan or earlier in it
    """

    coverage: int
    balance: int
    comfort: int
    debt: int
    repeated: int


def levels_of(problem: Problem, duties: Iterable[Duty]) -> Levels:
    """Return the values of a plan, whether or not it keeps the hard rules."""
    plan = sorted(set(duties))
    teams = teams_of(plan)
    loads = loads_of(problem, plan)
    gaps = [
        UNIT * load - who.share
        for load, who in zip(loads, problem.volunteers, strict=True)
    ]
    owed = [gap + who.debt for gap, who in zip(gaps, problem.volunteers, strict=True)]
    return Levels(
        coverage=_coverage(problem, teams),
        balance=sum(gap * gap for gap in gaps),
        comfort=sum(discomfort(problem, duty) for duty in plan),
        debt=sum(gap * gap for gap in owed),
        repeated=_repeated(problem, teams),
    )


def teams_of(duties: Iterable[Duty]) -> dict[tuple[int, int], tuple[int, ...]]:
    """Return who is on duty in each (region, slot) that has somebody."""
    teams: dict[tuple[int, int], tuple[int, ...]] = {}
    for duty in sorted(set(duties)):
        place = (duty.region, duty.slot)
        teams[place] = (*teams.get(place, ()), duty.volunteer)
    return teams


def loads_of(problem: Problem, duties: Iterable[Duty]) -> tuple[int, ...]:
    """Return the number of duties of each volunteer."""
    counts = Counter(duty.volunteer for duty in set(duties))
    return tuple(counts[position] for position in range(len(problem.volunteers)))


def missing(problem: Problem, region: int, team: Iterable[int]) -> tuple[int, set[str]]:
    """Return how many persons this team lacks, and the required skills it lacks."""
    members = tuple(team)
    has = {skill for who in members for skill in problem.volunteers[who].skills}
    persons = max(0, problem.per_slot - len(members))
    return persons, set(problem.required[region]) - has


def discomfort(problem: Problem, duty: Duty) -> int:
    """Return what this duty adds to the level of comfort."""
    disliked = duty.slot in problem.volunteers[duty.volunteer].disliked
    return DISLIKED * disliked + AWAY * problem.is_away(duty)


def _coverage(problem: Problem, teams: dict[tuple[int, int], tuple[int, ...]]) -> int:
    cost = 0
    for region in range(len(problem.regions)):
        for slot in range(problem.slots):
            persons, skills = missing(problem, region, teams.get((region, slot), ()))
            cost += UNCOVERED * persons + UNSKILLED * len(skills)
    return cost


def _repeated(problem: Problem, teams: dict[tuple[int, int], tuple[int, ...]]) -> int:
    meetings = Counter(
        pair for team in teams.values() for pair in combinations(sorted(team), 2)
    )
    first_times = sum(pair not in problem.served_together for pair in meetings)
    return sum(meetings.values()) - first_times
