"""What the worker's process does: each task reads a request and returns an answer.

Requests and answers are what JSON can hold. ``emit`` sends on what is known so far: it
survives when the process is killed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from . import highs
from .descent import Descent, Step
from .matrix import (
    Goal,
    Matrix,
    Row,
    balance_goal,
    build,
    comfort_goal,
    coverage_goal,
    debt_goal,
    moved_goal,
)
from .pairs import mix
from .problem import Duty, Problem
from .trials import Trials
from .wire import duties_from_json, duties_to_json, problem_from_json

Emit = Callable[[dict[str, Any]], None]

GOALS: dict[str, Callable[[Matrix], Goal]] = {
    "coverage": coverage_goal,
    "balance": balance_goal,
    "comfort": comfort_goal,
    "debt": debt_goal,
}
# Part of the time kept for the search for new pairs.
MIXING = 0.1
# Part of the time that a leap may take: it nearly always ends well.
LEAP = 0.7


def run(request: dict[str, Any], emit: Emit) -> dict[str, Any]:
    """Carry out the task that the request names."""
    task = TASKS[request["task"]]
    return {"solver": highs.NAME, **task(request, emit)}


def _solve(request: dict[str, Any], emit: Emit) -> dict[str, Any]:
    """Bring the levels named to their least, then mix the pairs."""
    clock = time.monotonic()
    problem, start = _read(request)
    seconds = request["seconds"] * (1 - MIXING * request["pairs"])
    matrix = build(problem)
    goals = [GOALS[name](matrix) for name in request["levels"]]
    descent = Descent(matrix, start, start if request.get("near") else None)

    def tell(steps: Sequence[Step]) -> None:
        plan = duties_to_json(descent.plan)
        emit({"solver": highs.NAME, "steps": _steps(steps), "duties": plan})

    steps = descent.leap(goals, LEAP * seconds)
    if steps is None:
        steps = []

        def on_step(step: Step) -> None:
            steps.append(step)
            tell(steps)

        descent.levels(goals, clock + seconds - time.monotonic(), on_step=on_step)
    else:
        tell(steps)
    plan = descent.plan
    if request["pairs"]:
        plan = mix(problem, plan, clock + request["seconds"] - time.monotonic())
    return {"steps": _steps(steps), "duties": duties_to_json(plan)}


def _compare(request: dict[str, Any], emit: Emit) -> dict[str, Any]:
    """Minimise levels until one differs from the values to compare with."""
    clock = time.monotonic()
    problem, start = _read(request)
    matrix = build(problem)
    goals = [GOALS[name](matrix) for name in request["levels"]]
    reference = dict(zip(request["levels"], request["values"], strict=True))
    descent = Descent(matrix, start, duties_from_json(request["before"]))
    steps = descent.leap(goals, LEAP * request["seconds"], reference)
    if steps is None:
        left = clock + request["seconds"] - time.monotonic()
        steps = descent.levels(goals, left, reference)
    return {"steps": _steps(steps), "duties": duties_to_json(descent.plan)}


def _repair(request: dict[str, Any], emit: Emit) -> dict[str, Any]:
    """Change a plan: as little as possible, then a little more if that is fairer."""
    problem, start = _read(request)
    before = duties_from_json(request["before"])
    matrix = build(problem)
    moved = moved_goal(matrix, before)
    fair = [balance_goal(matrix), comfort_goal(matrix)]
    end = time.monotonic() + request["seconds"]
    base = Descent(matrix, start, before)
    first = _either(base, [coverage_goal(matrix), moved, *fair], end)
    options = [{"steps": _steps(first), "duties": duties_to_json(base.plan)}]
    emit({"options": options})
    least = first[1].value
    for extra in request["extra"]:
        wider = build(problem)
        budget = tuple(moved.costs)
        wider.rows.append(Row.ones(None, least + extra, budget))
        other = Descent(wider, base.plan, before)
        goals = [coverage_goal(wider), fair[0], moved, fair[1]]
        steps = _either(other, goals, end)
        options.append({"steps": _steps(steps), "duties": duties_to_json(other.plan)})
        emit({"options": options})
    return {"options": options}


def _train(request: dict[str, Any], emit: Emit) -> dict[str, Any]:
    """Minimise coverage for the team as it is and, by question, with one more skill.

    A question is a list of trials; only its best is of interest. The bound of each is
    quick to have: they are solved in its order, until none left can be better.
    """
    end = time.monotonic() + request["seconds"]
    problem, start = _read(request)
    trials = Trials(problem, start)
    emit({"before": trials.solve(None, end)})
    answers: list[Any] = []
    for question in request["questions"]:
        answers.append(trials.best([tuple(trial) for trial in question], end))
        emit({"before": trials.solve(None, end), "answers": answers})
    return {"before": trials.solve(None, end), "answers": answers}


def _either(descent: Descent, goals: Sequence[Goal], end: float) -> list[Step]:
    left = end - time.monotonic()
    steps = descent.leap(goals, LEAP * left)
    return steps or descent.levels(goals, end - time.monotonic())


def _read(request: dict[str, Any]) -> tuple[Problem, tuple[Duty, ...]]:
    problem = problem_from_json(request["problem"])
    return problem, duties_from_json(request["start"])


def _steps(steps: Sequence[Step]) -> list[list[Any]]:
    return [[step.name, step.value, step.bound, step.seconds] for step in steps]


TASKS: dict[str, Callable[[dict[str, Any], Emit], dict[str, Any]]] = {
    "solve": _solve,
    "compare": _compare,
    "repair": _repair,
    "train": _train,
}
