"""The last level: people who have not yet served together meet.

Two volunteers exchange duties when fewer pairs meet again and nothing is taken from
the earlier levels: loads stay, no discomfort is added, no skill gets lost. Where no
exchange helps, one that does no harm may open the way for others. There is no bound but
zero: the level is proven only when nobody meets twice.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from random import Random

from .levels import discomfort, missing
from .problem import Duty, Problem

# Rounds without fewer meetings after which the search ends.
ROUNDS = 20

Place = tuple[int, int]
Pair = tuple[int, int]


def mix(problem: Problem, duties: Iterable[Duty], seconds: float) -> tuple[Duty, ...]:
    """Return a plan as good as this one with fewer pairs that meet again."""
    mixer = _Mixer(problem, duties)
    end = time.monotonic() + seconds
    idle = 0
    while mixer.again and idle < ROUNDS and time.monotonic() < end:
        before = mixer.again
        mixer.improve(end)
        idle = 0 if mixer.again < before else idle + 1
    return mixer.plan()


class _Mixer:
    """A plan, who meets whom in it, and when each volunteer serves."""

    def __init__(self, problem: Problem, duties: Iterable[Duty]) -> None:
        self.problem = problem
        self.teams: dict[Place, set[int]] = defaultdict(set)
        self.slots: list[set[int]] = [set() for _ in problem.volunteers]
        for duty in duties:
            self.teams[duty.region, duty.slot].add(duty.volunteer)
            self.slots[duty.volunteer].add(duty.slot)
        self.random = Random("pairs")
        self.meetings: Counter[Pair] = Counter(problem.served_together)
        for team in self.teams.values():
            for who in team:
                self.meetings.update(_pairs(who, [o for o in team if o > who]))

    def plan(self) -> tuple[Duty, ...]:
        """Return the duties, sorted."""
        return tuple(
            sorted(
                Duty(region, slot, who)
                for (region, slot), team in self.teams.items()
                for who in team
            )
        )

    @property
    def again(self) -> int:
        """How many meetings repeat another."""
        return sum(max(0, count - 1) for count in self.meetings.values())

    def improve(self, end: float) -> None:
        """Go once through all who meet again, and exchange their duties."""
        for place in sorted(self.teams):
            for who in sorted(self.teams[place]):
                if time.monotonic() > end:
                    return
                others = self.teams[place] - {who}
                if any(self.meetings[pair] > 1 for pair in _pairs(who, others)):
                    self._exchange(place, who)

    def _exchange(self, place: Place, who: int) -> None:
        """Make the first exchange that helps, else one that does no harm."""
        harmless = []
        for other_place, other in self._partners(place, who):
            more = self._swap(place, who, other_place, other)
            if more < 0:
                return
            self._swap(place, other, other_place, who)
            if not more:
                harmless.append((other_place, other))
        if harmless:
            self._swap(place, who, *self.random.choice(harmless))

    def _partners(self, place: Place, who: int) -> Iterator[tuple[Place, int]]:
        """Yield with whom this duty can be exchanged under the rules and levels."""
        if Duty(*place, who) in self.problem.forced:
            return
        for slot in sorted(self.problem.volunteers[who].available):
            for region in self.problem.reach(who):
                there = (region, slot)
                if there == place or who in self.teams.get(there, ()):
                    continue
                for other in sorted(self.teams.get(there, ())):
                    if self._may_swap(place, who, there, other):
                        yield there, other

    def _may_swap(self, here: Place, who: int, there: Place, other: int) -> bool:
        if other in self.teams[here] or Duty(*there, other) in self.problem.forced:
            return False
        old = (Duty(*here, who), Duty(*there, other))
        new = (Duty(*there, who), Duty(*here, other))
        return (
            self._fits(who, here[1], new[0])
            and self._fits(other, there[1], new[1])
            and self._discomfort(new) <= self._discomfort(old)
            and self._keeps_skills(here, who, other)
            and self._keeps_skills(there, other, who)
        )

    def _fits(self, who: int, left: int, duty: Duty) -> bool:
        """Whether the duty fits among the others once that slot is left."""
        if not self.problem.allows(duty):
            return False
        rest = self.problem.volunteers[who].rest
        near = range(duty.slot - rest, duty.slot + rest + 1)
        return not any(slot in self.slots[who] for slot in near if slot != left)

    def _discomfort(self, duties: Iterable[Duty]) -> int:
        return sum(discomfort(self.problem, duty) for duty in duties)

    def _keeps_skills(self, place: Place, out: int, new: int) -> bool:
        team = self.teams[place]
        _persons, lacked = missing(self.problem, place[0], team)
        _persons, lacks = missing(self.problem, place[0], (team - {out}) | {new})
        return lacks <= lacked

    def _swap(self, here: Place, who: int, there: Place, other: int) -> int:
        """Exchange two duties; return how many more meetings repeat another."""
        moves = ((here, who), (there, other))
        more = 0
        for place, out in moves:
            self.teams[place].remove(out)
            self.slots[out].remove(place[1])
            more += self._meet(out, self.teams[place], -1)
        for (place, _out), new in zip(moves, (other, who), strict=True):
            more += self._meet(new, self.teams[place], 1)
            self.teams[place].add(new)
            self.slots[new].add(place[1])
        return more

    def _meet(self, who: int, team: Iterable[int], times: int) -> int:
        more = 0
        for pair in _pairs(who, team):
            before = self.meetings[pair]
            self.meetings[pair] += times
            more += max(0, before + times - 1) - max(0, before - 1)
        return more


def _pairs(who: int, others: Iterable[int]) -> list[Pair]:
    return [(who, other) if who < other else (other, who) for other in others]
