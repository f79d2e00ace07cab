"""What a plan would still lack with one more volunteer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .forced import conflicts
from .greedy import least_loaded
from .levels import UNCOVERED, UNSKILLED
from .problem import Duty, Problem, Volunteer
from .process import ask
from .training import Coverage, gaps
from .wire import duties_from_json, duties_to_json, problem_to_json

NEWCOMER = "newcomer"


@dataclass(frozen=True)
class Recruit:
    """Somebody who is not there yet, and what the best plan lacks with them.

    :ivar before: what the best plan lacks as the team is
    :ivar proven: neither can be better
    """

    newcomer: Volunteer
    before: Coverage
    after: Coverage
    proven: bool

    @property
    def closed(self) -> int:
        """How much the level of coverage gains, a person weighing ten skills."""
        return _worth(self.before) - _worth(self.after)


def newcomers(
    problem: Problem,
    duties: Iterable[Duty],
    *,
    from_slot: int = 0,
    max_load: int,
    rest: int,
) -> list[Volunteer]:
    """Return, for each region that lacks something, somebody who brings what it lacks.

    Regions that lack more come first.

    :param from_slot: what is before this slot has happened
    :param max_load: most duties that a newcomer may be asked for
    :param rest: slots that a newcomer has free after a duty
    """
    lacks: dict[int, int] = {}
    skills: dict[int, set[str]] = {}
    for gap in gaps(problem, duties):
        if gap.slot >= from_slot:
            worth = UNCOVERED * gap.persons + UNSKILLED * len(gap.skills)
            lacks[gap.region] = lacks.get(gap.region, 0) + worth
            skills.setdefault(gap.region, set()).update(gap.skills)
    return [
        Volunteer(
            key=NEWCOMER,
            regions=(region,),
            available=frozenset(range(from_slot, problem.slots)),
            skills=frozenset(skills[region]),
            max_load=max_load,
            rest=rest,
        )
        for region in sorted(lacks, key=lambda each: (-lacks[each], each))
    ]


def recruit(
    problem: Problem,
    duties: Iterable[Duty],
    asked: Sequence[Volunteer],
    *,
    time_limit: float = 10.0,
) -> list[Recruit]:
    """Return what each of these newcomers alone would change, most first.

    Only coverage is solved; without a solver there is no answer.

    :param duties: a plan to begin with
    :param time_limit: seconds, for all together
    """
    if not asked:
        return []
    each = time_limit / (len(asked) + 1)
    start = beginning(problem, duties)
    before = _best(problem, start, each)
    if before is None:
        return []
    found = []
    for newcomer in asked:
        wider = replace(problem, volunteers=(*problem.volunteers, newcomer))
        after = _best(wider, start, each)
        if after is not None:
            proven = before[1] and after[1]
            found.append(Recruit(newcomer, before[0], after[0], proven))
    return sorted(found, key=lambda one: -one.closed)


def beginning(problem: Problem, duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Return the plan where it keeps the rules, else one that does."""
    plan = tuple(sorted({*duties, *problem.forced}))
    if conflicts(problem, plan):
        plan = tuple(sorted(least_loaded(problem)))
    return plan


def _best(
    problem: Problem, start: tuple[Duty, ...], seconds: float
) -> tuple[Coverage, bool] | None:
    request: dict[str, Any] = {
        "task": "solve",
        "problem": problem_to_json(problem),
        "start": duties_to_json(start),
        "near": False,
        "levels": ["coverage"],
        "pairs": False,
    }
    answer = ask(request, seconds)
    line = answer.done or answer.last
    if not line:
        return None
    left = gaps(problem, duties_from_json(line["duties"]))
    lacking = Coverage(
        sum(gap.persons for gap in left), sum(len(gap.skills) for gap in left)
    )
    return lacking, all(value == bound for _name, value, bound, _s in line["steps"])


def _worth(coverage: Coverage) -> int:
    return UNCOVERED * coverage.persons + UNSKILLED * coverage.skills
