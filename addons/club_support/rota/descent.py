"""Level after level: each goal at its least, the earlier ones kept where they are.

The linear relaxation of a rota is nearly always as good as the rota. So the search for
a plan starts among those that the relaxation's reduced costs leave at its bound: found
there, a plan is proven. Only otherwise is the whole space searched.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from . import highs
from .bounds import Bound, bound_of, keep_within
from .matrix import Goal, Matrix, Row, moved_goal
from .problem import Duty

# Part of the time left that a search at the bound may take.
AT_BOUND = 0.5
# A leap's search that has not ended soon will not: so many times what its bounds took.
PATIENCE = 8
# Part of the time left that a level may take while others wait.
AT_MOST = 0.6
TINY = 1e-6


@dataclass(frozen=True)
class Step:
    """A level's end, in the units of ``Levels``.

    :ivar bound: no plan that keeps the earlier levels is worth less
    """

    name: str
    value: int
    bound: int
    seconds: float


def differs(step: Step, reference: Mapping[str, int] | None) -> bool:
    """Whether the level ended with another value than the one to compare with."""
    return reference is not None and reference.get(step.name) != step.value


class Descent:
    """A plan that gets better level by level."""

    def __init__(
        self, matrix: Matrix, start: Iterable[Duty], near: Iterable[Duty] | None = None
    ) -> None:
        """Start at a plan that keeps the hard rules.

        :param near: a plan, of any kind, from which to move as few duties as possible
            where several are as good
        """
        self.matrix = matrix
        self.values = matrix.values_of(start)
        self.side = Goal("any", {}) if near is None else moved_goal(matrix, near)

    @property
    def plan(self) -> tuple[Duty, ...]:
        """The best plan so far."""
        return self.matrix.plan_of(self.values)

    def value(self, goal: Goal) -> int:
        """Return what the plan is worth, in units of the goal."""
        return sum(cost * self.values[column] for column, cost in goal.costs.items())

    def leap(
        self,
        goals: Sequence[Goal],
        seconds: float,
        reference: Mapping[str, int] | None = None,
    ) -> list[Step] | None:
        """Look for a plan at the bound of all levels at once; None when there is none.

        Each level is split among those before: only one search for whole duties. With
        values to compare with, the first level whose bound differs is the last.
        """
        clock = time.monotonic()
        face = Descent(self.matrix.clone(), self.plan)
        steps: list[Step] = []
        for goal in goals:
            prices = highs.prices(face.matrix, goal, clock + seconds - time.monotonic())
            if prices is None:
                return None
            bound = bound_of(face.matrix, goal, prices)
            keep_within(face.matrix, bound, bound.floor)
            face.keep(goal, bound.floor)
            steps.append(_step(goal, bound.floor, bound.floor, 0.0))
            if differs(steps[-1], reference):
                break
        spent = time.monotonic() - clock
        patience = min(seconds - spent, max(1.0, PATIENCE * spent))
        found = highs.search(face.matrix, self.side, patience)
        if found.values is None:
            return None
        self.matrix = face.matrix
        self.values = self.matrix.values_of(self.matrix.plan_of(found.values))
        each = (time.monotonic() - clock) / len(steps)
        return [replace(step, seconds=each) for step in steps]

    def levels(
        self,
        goals: Sequence[Goal],
        seconds: float,
        reference: Mapping[str, int] | None = None,
        on_step: Callable[[Step], None] = lambda step: None,
    ) -> list[Step]:
        """Minimise the goals one after the other; see ``leap`` for the reference."""
        end = time.monotonic() + seconds
        steps: list[Step] = []
        for goal in goals:
            left = end - time.monotonic()
            last = goal is goals[-1]
            steps.append(self.minimise(goal, left if last else AT_MOST * left))
            on_step(steps[-1])
            if differs(steps[-1], reference):
                break
        return steps

    def minimise(self, goal: Goal, seconds: float) -> Step:
        """Bring the goal to its least in so many seconds, and keep it there."""
        clock = time.monotonic()
        end = clock + seconds
        bound = self._bound(goal, seconds)
        floor = bound.floor
        if self.value(goal) > floor:
            floor = self._at_bound(goal, bound, AT_BOUND * (end - time.monotonic()))
        if self.value(goal) > floor:
            floor = self._anywhere(goal, bound, floor, end - time.monotonic())
        self._keep(goal, bound)
        return _step(goal, self.value(goal), floor, time.monotonic() - clock)

    def keep(self, goal: Goal, value: int) -> None:
        """Let no later level bring the goal (in its units) above this value."""
        columns = tuple(goal.costs)
        if not all(self.matrix.is_fixed(column) for column in columns):
            self.matrix.rows.append(
                Row(None, value, columns, tuple(goal.costs.values()))
            )

    def _bound(self, goal: Goal, seconds: float) -> Bound:
        prices = highs.prices(self.matrix, goal, seconds)
        return bound_of(self.matrix, goal, prices or [0.0] * len(self.matrix.rows))

    def _at_bound(self, goal: Goal, bound: Bound, seconds: float) -> int:
        """Look for a plan at the bound; return the least value still possible."""
        face = Descent(self.matrix.clone(), self.plan)
        keep_within(face.matrix, bound, bound.floor)
        face.keep(goal, bound.floor)
        found = highs.search(face.matrix, self.side, seconds)
        self._take(found, goal)
        return bound.floor + int(found.infeasible)

    def _anywhere(self, goal: Goal, bound: Bound, floor: int, seconds: float) -> int:
        """Look for a better plan; return the least value still possible."""
        whole = self.matrix.clone()
        keep_within(whole, bound, self.value(goal) - 1)
        found = highs.search(whole, goal, seconds)
        self._take(found, goal)
        if found.infeasible:
            return self.value(goal)
        if found.bound is None:
            return floor
        return min(self.value(goal), max(floor, math.ceil(found.bound - TINY)))

    def _take(self, found: highs.Found, goal: Goal) -> None:
        if found.values is None:
            return
        before, value = self.values, self.value(goal)
        self.values = self.matrix.values_of(self.matrix.plan_of(found.values))
        if self.value(goal) > value:
            self.values = before

    def _keep(self, goal: Goal, bound: Bound) -> None:
        value = self.value(goal)
        keep_within(self.matrix, bound, value)
        self.keep(goal, value)


def _step(goal: Goal, value: int, floor: int, seconds: float) -> Step:
    return Step(
        name=goal.name,
        value=goal.constant + goal.unit * value,
        bound=goal.constant + goal.unit * floor,
        seconds=seconds,
    )
