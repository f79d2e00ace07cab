"""Which few amounts together make a sum, in whole cents.

A bank credits what was brought to it on one day as one amount, though it was entered
as several slips. Two to four of them are tried; one choice only is an answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

# More amounts than that are not tried: chance alone would find some that fit.
MOST = 60


class Together:
    """Some amounts, and the sums that two to four of them make."""

    def __init__(self, amounts: Sequence[int]) -> None:
        """Look at these amounts, in cents, each above zero; not if they are too many.

        :param amounts: what is open
        """
        self._amounts = list(amounts) if len(amounts) <= MOST else []
        # Sums of two, from which those of three and four follow.
        self._pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for second, amount in enumerate(self._amounts):
            for first in range(second):
                self._pairs[self._amounts[first] + amount].append((first, second))
        self._places: dict[int, list[int]] = defaultdict(list)
        for place, amount in enumerate(self._amounts):
            self._places[amount].append(place)

    def make(self, total: int) -> list[tuple[int, ...]]:
        """Say which of the amounts together make a sum.

        :param total: the sum, in cents
        :return: positions of the amounts, ascending; one choice if it is the only one,
            the first two found if there are several
        """
        found = []
        for way in self._ways(total):
            found.append(way)
            if len(found) == 2:
                break
        return found

    def _ways(self, total: int) -> Iterator[tuple[int, ...]]:
        """Each choice once: what is added to a pair stands after it."""
        yield from self._pairs.get(total, ())
        for so_far, pairs in self._pairs.items():
            rest = total - so_far
            if rest <= 0:
                continue
            more: list[tuple[int, ...]] = [
                *((place,) for place in self._places.get(rest, ())),
                *self._pairs.get(rest, ()),
            ]
            for pair in pairs if more else ():
                for others in more:
                    if others[0] > pair[1]:
                        yield (*pair, *others)
