"""What coverage would be if somebody had one more skill."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from . import highs
from .bounds import Bound, bound_of
from .descent import Descent
from .levels import missing, teams_of
from .matrix import Matrix, Row, build, coverage_goal
from .problem import Duty, Problem

Trial = tuple[int, str]


class Trials:
    """The coverage of one problem under many changes of one skill each."""

    def __init__(self, problem: Problem, start: Iterable[Duty]) -> None:
        """Start each search at this plan."""
        self.problem = problem
        self.start = tuple(start)
        self.matrix = build(problem)
        self.goal = coverage_goal(self.matrix)
        self.relaxation = highs.Relaxation(self.matrix, self.goal)
        self._known: dict[Trial | None, list[Any]] = {}

    def best(self, trials: Iterable[Trial], end: float) -> list[Any] | None:
        """Return the trial with the least coverage: it, and what ``solve`` says.

        None when there is no trial, or no time.
        """
        bounds = sorted((self.bound(trial, end).floor, trial) for trial in trials)
        found: list[Any] | None = None
        for least, trial in bounds:
            if found is not None and found[2] <= least:
                break
            if time.monotonic() > end and found is not None:
                # Who has not been looked at could still be better.
                return [*found[:3], min(found[3], least), *found[4:]]
            answer = [*trial, *self.solve(trial, end)]
            if found is None or answer[2] < found[2]:
                found = answer
        return found

    def bound(self, trial: Trial, end: float) -> Bound:
        """Return what no plan is better than."""
        cells = self._cells(trial)
        prices = self.relaxation.prices(cells, end - time.monotonic())
        trained = self._trained(cells)
        return bound_of(trained, self.goal, prices or [0.0] * len(trained.rows))

    def solve(self, trial: Trial | None, end: float) -> list[Any]:
        """Return the value of coverage, its bound, persons and skills missing."""
        if trial not in self._known:
            self._known[trial] = self._solve(trial, end)
        return self._known[trial]

    def _solve(self, trial: Trial | None, end: float) -> list[Any]:
        problem = self.problem if trial is None else learned(self.problem, *trial)
        descent = Descent(build(problem), self.start, self.start)
        step = descent.minimise(coverage_goal(descent.matrix), end - time.monotonic())
        return [step.value, step.bound, *gaps(problem, descent.plan)]

    def _cells(self, trial: Trial) -> list[tuple[int, int]]:
        """Return where the rows of skills get a column: row and column."""
        volunteer, skill = trial
        return [
            (self.matrix.needs[need], column)
            for column, duty in enumerate(self.matrix.duties)
            if duty.volunteer == volunteer
            and (need := (duty.region, duty.slot, skill)) in self.matrix.needs
        ]

    def _trained(self, cells: Iterable[tuple[int, int]]) -> Matrix:
        matrix = self.matrix.clone()
        for position, column in cells:
            row = matrix.rows[position]
            matrix.rows[position] = Row.ones(row.low, row.high, (*row.columns, column))
        return matrix


def learned(problem: Problem, volunteer: int, skill: str) -> Problem:
    """Return the problem in which this volunteer has the skill as well."""
    people = list(problem.volunteers)
    who = people[volunteer]
    people[volunteer] = replace(who, skills=who.skills | {skill})
    return replace(problem, volunteers=tuple(people))


def gaps(problem: Problem, duties: Iterable[Duty]) -> tuple[int, int]:
    """Return how many persons and how many required skills the plan lacks."""
    teams = teams_of(duties)
    persons = skills = 0
    for region in range(len(problem.regions)):
        for slot in range(problem.slots):
            lacks = missing(problem, region, teams.get((region, slot), ()))
            persons += lacks[0]
            skills += len(lacks[1])
    return persons, skills
