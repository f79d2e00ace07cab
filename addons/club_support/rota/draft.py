"""A plan being made by hand, step by step, that never breaks a hard rule."""

from __future__ import annotations

from collections.abc import Iterator

from .levels import missing
from .problem import UNIT, Duty, Problem

Place = tuple[int, int]


class Draft:
    """Duties decided so far; it starts with the forced ones.

    :ivar problem: what the plan is for
    :ivar teams: who is on duty, by (region, slot)
    :ivar served: for each volunteer, region by slot of duty
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.teams: dict[Place, list[int]] = {place: [] for place in _places(problem)}
        self.served: list[dict[int, int]] = [{} for _ in problem.volunteers]
        self._reaching = _reaching(problem)
        for duty in sorted(problem.forced):
            self.add(duty)

    @property
    def duties(self) -> frozenset[Duty]:
        """The plan so far."""
        return frozenset(
            Duty(region, slot, who)
            for (region, slot), team in self.teams.items()
            for who in team
        )

    def add(self, duty: Duty) -> None:
        """Put this duty in the plan."""
        self.teams[duty.region, duty.slot].append(duty.volunteer)
        self.served[duty.volunteer][duty.slot] = duty.region

    def remove(self, duty: Duty) -> None:
        """Take this duty out of the plan."""
        self.teams[duty.region, duty.slot].remove(duty.volunteer)
        del self.served[duty.volunteer][duty.slot]

    def candidates(self, place: Place) -> Iterator[Duty]:
        """Yield the duties that would be allowed here if nothing else were planned."""
        region, slot = place
        for who in self._reaching[region]:
            duty = Duty(region, slot, who)
            if (
                slot in self.problem.volunteers[who].available
                and duty not in self.problem.forbidden
            ):
                yield duty

    def options(self, place: Place) -> list[Duty]:
        """Return the duties that can join the plan here, in the order of the list."""
        if self.is_full(place):
            return []
        return [duty for duty in self.candidates(place) if self.is_free(duty)]

    def is_full(self, place: Place) -> bool:
        """Whether as many persons as wanted are on duty here."""
        return len(self.teams[place]) >= self.problem.per_slot

    def is_free(self, duty: Duty) -> bool:
        """Whether the volunteer has room for this duty beside their others."""
        who = self.problem.volunteers[duty.volunteer]
        return len(self.served[duty.volunteer]) < who.max_load and not any(
            self._in_the_way(duty)
        )

    def obstacles(self, duty: Duty) -> list[Duty]:
        """Return the volunteer's own duties that are too close to this one."""
        return list(self._in_the_way(duty))

    def lacks(self, place: Place) -> tuple[int, set[str]]:
        """Return how many persons and which required skills are missing here."""
        return missing(self.problem, place[0], self.teams[place])

    def gap(self, volunteer: int) -> int:
        """Return load − share, in hundredths."""
        return (
            UNIT * len(self.served[volunteer])
            - self.problem.volunteers[volunteer].share
        )

    def _in_the_way(self, duty: Duty) -> Iterator[Duty]:
        served = self.served[duty.volunteer]
        rest = self.problem.volunteers[duty.volunteer].rest
        for slot in range(duty.slot - rest, duty.slot + rest + 1):
            if slot in served:
                yield Duty(served[slot], slot, duty.volunteer)


def _places(problem: Problem) -> Iterator[Place]:
    for slot in range(problem.slots):
        for region in range(len(problem.regions)):
            yield region, slot


def _reaching(problem: Problem) -> list[list[int]]:
    """Return, for each region, who may serve there."""
    reaching: list[list[int]] = [[] for _ in problem.regions]
    for position in range(len(problem.volunteers)):
        for region in dict.fromkeys(problem.reach(position)):
            reaching[region].append(position)
    return reaching
