"""From a request to the record of the best plan found for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from .levels import levels_of
from .overrides import usable
from .problem import Duty, Problem
from .record import RULE, Certificate, Proof, to_record
from .solver import LevelResult, Plan, solve
from .wire import (
    duties_from_json,
    duties_to_json,
    problem_from_json,
    problem_to_json,
)

Tell = Callable[[dict[str, Any]], None]


def request_for(
    problem: Problem, seconds: float, known: Iterable[Duty] = ()
) -> dict[str, Any]:
    """Return the request that ``plan`` answers.

    :param seconds: what the solver may take
    :param known: duties that people know of already: of the plans that are as good,
        one near them is wanted, and no pairs are mixed
    """
    return {
        "problem": problem_to_json(problem),
        "seconds": seconds,
        "known": duties_to_json(known),
    }


def plan(request: dict[str, Any], tell: Tell = lambda level: None) -> dict[str, Any]:
    """Return the ``record`` of the best plan, and how the solver ended (``end``).

    :param tell: called with each level that is done: name, value, bound, proven
    """
    started = time.monotonic()
    problem = problem_from_json(request["problem"])

    def on_level(level: LevelResult) -> None:
        tell(
            {
                "name": level.name,
                "value": level.value,
                "bound": level.bound,
                "proven": level.proven,
            }
        )

    known = duties_from_json(request.get("known", []))
    found = solve(
        problem,
        time_limit=request["seconds"],
        start=usable(problem, known) if known else None,
        pairs=not known,
        on_level=on_level,
    )
    seconds = time.monotonic() - started
    return {
        "record": to_record(_certificate(problem, found, seconds)),
        "end": found.end,
    }


def _certificate(problem: Problem, found: Plan, seconds: float) -> Certificate:
    return Certificate(
        problem=problem,
        duties=frozenset(found.duties),
        levels=levels_of(problem, found.duties),
        proofs={level.name: Proof(level.bound, level.proven) for level in found.levels},
        solver=found.solver,
        seconds=seconds,
        shares=RULE,
    )
