"""Which groups are large enough for a figure of their own.

A figure is told of at least ``least`` ballots, and none may be found by subtracting
what is shown from the total: primary and complementary suppression, as statistical
offices do (Hundepool et al., *Statistical Disclosure Control*, 2012, chapter 4).
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

Group = TypeVar("Group", bound=Hashable)
Kinds = Mapping[int, int]


def shown(groups: Mapping[Group, Kinds], least: int) -> frozenset[Group]:
    """Return the groups that may be shown beside the total of all of them.

    :param groups: of each group, how many ballots carry each number of votes: a few
        heavy ones could be read out of a weighted figure
    :param least: the smallest number of ballots that a figure may stand for
    """
    counts = {group: sum(kinds.values()) for group, kinds in groups.items()}
    voted = {group: kinds for group, kinds in groups.items() if counts[group]}
    large = [group for group, kinds in voted.items() if all_large(kinds, least)]
    rest = sorted(large, key=lambda group: (counts[group], str(group)), reverse=True)
    hidden: Counter[int] = Counter()
    for group, kinds in voted.items():
        if group not in large:
            hidden.update(kinds)
    # What is hidden together is the total less what is shown: it takes the next
    # smallest group along until it is large itself.
    while rest and not all_large(hidden, least):
        hidden.update(voted[rest.pop()])
    return frozenset(rest)


def all_large(counts: Mapping[Group, int], least: int) -> bool:
    """Tell whether each group with a ballot has enough of them to list them all."""
    return all(not count or count >= least for count in counts.values())
