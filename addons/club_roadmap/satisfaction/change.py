"""Whether a share differs from a former one by more than chance explains."""

from dataclasses import dataclass
from math import hypot
from typing import Literal

Word = Literal["better", "worse", "noise"]


@dataclass(frozen=True)
class Share:
    """A share of satisfied users, between the ends of its own Wilson interval.

    All three are between 0 and 1.
    """

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Change:
    """How far a share moved, between the ends of what is believable.

    All three are between -1 and 1.
    """

    value: float
    lower: float
    upper: float

    @property
    def word(self) -> Word:
        """``better`` or ``worse`` where no change at all is not believable."""
        if self.lower > 0:
            return "better"
        return "worse" if self.upper < 0 else "noise"


def change(now: Share, before: Share) -> Change:
    """Return the change of a share, with the interval made from both Wilson intervals.

    Who answered twice cannot be recognised: both years count as independent samples.
    Opinions last, so that the interval is rather too wide than too narrow.

    Source: R. G. Newcombe, "Interval estimation for the difference between independent
    proportions: comparison of eleven methods", Statistics in Medicine 17 (1998),
    method 10.
    """
    value = now.value - before.value
    down = hypot(now.value - now.lower, before.upper - before.value)
    up = hypot(now.upper - now.value, before.value - before.lower)
    return Change(value, value - down, value + up)
