"""Somebody drops out: plans that change little, and what they cost in fairness."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .forced import ForcedError, conflicts
from .greedy import least_loaded
from .levels import Levels, levels_of
from .problem import Duty, Problem, Volunteer
from .process import ask
from .solver import read_steps
from .wire import duties_from_json, duties_to_json, problem_to_json

# Duties that further options may move more than the first, where that is fairer.
EXTRA = (2, 6)


@dataclass(frozen=True)
class RepairOption:
    """A plan after the drop-out.

    :ivar duties: the whole plan, sorted
    :ivar moved: duties that are not in the plan before: each is somebody's new duty
    :ivar left: duties of the plan before that are no more
    :ivar levels: what the plan is worth
    :ivar delta: the same less that of the plan before, level by level
    :ivar proven: with as few duties moved, no plan is better; the first option also
        moves the fewest that fill as many gaps
    """

    duties: tuple[Duty, ...]
    moved: tuple[Duty, ...]
    left: tuple[Duty, ...]
    levels: Levels
    delta: Levels
    proven: bool


def repair(
    problem: Problem,
    duties: Iterable[Duty],
    absent: Mapping[int, Collection[int]],
    *,
    from_slot: int = 0,
    extra: Sequence[int] = EXTRA,
    time_limit: float = 20.0,
) -> list[RepairOption]:
    """Return plans without the duties of those absent, the fewest moved first.

    Coverage is as good as it can be in each. The first option moves the fewest duties;
    the others move a few more and are each fairer than the one before. Without a
    solver there is one option: nobody else is moved, the least loaded step in; it is
    also looked at when time was too short to prove the first.

    :param duties: the plan before
    :param absent: for each volunteer who drops out, the slots they are absent in
    :param from_slot: what is before this slot has happened and stays as it is
    :param extra: for each further option, how many more duties it may move
    :param time_limit: seconds
    :raises ForcedError: when forced duties from that slot on contradict the hard rules
    """
    plan = frozenset(duties)
    after = after_absence(problem, plan, absent, from_slot=from_slot)
    ahead = [duty for duty in after.forced if duty.slot >= from_slot]
    if found := conflicts(after, ahead):
        raise ForcedError(after, found)
    kept = frozenset(duty for duty in plan if after.allows(duty)) | after.forced
    answer = ask(
        {
            "task": "repair",
            "problem": problem_to_json(after),
            "start": duties_to_json(kept),
            "before": duties_to_json(plan),
            "extra": list(extra),
        },
        time_limit,
    )
    lines = (answer.done or answer.last or {}).get("options", ())
    options = [_read(problem, plan, line) for line in lines]
    if not options or not options[0].proven:
        filled = least_loaded(replace(after, forced=kept))
        options = [*options, _option(problem, plan, filled, False)]
        options.sort(key=lambda each: (each.levels.coverage, len(each.moved)))
    return _fairer(options)


def after_absence(
    problem: Problem,
    duties: Collection[Duty],
    absent: Mapping[int, Collection[int]],
    *,
    from_slot: int = 0,
) -> Problem:
    """Return the problem that is left: what was is forced, who is absent unavailable.

    :param duties: the plan before
    """
    past = frozenset(duty for duty in duties if duty.slot < from_slot)
    served: dict[int, set[int]] = {}
    for duty in past:
        served.setdefault(duty.volunteer, set()).add(duty.slot)
    volunteers = tuple(
        _limited(
            who,
            frozenset(absent.get(position, ())),
            from_slot,
            served.get(position, set()),
        )
        for position, who in enumerate(problem.volunteers)
    )
    ahead = frozenset(
        duty
        for duty in problem.forced
        if duty.slot >= from_slot and duty.slot not in absent.get(duty.volunteer, ())
    )
    return replace(problem, volunteers=volunteers, forced=past | ahead)


def _limited(
    who: Volunteer, absent: frozenset[int], from_slot: int, served: set[int]
) -> Volunteer:
    ahead = {slot for slot in who.available - absent if slot >= from_slot}
    return replace(who, available=frozenset(ahead | served))


def _read(
    problem: Problem, before: frozenset[Duty], line: dict[str, Any]
) -> RepairOption:
    levels = read_steps(line["steps"])
    proven = all(level.proven for level in levels)
    return _option(problem, before, duties_from_json(line["duties"]), proven)


def _option(
    problem: Problem, before: frozenset[Duty], duties: Iterable[Duty], proven: bool
) -> RepairOption:
    plan = frozenset(duties)
    levels = levels_of(problem, plan)
    known = levels_of(problem, before)
    return RepairOption(
        duties=tuple(sorted(plan)),
        moved=tuple(sorted(plan - before)),
        left=tuple(sorted(before - plan)),
        levels=levels,
        delta=Levels(*(new - old for new, old in zip(levels, known, strict=True))),
        proven=proven,
    )


def _fairer(options: list[RepairOption]) -> list[RepairOption]:
    """Keep the first, and each other that fills as much and is fairer than those."""
    kept = options[:1]
    for option in options[1:]:
        best = kept[-1].levels
        if option.levels[:2] < best[:2] and option.levels.coverage == best.coverage:
            kept.append(option)
    return kept
