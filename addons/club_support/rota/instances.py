"""Read and write the JSON instances that solvers of this rota are measured on.

An instance has one home region and at most one skill per volunteer, regions in a ring
and one rest for all; fair shares are duties with two decimals.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .problem import UNIT, Problem, Volunteer

SKILL = "skilled"
RING = "ring: r-1 and r+1 modulo regions"


class InstanceError(ValueError):
    """The text is no instance, or the problem has no such text."""


@dataclass(frozen=True)
class Optimum:
    """The proven value of each level, in the units of ``Levels``."""

    coverage: int
    balance: int
    comfort: int


@dataclass(frozen=True)
class Instance:
    """A problem and, where known, the values no plan can be better than."""

    problem: Problem
    optimum: Optimum | None = None


def read_instance(text: str) -> Instance:
    """Return the instance in this JSON text.

    :raises InstanceError: when a field is missing or has another type
    """
    try:
        data = json.loads(text)
        problem = _read_problem(data)
        return Instance(problem, _read_optimum(data.get("optimum")))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InstanceError(f"not an instance: {error!r}") from error


def write_instance(instance: Instance) -> str:
    """Return the JSON text of this instance.

    :raises InstanceError: when the format cannot say all of the problem
    """
    problem = instance.problem
    if any(not who.regions for who in problem.volunteers):
        raise InstanceError("each volunteer needs a home region")
    rests = {who.rest for who in problem.volunteers} or {0}
    data: dict[str, Any] = {
        "regions": len(problem.regions),
        "slots": problem.slots,
        "rest": min(rests),
        "per_slot": problem.per_slot,
        "skill_per_pair": int(any(problem.required)),
        "neighbours": RING,
        "volunteers": [_write_volunteer(who) for who in problem.volunteers],
    }
    if instance.optimum is not None:
        data["optimum"] = _write_optimum(instance.optimum)
    if _read_problem(data) != problem:
        raise InstanceError("the problem has more in it than an instance can say")
    return json.dumps(data, separators=(",", ":"))


def ring(regions: int) -> tuple[frozenset[int], ...]:
    """Return the neighbours of each region when they stand in a circle."""
    return tuple(
        frozenset({(region - 1) % regions, (region + 1) % regions} - {region})
        for region in range(regions)
    )


def _read_problem(data: dict[str, Any]) -> Problem:
    if data["neighbours"] != RING:
        raise InstanceError(f"unknown neighbours: {data['neighbours']}")
    regions = int(data["regions"])
    required = (SKILL,) if data["skill_per_pair"] else ()
    return Problem(
        regions=tuple(str(region) for region in range(regions)),
        slots=int(data["slots"]),
        per_slot=int(data["per_slot"]),
        required=(required,) * regions,
        neighbours=ring(regions),
        volunteers=tuple(
            _read_volunteer(who, int(data["rest"])) for who in data["volunteers"]
        ),
    )


def _read_volunteer(data: dict[str, Any], rest: int) -> Volunteer:
    return Volunteer(
        key=str(data["id"]),
        regions=(int(data["region"]),),
        available=frozenset(data["available"]),
        skills=frozenset({SKILL} if data["skilled"] else ()),
        max_load=int(data["max_load"]),
        rest=rest,
        disliked=frozenset(data["disliked"]),
        helps_neighbours=bool(data["helps_neighbours"]),
        share=round(UNIT * data["fair_share"]),
    )


def _write_volunteer(who: Volunteer) -> dict[str, Any]:
    return {
        "id": int(who.key) if who.key.isdecimal() else who.key,
        "region": who.regions[0],
        "available": sorted(who.available),
        "skilled": SKILL in who.skills,
        "max_load": who.max_load,
        "disliked": sorted(who.disliked),
        "helps_neighbours": who.helps_neighbours,
        "fair_share": who.share / UNIT,
    }


def _read_optimum(data: dict[str, Any] | None) -> Optimum | None:
    if data is None:
        return None
    return Optimum(
        coverage=int(data["coverage_cost"]),
        balance=round(UNIT * UNIT * data["sum_sq"]),
        comfort=int(data["soft_cost"]),
    )


def _write_optimum(optimum: Optimum) -> dict[str, Any]:
    return {
        "coverage_cost": optimum.coverage,
        "sum_sq": optimum.balance / UNIT**2,
        "soft_cost": optimum.comfort,
    }
