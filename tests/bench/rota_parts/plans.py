"""The instances solved exactly, and the same by taking turns."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
# A pure package is found from inside its addon, as a package of its own.
sys.path.insert(0, str(ROOT / "addons" / "club_support"))

from rota.greedy import longest_idle, round_robin  # noqa: E402
from rota.instances import Instance, Optimum, read_instance  # noqa: E402
from rota.levels import loads_of  # noqa: E402
from rota.problem import UNIT, Duty, Problem  # noqa: E402
from rota.solver import Plan, solve  # noqa: E402

TIME_LIMIT = 600
SMALL = ("8x15_1", "8x15_2", "8x15_3")
LARGE = "30x20_1"
TURNS: dict[str, Callable[[Problem], frozenset[Duty]]] = {
    "round_robin": round_robin,
    "longest_idle": longest_idle,
}


@dataclass(frozen=True)
class Figure:
    """What a plan leaves undone, and how far loads are from shares.

    :ivar range: largest load − share less the smallest, in duties
    """

    uncovered: int
    range: float


@dataclass(frozen=True)
class Solved:
    """An instance, its plan, and the seconds from the problem to the plan."""

    name: str
    problem: Problem
    optimum: Optimum
    plan: Plan
    seconds: float

    @property
    def not_proven(self) -> int:
        """Levels of which more time could change the value, or the word on it."""
        return 3 - sum(level.proven for level in self.plan.levels)

    @property
    def above_optimum(self) -> int:
        """Levels that are worth more than the listed optimum."""
        return sum(
            level.value > getattr(self.optimum, level.name)
            for level in self.plan.levels
        )


def read(name: str) -> Instance:
    """Return a committed instance with its optimum."""
    return read_instance(
        (ROOT / "tests" / "data" / "rota" / f"{name}.json").read_text()
    )


def solve_instance(name: str) -> Solved:
    """Solve an instance as a user would wait for it, its process included."""
    case = read(name)
    if case.optimum is None:
        raise SystemExit(f"{name} lists no optimum")
    start = time.perf_counter()
    plan = solve(case.problem, time_limit=TIME_LIMIT, debt=False, pairs=False)
    seconds = time.perf_counter() - start
    return Solved(name, case.problem, case.optimum, plan, seconds)


def figure(problem: Problem, duties: Collection[Duty]) -> Figure:
    """Return what people ask of a plan first."""
    wanted = len(problem.regions) * problem.slots * problem.per_slot
    gaps = [
        UNIT * load - who.share
        for load, who in zip(loads_of(problem, duties), problem.volunteers, strict=True)
    ]
    return Figure(wanted - len(duties), (max(gaps) - min(gaps)) / UNIT)
