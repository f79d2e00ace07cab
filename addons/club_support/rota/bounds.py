"""Lower bounds that do not rest on a solver's rounding.

Any prices of the rows give a lower bound on a goal (weak duality). The solver's prices
are rounded to fractions of 2^24 and the bound is computed from them in whole numbers: a
wrong digit makes the bound lower, never false.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .matrix import Goal, Matrix

SCALE = 1 << 24


@dataclass(frozen=True)
class Bound:
    """No plan within the limits is worth less than this, in units of the goal.

    :ivar scaled: the bound, times SCALE
    :ivar reduced: per column, what one more of it adds to the bound, times SCALE
    """

    scaled: int
    reduced: list[int]

    @property
    def floor(self) -> int:
        """The least whole value that the goal can have."""
        return -(-self.scaled // SCALE)


def bound_of(matrix: Matrix, goal: Goal, prices: Sequence[float]) -> Bound:
    """Return the bound that these prices, one per row, prove."""
    reduced = [0] * len(matrix.upper)
    for column, cost in goal.costs.items():
        reduced[column] = cost * SCALE
    scaled = 0
    for row, price in zip(matrix.rows, prices, strict=True):
        exact = round(price * SCALE)
        side = row.low if exact > 0 else row.high
        if not exact or side is None:
            continue
        scaled += exact * side
        for column, coefficient in zip(row.columns, row.coefficients, strict=True):
            reduced[column] -= exact * coefficient
    for column, extra in enumerate(reduced):
        limits = matrix.lower if extra > 0 else matrix.upper
        scaled += extra * limits[column]
    return Bound(scaled, reduced)


def keep_within(matrix: Matrix, bound: Bound, value: int) -> None:
    """Fix each column that no plan worth at most ``value`` can have off its limit."""
    room = value * SCALE - bound.scaled
    for column, extra in enumerate(bound.reduced):
        if extra > room:
            matrix.upper[column] = matrix.lower[column]
        elif -extra > room:
            matrix.lower[column] = matrix.upper[column]
