"""Which groups are large enough for a figure of their own.

A figure is told of at least ``least`` ballots, and none may be found by subtracting
what is shown from the total: primary and complementary suppression, as statistical
offices do (Hundepool et al., *Statistical Disclosure Control*, 2012, chapter 4).
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Group = TypeVar("Group", bound=Hashable)


def shown(counts: Mapping[Group, int], least: int) -> frozenset[Group]:
    """Return the groups that may be shown beside the total of all of them.

    :param counts: ballots of each group
    :param least: the smallest number of ballots that a figure may stand for
    """
    hidden = [group for group, count in counts.items() if 0 < count < least]
    rest = sorted(
        (group for group, count in counts.items() if count >= least),
        key=lambda group: (counts[group], str(group)),
        reverse=True,
    )
    # One small group beside large ones is the total less these: it takes the next
    # smallest one along.
    while hidden and rest and sum(counts[group] for group in hidden) < least:
        hidden.append(rest.pop())
    return frozenset(rest)


def all_large(counts: Mapping[Group, int], least: int) -> bool:
    """Tell whether each group with a ballot has enough of them to list them all."""
    return all(not count or count >= least for count in counts.values())
