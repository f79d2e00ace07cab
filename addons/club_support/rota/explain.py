"""Why me, why not me: what the plan costs with a duty forced or forbidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .forced import Conflict, conflicts
from .levels import Levels, levels_of
from .problem import Duty, Problem
from .process import ask
from .solver import LevelResult, level_names, read_steps
from .wire import duties_from_json, duties_to_json, problem_to_json

FORCED = "forced"
FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Difference:
    """A level of the best plan under the question, beside that of the plan.

    :ivar least: no plan under the question is worth less
    """

    name: str
    before: int
    after: int
    least: int

    @property
    def exact(self) -> bool:
        """Whether the value after is known, not only that it differs."""
        return self.after == self.least

    @property
    def certain(self) -> bool:
        """Whether more time could not change which of the two is better."""
        return self.after <= self.before or self.least > self.before


@dataclass(frozen=True)
class Explanation:
    """The answer to "why me" (forbidden) or "why not me" (forced).

    :ivar asked: FORCED or FORBIDDEN: what was done to the duty
    :ivar verdict: "worse", "equal" or "better" than the plan; "rule" when a hard rule
        or a forced duty decides; "unknown" without a solver or out of time
    :ivar level: the first that differs
    :ivar differences: up to that level, in order
    :ivar conflicts: with "rule": what stands against it
    :ivar duties: a plan as good as can be under the question, near the plan asked about
    """

    duty: Duty
    asked: str
    verdict: str
    differences: tuple[Difference, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    duties: tuple[Duty, ...] = ()

    @property
    def level(self) -> str | None:
        """Name of the first level that differs, None when none does."""
        for each in self.differences:
            if each.after != each.before:
                return each.name
        return None

    @property
    def proven(self) -> bool:
        """Whether the verdict is certain."""
        known = all(each.certain for each in self.differences)
        return self.verdict != "unknown" and known


def explain(
    problem: Problem, duties: Iterable[Duty], duty: Duty, *, time_limit: float = 20.0
) -> Explanation:
    """Solve again without this duty when the plan has it, else with it.

    Stops at the first level that differs: the levels after it decide nothing.

    :param time_limit: seconds
    """
    plan = frozenset(duties)
    asked = FORBIDDEN if duty in plan else FORCED
    against = _against(problem, duty, asked)
    if against:
        return Explanation(duty, asked, "rule", conflicts=against)
    changed = _changed(problem, duty, asked)
    before = levels_of(problem, plan)._asdict()
    names = level_names(problem)
    answer = ask(
        {
            "task": "compare",
            "problem": problem_to_json(changed),
            "start": duties_to_json(_start(changed, plan, duty, asked)),
            "before": duties_to_json(plan),
            "levels": names,
            "values": [before[name] for name in names],
        },
        time_limit,
    )
    if answer.done is None:
        return Explanation(duty, asked, "unknown")
    found = duties_from_json(answer.done["duties"])
    differences = _differences(
        read_steps(answer.done["steps"]), before, levels_of(changed, found)
    )
    return Explanation(
        duty, asked, _verdict(differences), differences, duties=tuple(sorted(found))
    )


def _against(problem: Problem, duty: Duty, asked: str) -> tuple[Conflict, ...]:
    """Return the rules that settle the question before anything is solved."""
    if asked == FORBIDDEN:
        return (Conflict(FORCED, (duty,)),) if duty in problem.forced else ()
    known = conflicts(problem, problem.forced)
    with_it = conflicts(problem, problem.forced | {duty})
    return tuple(conflict for conflict in with_it if conflict not in known)


def _changed(problem: Problem, duty: Duty, asked: str) -> Problem:
    if asked == FORBIDDEN:
        return replace(problem, forbidden=problem.forbidden | {duty})
    return replace(problem, forced=problem.forced | {duty})


def _start(
    problem: Problem, plan: frozenset[Duty], duty: Duty, asked: str
) -> frozenset[Duty]:
    """Return the plan without the duty, or with it and without what it excludes."""
    if asked == FORBIDDEN:
        return plan - {duty}
    kept = plan | {duty}
    while found := conflicts(problem, kept):
        away = [each for each in found[0].duties if each not in problem.forced]
        kept -= {away[0]}
    return kept


def _differences(
    levels: Iterable[LevelResult], before: dict[str, int], after: Levels
) -> tuple[Difference, ...]:
    values = after._asdict()
    return tuple(
        Difference(level.name, before[level.name], values[level.name], level.bound)
        for level in levels
    )


def _verdict(differences: tuple[Difference, ...]) -> str:
    for each in differences:
        if not each.certain:
            return "unknown"
        if each.after != each.before:
            return "worse" if each.after > each.before else "better"
    return "equal"
