"""Volunteers who drop out of a plan: repaired, and planned again from scratch."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .plans import TIME_LIMIT, Solved, solve

# isort: split
from rota.problem import Duty
from rota.repair import after_absence, repair

TIMES = 8
WEEKS = 8


@dataclass(frozen=True)
class DropOut:
    """One volunteer absent from a slot on, and what it takes to go on.

    :ivar lost: duties that the volunteer leaves
    :ivar seconds: until the option with the fewest moved duties is there, proven
    :ivar all_seconds: until the fairer ones are there as well
    :ivar moved: duties that get somebody new in that option
    :ivar anew: duties that get somebody new when the rest is planned from scratch
    """

    lost: int
    seconds: float
    all_seconds: float
    moved: int
    anew: int
    proven: bool


def drop_outs(solved: Solved) -> Iterator[DropOut]:
    """Let volunteers drop out of a plan, each alone: half of them for good."""
    random = Random(f"drop-outs of {solved.name}")
    plan = frozenset(solved.plan.duties)
    slots = solved.problem.slots
    for number in range(TIMES):
        lost: frozenset[Duty] = frozenset()
        while not lost:
            start = random.randrange(slots - WEEKS)
            who = random.randrange(len(solved.problem.volunteers))
            absent = range(start, slots if number % 2 else start + WEEKS)
            lost = frozenset(d for d in plan if d.volunteer == who and d.slot in absent)
        yield _drop_out(solved, plan, {who: absent}, len(lost))


def _drop_out(
    solved: Solved, plan: frozenset[Duty], absent: dict[int, range], lost: int
) -> DropOut:
    start = min(slots.start for slots in absent.values())
    clock = time.perf_counter()
    [first] = repair(
        solved.problem, plan, absent, from_slot=start, extra=(), time_limit=TIME_LIMIT
    )
    seconds = time.perf_counter() - clock
    clock = time.perf_counter()
    options = repair(
        solved.problem, plan, absent, from_slot=start, time_limit=TIME_LIMIT
    )
    all_seconds = time.perf_counter() - clock
    left = after_absence(solved.problem, plan, absent, from_slot=start)
    scratch = solve(left, time_limit=TIME_LIMIT, debt=False, pairs=False)
    return DropOut(
        lost=lost,
        seconds=seconds,
        all_seconds=all_seconds,
        moved=len(first.moved),
        anew=len(set(scratch.duties) - plan),
        proven=first.proven and all(option.proven for option in options),
    )
