"""Which debts an amount pays, in whole cents.

Rules, first that holds: it is all that is owed; it is the oldest debts, whole (an
instalment); it is one debt or one choice of debts that no other choice equals; it is
less, and goes to the oldest; it is more, and the rest stays a credit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# More debts than that are not tried in all combinations.
MOST = 16

ALL, OLDEST, CHOICE, AMBIGUOUS, PART, OVER = (
    "all", "oldest", "choice", "ambiguous", "part", "over",
)  # fmt: skip


@dataclass(frozen=True)
class Pick:
    """What an amount pays."""

    how: str
    chosen: tuple[int, ...]  # positions among the debts given, oldest first

    @property
    def whole(self) -> bool:
        """Whether it pays debts to the cent, and no other reading does."""
        return self.how in (ALL, OLDEST, CHOICE)


def pick(amount: int, debts: Sequence[int]) -> Pick:
    """Choose the debts that an amount pays.

    :param amount: what was received, in cents, above zero
    :param debts: what is open, in cents, each above zero, the oldest first
    """
    total = sum(debts)
    everything = tuple(range(len(debts)))
    if amount == total:
        return Pick(ALL, everything)
    if amount > total:
        return Pick(OVER, everything)
    so_far = 0
    for position, debt in enumerate(debts):
        so_far += debt
        if so_far == amount:
            return Pick(OLDEST, everything[: position + 1])
        if so_far > amount:
            break
    choices = _choices(amount, debts) if len(debts) <= MOST else []
    if choices:
        return Pick(CHOICE if len(choices) == 1 else AMBIGUOUS, choices[0])
    return Pick(PART, _oldest_until(amount, debts))


def _oldest_until(amount: int, debts: Sequence[int]) -> tuple[int, ...]:
    chosen, left = [], amount
    for position, debt in enumerate(debts):
        if left <= 0:
            break
        chosen.append(position)
        left -= debt
    return tuple(chosen)


def _choices(amount: int, debts: Sequence[int]) -> list[tuple[int, ...]]:
    """At most two choices of debts that make the amount, those of few debts first."""
    reached: dict[int, list[tuple[int, ...]]] = {0: [()]}
    for position, debt in enumerate(debts):
        # From the top: what this debt adds is not met again in the same round.
        for so_far, ways in sorted(reached.items(), reverse=True):
            if so_far + debt <= amount:
                there = reached.setdefault(so_far + debt, [])
                there.extend((*way, position) for way in ways)
                # Two ways are enough to know that there is no one way.
                there.sort(key=lambda way: (len(way), way))
                del there[2:]
    return reached.get(amount, [])
