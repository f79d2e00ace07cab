"""What a plan has to solve: regions, slots, volunteers and the rules between them."""

from __future__ import annotations

from dataclasses import dataclass, field

# Fair shares, loads and debts are counted in hundredths of a duty.
UNIT = 100


@dataclass(frozen=True, order=True)
class Duty:
    """One volunteer covering one region for one slot (all are positions)."""

    region: int
    slot: int
    volunteer: int


@dataclass(frozen=True)
class Volunteer:
    """Who may serve, where, when and how much.

    :ivar key: names the volunteer for whoever reads the plan (an id, as text)
    :ivar regions: regions served as one's own; the first is home
    :ivar available: slots in which the volunteer can serve
    :ivar skills: names of skills
    :ivar max_load: most duties in the plan
    :ivar rest: slots free after a duty: a duty in s excludes s+1 … s+rest
    :ivar disliked: slots the volunteer would rather not serve in
    :ivar helps_neighbours: may serve in regions next to their own
    :ivar beside: regions of the plan next to own ones that are not in the plan
    :ivar share: fair share, in hundredths of a duty
    :ivar debt: load − share of last year, in hundredths: above zero, served too much
    """

    key: str
    regions: tuple[int, ...]
    available: frozenset[int]
    skills: frozenset[str]
    max_load: int
    rest: int
    disliked: frozenset[int] = frozenset()
    helps_neighbours: bool = False
    beside: frozenset[int] = frozenset()
    share: int = 0
    debt: int = 0


@dataclass(frozen=True)
class Problem:
    """A plan to be made.

    :ivar regions: names of the regions
    :ivar slots: number of slots
    :ivar per_slot: duties per region and slot (2: lead and backup)
    :ivar required: for each region, skills of which somebody on duty must have each
    :ivar neighbours: for each region, the regions next to it
    :ivar forced: duties that must be in the plan (kept by hand, already served)
    :ivar forbidden: duties that must not
    :ivar served_together: pairs of volunteers (positions, smaller first) who have
        served together before the plan
    """

    regions: tuple[str, ...]
    slots: int
    per_slot: int
    required: tuple[tuple[str, ...], ...]
    neighbours: tuple[frozenset[int], ...]
    volunteers: tuple[Volunteer, ...]
    forced: frozenset[Duty] = frozenset()
    forbidden: frozenset[Duty] = frozenset()
    served_together: frozenset[tuple[int, int]] = field(default=frozenset())

    def reach(self, volunteer: int) -> tuple[int, ...]:
        """Return the regions this volunteer may serve, the own ones first."""
        who = self.volunteers[volunteer]
        if not who.helps_neighbours:
            return who.regions
        near = {n for own in who.regions for n in self.neighbours[own]}
        near |= who.beside
        return (*who.regions, *sorted(near - set(who.regions)))

    def is_away(self, duty: Duty) -> bool:
        """Whether this duty is served outside the volunteer's own regions."""
        return duty.region not in self.volunteers[duty.volunteer].regions

    def allows(self, duty: Duty) -> bool:
        """Whether the duty, taken alone, breaks no hard rule."""
        who = self.volunteers[duty.volunteer]
        return (
            duty.slot in who.available
            and duty.region in self.reach(duty.volunteer)
            and duty not in self.forbidden
        )
