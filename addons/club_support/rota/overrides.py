"""Duties that somebody decided stand, whatever the rules say about them.

A coordinator may put somebody on duty who is away, or too soon after another duty. The
planner keeps such a duty by letting its volunteer do just that, and no more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from .problem import Duty, Problem, Volunteer


def allow_forced(problem: Problem) -> Problem:
    """Return the problem with its rules widened until its forced duties keep them.

    Two duties of one volunteer in one slot stay impossible.
    """
    own: dict[int, list[Duty]] = defaultdict(list)
    for duty in sorted(problem.forced):
        own[duty.volunteer].append(duty)
    return replace(
        problem,
        volunteers=tuple(
            _allow(who, own[position], problem.reach(position))
            if position in own
            else who
            for position, who in enumerate(problem.volunteers)
        ),
        forbidden=problem.forbidden - problem.forced,
    )


def freeze(problem: Problem, places: Iterable[tuple[int, int]]) -> Problem:
    """Return the problem where nobody but the forced serves in these places.

    :param places: pairs of region and slot
    """
    wanted: dict[int, set[int]] = defaultdict(set)
    for region, slot in places:
        wanted[region].add(slot)
    closed = {
        Duty(region, slot, position)
        for position, who in enumerate(problem.volunteers)
        for region in problem.reach(position)
        for slot in wanted.get(region, set()) & who.available
    }
    return replace(problem, forbidden=problem.forbidden | (closed - problem.forced))


def usable(problem: Problem, duties: Iterable[Duty]) -> frozenset[Duty]:
    """Return as many of these duties as keep every hard rule beside the forced ones.

    What a plan was made for may have changed: somebody left, somebody is away.
    """
    plan = set(problem.forced)
    slots: dict[int, list[int]] = defaultdict(list)
    team: Counter[tuple[int, int]] = Counter()
    for duty in plan:
        slots[duty.volunteer].append(duty.slot)
        team[duty.region, duty.slot] += 1
    for duty in sorted(set(duties) - plan):
        who, own = problem.volunteers[duty.volunteer], slots[duty.volunteer]
        if (
            problem.allows(duty)
            and team[duty.region, duty.slot] < problem.per_slot
            and len(own) < who.max_load
            and all(abs(slot - duty.slot) > who.rest for slot in own)
        ):
            plan.add(duty)
            own.append(duty.slot)
            team[duty.region, duty.slot] += 1
    return frozenset(plan)


def _allow(who: Volunteer, duties: list[Duty], reach: tuple[int, ...]) -> Volunteer:
    slots = sorted(duty.slot for duty in duties)
    free = [later - sooner - 1 for sooner, later in pairwise(slots)]
    beyond = {duty.region for duty in duties} - set(reach)
    return replace(
        who,
        regions=(*who.regions, *sorted(beyond)),
        available=who.available | frozenset(slots),
        max_load=max(who.max_load, len(duties)),
        rest=max(0, min([who.rest, *free])),
    )
