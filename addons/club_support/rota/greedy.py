"""Plans made without a solver: one good enough to live with, two to compare with.

All keep every hard rule (a forced duty is in the plan whatever it breaks) and depend
on nothing but the problem.
"""

from __future__ import annotations

from .draft import Draft, Place
from .levels import discomfort
from .polish import exchange, fill_gaps, hand_over
from .problem import UNIT, Duty, Problem

# A duty away weighs as much as being one duty above one's share.
DISCOMFORT_WEIGHT = UNIT // 4


def least_loaded(problem: Problem) -> frozenset[Duty]:
    """Return a plan made by taking who is furthest under their share.

    The (region, slot) pairs with the fewest candidates are decided first; a required
    skill that is missing comes before the share. Then gaps are filled by moving other
    duties, and duties handed to whoever they burden less, while that helps.
    """
    draft = Draft(problem)
    places = [(_hardness(draft, place), place) for place in draft.teams]
    for _hardness_of, place in sorted(places):
        while options := draft.options(place):
            draft.add(min(options, key=lambda duty: _burden(draft, duty)))
    fill_gaps(draft)
    hand_over(draft)
    exchange(draft)
    return draft.duties


def round_robin(problem: Problem) -> frozenset[Duty]:
    """Return the plan of taking turns: in each region, the next in the list who can.

    Only a region's own volunteers take turns; skills, shares and dislikes are not
    looked at.
    """
    draft = Draft(problem)
    turn = [0] * len(problem.regions)
    count = len(problem.volunteers)
    for place in draft.teams:
        region = place[0]
        while options := _own(draft, place):
            duty = min(
                options, key=lambda duty: (duty.volunteer - turn[duty.region]) % count
            )
            draft.add(duty)
            turn[region] = duty.volunteer + 1
    return draft.duties


def longest_idle(problem: Problem) -> frozenset[Duty]:
    """Return the plan of taking, in each region, who has been free the longest.

    Only a region's own volunteers are taken; skills, shares and dislikes are not
    looked at.
    """
    draft = Draft(problem)
    for place in draft.teams:
        while options := _own(draft, place):
            draft.add(min(options, key=lambda duty: _last_slot(draft, duty)))
    return draft.duties


def _hardness(draft: Draft, place: Place) -> tuple[int, int, int, int]:
    """Return a key that is smaller the fewer can serve here."""
    region, slot = place
    able = [
        draft.problem.volunteers[duty.volunteer] for duty in draft.candidates(place)
    ]
    skilled = [
        sum(skill in who.skills for who in able)
        for skill in draft.problem.required[region]
    ]
    return min(skilled, default=len(able)), len(able), slot, region


def _burden(draft: Draft, duty: Duty) -> tuple[int, int, int, int]:
    """Return a key that is smaller the better this duty suits the plan."""
    who = draft.problem.volunteers[duty.volunteer]
    _persons, wanted = draft.lacks((duty.region, duty.slot))
    gap = draft.gap(duty.volunteer)
    return (
        -len(wanted & who.skills),
        gap + DISCOMFORT_WEIGHT * discomfort(draft.problem, duty),
        gap + who.debt,
        duty.volunteer,
    )


def _own(draft: Draft, place: Place) -> list[Duty]:
    return [duty for duty in draft.options(place) if not draft.problem.is_away(duty)]


def _last_slot(draft: Draft, duty: Duty) -> tuple[int, int]:
    before = [slot for slot in draft.served[duty.volunteer] if slot < duty.slot]
    return max(before, default=-1), duty.volunteer
