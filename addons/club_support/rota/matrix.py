"""The rota as a linear model in whole numbers, without a solver.

Columns are, in this order: one per duty that breaks no hard rule alone; per region and
slot, the persons missing; per region, slot and required skill, whether nobody has it;
per volunteer, one step for each duty they may have. Σ(load − share)² is convex, so that
the steps of a volunteer, each dearer than the one before, fill up in order.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from .levels import UNCOVERED, UNSKILLED, discomfort
from .problem import UNIT, Duty, Problem

Place = tuple[int, int]
Need = tuple[int, int, str]


@dataclass(frozen=True)
class Row:
    """low ≤ Σ coefficient · column ≤ high (None: no limit on that side)."""

    low: int | None
    high: int | None
    columns: tuple[int, ...]
    coefficients: tuple[int, ...]

    @staticmethod
    def ones(low: int | None, high: int | None, columns: Sequence[int]) -> Row:
        """Return a row that counts columns."""
        return Row(low, high, tuple(columns), (1,) * len(columns))


@dataclass(frozen=True)
class Goal:
    """What a level minimises: constant + unit · Σ cost · column, whole numbers."""

    name: str
    costs: Mapping[int, int]
    constant: int = 0
    unit: int = 1

    @staticmethod
    def of(name: str, costs: Mapping[int, int], constant: int = 0) -> Goal:
        """Return the goal with the largest unit: the next better plan is one off."""
        unit = math.gcd(*costs.values()) or 1
        kept = {column: cost // unit for column, cost in costs.items() if cost}
        return Goal(name, kept, constant, unit)


@dataclass
class Matrix:
    """Columns between whole limits, and rows over them.

    :ivar duties: the duty of each of the first columns
    :ivar persons: column of the persons missing in a region and slot
    :ivar skills: column of each skill missing in a region and slot
    :ivar needs: row of each skill required in a region and slot
    :ivar steps: columns of a volunteer's first, second… duty
    """

    problem: Problem
    duties: tuple[Duty, ...]
    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    persons: dict[Place, int] = field(default_factory=dict)
    skills: dict[Need, int] = field(default_factory=dict)
    needs: dict[Need, int] = field(default_factory=dict)
    steps: list[list[int]] = field(default_factory=list)

    def add(self, upper: int, lower: int = 0) -> int:
        """Add a column between these limits and return its position."""
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.upper) - 1

    def is_fixed(self, column: int) -> bool:
        """Whether the limits leave one value."""
        return self.lower[column] == self.upper[column]

    def clone(self) -> Matrix:
        """Return a matrix whose limits and rows can change on their own."""
        return Matrix(
            problem=self.problem,
            duties=self.duties,
            lower=list(self.lower),
            upper=list(self.upper),
            rows=list(self.rows),
            persons=self.persons,
            skills=self.skills,
            needs=self.needs,
            steps=self.steps,
        )

    def plan_of(self, values: Sequence[float]) -> tuple[Duty, ...]:
        """Return the duties whose columns are set."""
        return tuple(
            duty
            for duty, value in zip(self.duties, values, strict=False)
            if value > 0.5
        )

    def values_of(self, plan: Iterable[Duty]) -> list[int]:
        """Return the value of each column for a plan of allowed duties."""
        chosen = set(plan)
        values = [0] * len(self.upper)
        persons = dict.fromkeys(self.persons, self.problem.per_slot)
        found: set[Need] = set()
        loads = [0] * len(self.problem.volunteers)
        for column, duty in enumerate(self.duties):
            if duty in chosen:
                values[column] = 1
                persons[duty.region, duty.slot] -= 1
                loads[duty.volunteer] += 1
                for skill in self.problem.volunteers[duty.volunteer].skills:
                    found.add((duty.region, duty.slot, skill))
        for place, column in self.persons.items():
            values[column] = max(0, persons[place])
        for need, column in self.skills.items():
            values[column] = int(need not in found)
        for load, steps in zip(loads, self.steps, strict=True):
            for column in steps[:load]:
                values[column] = 1
        return values


def build(problem: Problem) -> Matrix:
    """Return the model of this problem: the hard rules, and what is counted.

    A forced duty is in every plan, whatever it breaks: a row is as wide as it takes.
    """
    allowed = {
        duty
        for who in range(len(problem.volunteers))
        for region in problem.reach(who)
        for slot in problem.volunteers[who].available
        if problem.allows(duty := Duty(region, slot, who)) and slot < problem.slots
    }
    columns = sorted(allowed | problem.forced, key=attrgetter("volunteer", "slot"))
    matrix = Matrix(problem, tuple(columns))
    for duty in columns:
        matrix.add(1, int(duty in problem.forced))
    _cover(matrix)
    _limit_volunteers(matrix)
    return matrix


def coverage_goal(matrix: Matrix) -> Goal:
    """Return: 10 for each person missing, 1 for each skill missing."""
    costs = dict.fromkeys(matrix.persons.values(), UNCOVERED)
    costs.update(dict.fromkeys(matrix.skills.values(), UNSKILLED))
    return Goal.of("coverage", costs)


def balance_goal(matrix: Matrix) -> Goal:
    """Return: Σ (load − share)², in 1/10,000 of a duty²."""
    return _squares("balance", matrix, [who.share for who in matrix.problem.volunteers])


def debt_goal(matrix: Matrix) -> Goal:
    """Return: Σ (load − share + debt)², in 1/10,000 of a duty²."""
    volunteers = matrix.problem.volunteers
    return _squares("debt", matrix, [who.share - who.debt for who in volunteers])


def comfort_goal(matrix: Matrix) -> Goal:
    """Return: 1 for each duty in a disliked slot, 4 for each away."""
    return Goal.of(
        "comfort",
        {
            column: discomfort(matrix.problem, duty)
            for column, duty in enumerate(matrix.duties)
        },
    )


def moved_goal(matrix: Matrix, before: Iterable[Duty]) -> Goal:
    """Return: 1 for each duty that is not in the plan before."""
    known = set(before)
    return Goal.of(
        "moved",
        {column: 1 for column, duty in enumerate(matrix.duties) if duty not in known},
    )


def _squares(name: str, matrix: Matrix, wanted: list[int]) -> Goal:
    costs = {
        column: (UNIT * load - share) ** 2 - (UNIT * (load - 1) - share) ** 2
        for share, steps in zip(wanted, matrix.steps, strict=True)
        for load, column in enumerate(steps, start=1)
    }
    return Goal.of(name, costs, sum(share * share for share in wanted))


def _cover(matrix: Matrix) -> None:
    """Count persons and skills missing in each region and slot."""
    problem = matrix.problem
    teams: dict[Place, list[int]] = defaultdict(list)
    for column, duty in enumerate(matrix.duties):
        teams[duty.region, duty.slot].append(column)
    for region, required in enumerate(problem.required):
        for slot in range(problem.slots):
            team = teams[region, slot]
            gap = matrix.add(problem.per_slot)
            matrix.persons[region, slot] = gap
            size = max(problem.per_slot, _forced(matrix, team))
            matrix.rows.append(Row.ones(size, size, (*team, gap)))
            for skill in sorted(set(required)):
                able = [
                    column
                    for column in team
                    if skill
                    in problem.volunteers[matrix.duties[column].volunteer].skills
                ]
                gap = matrix.add(1)
                matrix.skills[region, slot, skill] = gap
                matrix.needs[region, slot, skill] = len(matrix.rows)
                matrix.rows.append(Row.ones(1, None, (*able, gap)))


def _limit_volunteers(matrix: Matrix) -> None:
    """Limit loads; allow one duty in any rest + 1 slots in a row, wherever it is."""
    slots: list[dict[int, list[int]]] = [{} for _ in matrix.problem.volunteers]
    for column, duty in enumerate(matrix.duties):
        slots[duty.volunteer].setdefault(duty.slot, []).append(column)
    for who, own in zip(matrix.problem.volunteers, slots, strict=True):
        columns = [column for slot in sorted(own) for column in own[slot]]
        most = min(who.max_load, _most(sorted(own), who.rest))
        most = max(0, most, _forced(matrix, columns))
        steps = [matrix.add(1) for _ in range(most)]
        matrix.steps.append(steps)
        coefficients = (1,) * len(columns) + (-1,) * most
        matrix.rows.append(Row(0, 0, (*columns, *steps), coefficients))
        for window in _windows(sorted(own), who.rest):
            team = [column for slot in window for column in own[slot]]
            if len(team) > 1:
                most = max(1, _forced(matrix, team))
                matrix.rows.append(Row.ones(None, most, team))


def _forced(matrix: Matrix, columns: Iterable[int]) -> int:
    """Return how many of these duties must be in the plan."""
    return sum(matrix.lower[column] for column in columns)


def _most(slots: list[int], rest: int) -> int:
    """Return how many duties fit in these slots: as early as possible, each time."""
    count, free = 0, -1
    for slot in slots:
        if slot >= free:
            count, free = count + 1, slot + rest + 1
    return count


def _windows(slots: list[int], rest: int) -> list[list[int]]:
    """Return the largest groups of slots of which any two exclude each other."""
    windows: list[list[int]] = []
    for start, first in enumerate(slots):
        window = [slot for slot in slots[start:] if slot <= first + rest]
        if not windows or window[-1] > windows[-1][-1]:
            windows.append(window)
    return windows
