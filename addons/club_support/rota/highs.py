"""HiGHS behind two functions: prices of the rows, and the search for a plan.

The only module that imports ``highspy``; only the worker's process imports it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import highspy

from .matrix import Goal, Matrix

THREADS = 2
# Goals are whole numbers: whoever is less than one off is at the optimum.
GAP = 0.999
FEASIBLE = highspy.SolutionStatus.kSolutionStatusFeasible.value
NAME = f"highs {highspy.Highs().version()}"


@dataclass(frozen=True)
class Found:
    """What a search ended with.

    :ivar values: of the columns, when it found a plan
    :ivar bound: least value of the goal that is still possible, if any is known
    :ivar infeasible: no plan exists within the limits
    """

    values: list[float] | None
    bound: float | None
    infeasible: bool


def prices(matrix: Matrix, goal: Goal, seconds: float) -> list[float] | None:
    """Return what each row costs when duties may be split, or None out of time."""
    solver = _solver(matrix, goal, seconds)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return list(solver.getSolution().row_dual)


def search(matrix: Matrix, goal: Goal, seconds: float) -> Found:
    """Look for the plan with the least value of the goal for so many seconds.

    HiGHS is given no plan to start with: 1.16 can lose track of such a plan's value in
    presolve and then call a plan the best that is not.
    """
    solver = _solver(matrix, goal, seconds, whole=True)
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return Found(None, None, True)
    info = solver.getInfo()
    bound: float | None = info.mip_dual_bound
    if info.primal_solution_status != FEASIBLE:
        return Found(None, _finite(bound), False)
    values = list(solver.getSolution().col_value)
    worth = sum(cost * values[column] for column, cost in goal.costs.items())
    if abs(worth - info.objective_function_value) > 1e-3:
        bound = None
    return Found(values, _finite(bound), False)


def _finite(bound: float | None) -> float | None:
    return None if bound is None or abs(bound) >= highspy.kHighsInf else bound


class Relaxation:
    """A model whose duties may be split, kept to be changed and solved again."""

    def __init__(self, matrix: Matrix, goal: Goal) -> None:
        """Solve it a first time."""
        self._solver = _solver(matrix, goal, highspy.kHighsInf)
        self._solver.run()

    def prices(
        self, changes: Iterable[tuple[int, int]], seconds: float
    ) -> list[float] | None:
        """Return the prices with more columns in some rows, as ``prices`` does.

        :param changes: pairs of row and column, in this answer alone
        """
        cells = list(changes)
        for row, column in cells:
            self._solver.changeCoeff(row, column, 1.0)
        limit = self._solver.getRunTime() + max(0.01, seconds)
        self._solver.setOptionValue("time_limit", limit)
        self._solver.run()
        status = self._solver.getModelStatus()
        found = list(self._solver.getSolution().row_dual)
        for row, column in cells:
            self._solver.changeCoeff(row, column, 0.0)
        return found if status == highspy.HighsModelStatus.kOptimal else None


def _solver(matrix: Matrix, goal: Goal, seconds: float, whole: bool = False) -> Any:
    solver = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "threads": THREADS,
        "time_limit": max(0.01, seconds),
        "mip_rel_gap": 0.0,
        "mip_abs_gap": GAP,
    }.items():
        solver.setOptionValue(option, value)
    solver.passModel(_model(matrix, goal, whole))
    return solver


def _model(matrix: Matrix, goal: Goal, whole: bool) -> Any:
    infinity = highspy.kHighsInf
    model = highspy.HighsLp()
    model.num_col_ = len(matrix.upper)
    model.num_row_ = len(matrix.rows)
    model.col_cost_ = [
        float(goal.costs.get(column, 0)) for column in range(model.num_col_)
    ]
    model.col_lower_ = [float(value) for value in matrix.lower]
    model.col_upper_ = [float(value) for value in matrix.upper]
    model.row_lower_ = [
        -infinity if row.low is None else float(row.low) for row in matrix.rows
    ]
    model.row_upper_ = [
        infinity if row.high is None else float(row.high) for row in matrix.rows
    ]
    starts = [0]
    for row in matrix.rows:
        starts.append(starts[-1] + len(row.columns))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = [c for row in matrix.rows for c in row.columns]
    model.a_matrix_.value_ = [
        float(value) for row in matrix.rows for value in row.coefficients
    ]
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
    return model
