"""Problems and plans as JSON: stored beside a plan, sent to the solver's process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .problem import Duty, Problem, Volunteer


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Return all of the problem in types that JSON knows, always in the same order."""
    return {
        "regions": list(problem.regions),
        "slots": problem.slots,
        "per_slot": problem.per_slot,
        "required": [list(skills) for skills in problem.required],
        "neighbours": [sorted(near) for near in problem.neighbours],
        "volunteers": [_volunteer_to_json(who) for who in problem.volunteers],
        "forced": duties_to_json(problem.forced),
        "forbidden": duties_to_json(problem.forbidden),
        "served_together": [list(pair) for pair in sorted(problem.served_together)],
    }


def problem_from_json(data: Mapping[str, Any]) -> Problem:
    """Return the problem that ``problem_to_json`` has written."""
    return Problem(
        regions=tuple(data["regions"]),
        slots=data["slots"],
        per_slot=data["per_slot"],
        required=tuple(tuple(skills) for skills in data["required"]),
        neighbours=tuple(frozenset(near) for near in data["neighbours"]),
        volunteers=tuple(_volunteer_from_json(who) for who in data["volunteers"]),
        forced=frozenset(duties_from_json(data["forced"])),
        forbidden=frozenset(duties_from_json(data["forbidden"])),
        served_together=frozenset((one, two) for one, two in data["served_together"]),
    )


def duties_to_json(duties: Iterable[Duty]) -> list[list[int]]:
    """Return sorted triples: region, slot, volunteer."""
    return [[duty.region, duty.slot, duty.volunteer] for duty in sorted(duties)]


def duties_from_json(data: Iterable[Sequence[int]]) -> tuple[Duty, ...]:
    """Return the duties, in the order written."""
    return tuple(Duty(*duty) for duty in data)


def _volunteer_to_json(who: Volunteer) -> dict[str, Any]:
    return {
        "key": who.key,
        "regions": list(who.regions),
        "available": sorted(who.available),
        "skills": sorted(who.skills),
        "max_load": who.max_load,
        "rest": who.rest,
        "disliked": sorted(who.disliked),
        "helps_neighbours": who.helps_neighbours,
        "beside": sorted(who.beside),
        "share": who.share,
        "debt": who.debt,
    }


def _volunteer_from_json(data: Mapping[str, Any]) -> Volunteer:
    return Volunteer(
        key=data["key"],
        regions=tuple(data["regions"]),
        available=frozenset(data["available"]),
        skills=frozenset(data["skills"]),
        max_load=data["max_load"],
        rest=data["rest"],
        disliked=frozenset(data["disliked"]),
        helps_neighbours=data["helps_neighbours"],
        beside=frozenset(data["beside"]),
        share=data["share"],
        debt=data["debt"],
    )
