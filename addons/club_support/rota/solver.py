"""Solve a rota: the best plan level by level, and what is proven of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .forced import check_forced, conflicts
from .greedy import least_loaded
from .levels import levels_of
from .problem import Duty, Problem
from .process import Answer, ask
from .wire import duties_from_json, duties_to_json, problem_to_json

LEAST_LOADED = "least loaded"
THREE = ("coverage", "balance", "comfort")


@dataclass(frozen=True)
class LevelResult:
    """What a level came to, in the units of ``Levels``.

    :ivar bound: no plan that keeps the levels before it is worth less
    :ivar proven: the value is the bound, and the levels before are proven as well
    """

    name: str
    value: int
    bound: int
    proven: bool
    seconds: float = 0.0


@dataclass(frozen=True)
class Plan:
    """A plan with what is known of it.

    :ivar duties: sorted
    :ivar levels: in order; those that were off are left out
    :ivar solver: what found the plan: HiGHS and its version, or "least loaded"
    :ivar end: "done", or why the solver did not end in order: "missing" (highspy is not
        installed), "killed" (out of time) or "crashed"
    """

    duties: tuple[Duty, ...]
    levels: tuple[LevelResult, ...]
    solver: str
    end: str = "done"

    @property
    def proven(self) -> bool:
        """Whether no plan is better at any level."""
        return all(level.proven for level in self.levels)


def solve(
    problem: Problem,
    *,
    time_limit: float,
    debt: bool = True,
    pairs: bool = True,
    start: Iterable[Duty] | None = None,
    on_level: Callable[[LevelResult], None] | None = None,
) -> Plan:
    """Return the best plan found within the time limit.

    Without HiGHS, or when it fails, the plan is that of ``least_loaded``, or the last
    one HiGHS had.

    :param time_limit: seconds; a few more may pass until the process is ended
    :param debt: after comfort, even out the load with last year's debt
    :param pairs: at last, let pairs meet who have not yet served together
    :param start: a plan to begin with, left aside where it breaks a hard rule; of the
        plans that are as good, one near it is found
    :param on_level: called when a level is done
    :raises ForcedError: when the forced duties contradict the hard rules
    """
    check_forced(problem)
    names = level_names(problem) if debt else list(THREE)
    first = _beginning(problem, start)
    answer = ask(
        {
            "task": "solve",
            "problem": problem_to_json(problem),
            "start": duties_to_json(first),
            "near": start is not None,
            "levels": names,
            "pairs": pairs,
        },
        time_limit,
        _reporter(on_level),
    )
    return _plan(problem, answer, first, [*names, "repeated"] if pairs else names)


def level_names(problem: Problem) -> list[str]:
    """Return the levels that are solved exactly: debt only where anybody has some."""
    has_debt = any(who.debt for who in problem.volunteers)
    return [*THREE, "debt"] if has_debt else [*THREE]


def read_steps(steps: Sequence[Sequence[Any]]) -> tuple[LevelResult, ...]:
    """Return the levels that the worker has written."""
    levels: list[LevelResult] = []
    for name, value, bound, seconds in steps:
        proven = value == bound and all(level.proven for level in levels)
        levels.append(LevelResult(name, value, bound, proven, seconds))
    return tuple(levels)


def _beginning(problem: Problem, start: Iterable[Duty] | None) -> tuple[Duty, ...]:
    """Return the plan to begin with, or one made without a solver."""
    plan = set(start or ())
    if plan and problem.forced <= plan and not conflicts(problem, plan):
        return tuple(sorted(plan))
    return tuple(sorted(least_loaded(problem)))


def _reporter(
    on_level: Callable[[LevelResult], None] | None,
) -> Callable[[dict[str, Any]], None]:
    told: list[LevelResult] = []

    def on_line(line: dict[str, Any]) -> None:
        for level in read_steps(line["steps"])[len(told) :]:
            told.append(level)
            if on_level is not None:
                on_level(level)

    return on_line


def _plan(
    problem: Problem, answer: Answer, first: tuple[Duty, ...], names: list[str]
) -> Plan:
    """Return the plan that came back, or the first one; value it again."""
    line = answer.done or answer.last
    duties = duties_from_json(line["duties"]) if line else first
    known = {level.name: level for level in read_steps(line["steps"] if line else ())}
    values = levels_of(problem, duties)._asdict()
    levels: list[LevelResult] = []
    for name in names:
        level = known.get(name, LevelResult(name, 0, 0, False))
        proven = values[name] == level.bound and all(each.proven for each in levels)
        levels.append(replace(level, value=values[name], proven=proven))
    solver = (line or {}).get("solver", LEAST_LOADED)
    return Plan(tuple(sorted(duties)), tuple(levels), solver, answer.end)
