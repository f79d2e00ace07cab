"""Make a draft better by small moves: fill what is open, hand over, exchange."""

from __future__ import annotations

from .draft import Draft, Place
from .levels import UNCOVERED, UNSKILLED, discomfort
from .problem import UNIT, Duty

# Rounds of handing over: on the largest instances few are ever needed.
ROUNDS = 20


def fill_gaps(draft: Draft) -> None:
    """Fill places that lack persons or skills, moving one other duty where needed.

    First only where no other place loses anything, then also where one loses less.
    """
    for lossless in (True, False):
        for place in draft.teams:
            while any(draft.lacks(place)) and _fill(draft, place, lossless):
                pass


def hand_over(draft: Draft) -> None:
    """Give duties to others while that makes the plan fairer or more pleasant.

    No hand-over costs a person or a skill on duty.
    """
    for _round in range(ROUNDS):
        moved = False
        for place in draft.teams:
            for who in sorted(draft.teams[place]):
                moved |= _hand_over(draft, Duty(*place, who))
        if not moved:
            return


def exchange(draft: Draft) -> None:
    """Let two volunteers exchange duties while that makes the plan more pleasant.

    Loads stay as they are, and no place loses a person or a skill.
    """
    for place in draft.teams:
        for who in sorted(draft.teams[place]):
            duty = Duty(*place, who)
            if discomfort(draft.problem, duty) and duty not in draft.problem.forced:
                _exchange(draft, duty)


def _exchange(draft: Draft, duty: Duty) -> bool:
    place = (duty.region, duty.slot)
    for taker in draft.candidates(place):
        if taker.volunteer in draft.teams[place]:
            continue
        served = sorted(draft.served[taker.volunteer].items())
        for slot, region in served:
            back = Duty(region, slot, taker.volunteer)
            given = Duty(region, slot, duty.volunteer)
            if _suits_both(draft, (duty, taker), (back, given)):
                return True
    return False


def _suits_both(
    draft: Draft, here: tuple[Duty, Duty], there: tuple[Duty, Duty]
) -> bool:
    """Exchange the first of each pair for the second, unless that is no better."""
    (duty, taker), (back, given) = here, there
    problem = draft.problem
    now, then = (duty, back), (taker, given)
    if (
        back in problem.forced
        or not problem.allows(given)
        or given.volunteer in draft.teams[given.region, given.slot]
        or sum(discomfort(problem, each) for each in then)
        >= sum(discomfort(problem, each) for each in now)
    ):
        return False
    places = [(each.region, each.slot) for each in now]
    cost = [_cost(draft, place) for place in places]
    for each in now:
        draft.remove(each)
    if all(draft.is_free(each) for each in then):
        for each in then:
            draft.add(each)
        if all(
            _cost(draft, place) <= before
            for place, before in zip(places, cost, strict=True)
        ):
            return True
        for each in then:
            draft.remove(each)
    for each in now:
        draft.add(each)
    return False


def _fill(draft: Draft, place: Place, lossless: bool) -> bool:
    """Make one change that covers the plan better; tell whether there is one."""
    cost = _cost(draft, place)
    for seat in _seats(draft, place):
        if seat is not None:
            draft.remove(seat)
        for duty in list(draft.candidates(place)):
            gain = cost - _worth(draft, duty)
            if duty.volunteer in draft.teams[place] or duty == seat or gain <= 0:
                continue
            if _free_up(draft, duty, 1 if lossless else gain):
                return True
        if seat is not None:
            draft.add(seat)
    return False


def _seats(draft: Draft, place: Place) -> list[Duty | None]:
    """Return which duty the newcomer may replace here; none while there is room."""
    if not draft.is_full(place):
        return [None]
    seats = (Duty(*place, who) for who in sorted(draft.teams[place]))
    return [duty for duty in seats if duty not in draft.problem.forced]


def _free_up(draft: Draft, duty: Duty, gain: int) -> bool:
    """Add this duty if the volunteer can take it, giving away one of theirs if needed.

    What the plan loses where they leave stays under this gain.
    """
    if draft.is_free(duty):
        draft.add(duty)
        return True
    for other in _could_leave(draft, duty):
        cost = _cost(draft, (other.region, other.slot))
        draft.remove(other)
        if draft.is_free(duty):
            draft.add(duty)
            if _replace(draft, other, cost + gain):
                return True
            draft.remove(duty)
        draft.add(other)
    return False


def _could_leave(draft: Draft, duty: Duty) -> list[Duty]:
    """Return the volunteer's duties of which one, given away, makes room."""
    obstacles = draft.obstacles(duty)
    if len(obstacles) > 1:
        return []
    served = draft.served[duty.volunteer]
    others = obstacles or [
        Duty(region, slot, duty.volunteer) for slot, region in sorted(served.items())
    ]
    return [other for other in others if other not in draft.problem.forced]


def _replace(draft: Draft, left: Duty, limit: int) -> bool:
    """Find somebody for a duty given away; tell whether its place costs under this."""
    place = (left.region, left.slot)
    options = [
        duty for duty in draft.options(place) if duty.volunteer != left.volunteer
    ]
    best = min(
        options,
        key=lambda duty: (_worth(draft, duty), draft.gap(duty.volunteer), duty),
        default=None,
    )
    if best is not None and _worth(draft, best) < limit:
        draft.add(best)
        return True
    return _cost(draft, place) < limit


def _hand_over(draft: Draft, duty: Duty) -> bool:
    if duty in draft.problem.forced:
        return False
    place = (duty.region, duty.slot)
    cost = _cost(draft, place)
    draft.remove(duty)
    options = [
        other
        for other in draft.options(place)
        if other != duty and _worth(draft, other) <= cost
    ]
    best = min(options, key=lambda other: _weight(draft, other), default=duty)
    better = _weight(draft, best)[:-1] < _weight(draft, duty)[:-1]
    draft.add(best if better else duty)
    return better


def _weight(draft: Draft, duty: Duty) -> tuple[int, int, int, int]:
    """Return what the duty, not yet in the plan, adds to balance, comfort and debt."""
    gap = draft.gap(duty.volunteer)
    owed = gap + draft.problem.volunteers[duty.volunteer].debt
    return (
        _step(gap),
        discomfort(draft.problem, duty),
        _step(owed),
        duty.volunteer,
    )


def _step(gap: int) -> int:
    return int((gap + UNIT) ** 2 - gap**2)


def _cost(draft: Draft, place: Place) -> int:
    persons, skills = draft.lacks(place)
    return UNCOVERED * persons + UNSKILLED * len(skills)


def _worth(draft: Draft, duty: Duty) -> int:
    """Return what the place would cost with this duty as well."""
    persons, skills = draft.lacks((duty.region, duty.slot))
    skills = skills - draft.problem.volunteers[duty.volunteer].skills
    return UNCOVERED * max(0, persons - 1) + UNSKILLED * len(skills)
