"""The line of persons a question goes along, until one of them answers.

The order:

1. the lead on duty in the requester's section, with the needed skill (where nobody at
   all is on duty there, in the nearest section above that has somebody);
2. the backup on duty there, with the skill;
3. somebody on duty in a neighbouring section, with the skill and willing to help: one
   person, whoever has the fewest open questions, so that the national support is
   never more than three delays away;
4. national support.

A step without a person who can take the question is skipped at once and burns no delay.

When nobody on duty has the skill, one person on duty in the section (the lead, else the
backup) comes before the national support all the same: volunteers of the regions answer
so that members know each other, many questions need less than their category says, and
the one who cannot answer passes it on. Where somebody with the skill is in line, nobody
without it is: waiting for them would cost the member a delay. A neighbour without the
skill is no nearer than the national support and never asked.

Nobody owns their own question while there is anybody else, and nobody gets the same
question twice, except the last resort: a question always has an owner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

LEAD = "lead"
BACKUP = "backup"
NEIGHBOUR = "neighbour"
NATIONAL = "national"


@dataclass(frozen=True)
class Person:
    """Somebody who may own a question.

    :ivar key: names the person; the same wherever the same human being stands
    :ivar skills: names of skills
    :ivar reachable: has an address that works and is not archived
    :ivar absent: said they are away now
    :ivar helps_neighbours: takes questions of the sections next to theirs
    :ivar open_questions: questions this person owns now
    """

    key: str
    skills: frozenset[str] = frozenset()
    reachable: bool = True
    absent: bool = False
    helps_neighbours: bool = False
    open_questions: int = 0


@dataclass(frozen=True)
class OnDuty:
    """A person on duty now in a section, as ``LEAD`` or ``BACKUP``."""

    section: str
    role: str
    person: Person


@dataclass(frozen=True)
class Question:
    """What a member asks.

    :ivar sections: the requester's, then those above it, the nearest first
    :ivar skill: what answering takes; empty: nothing special
    :ivar requester: key of who asks; empty: somebody unknown
    :ivar tried: keys of those who have had the question and did not answer
    """

    sections: tuple[str, ...]
    skill: str = ""
    requester: str = ""
    tried: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Step:
    """One in line: ``LEAD``, ``BACKUP``, ``NEIGHBOUR`` or ``NATIONAL``, and who.

    :ivar skilled: the person has the skill the question takes
    """

    kind: str
    person: Person
    skilled: bool


@dataclass(frozen=True)
class Skipped:
    """Why a step, or a person in it, was passed over.

    :ivar code: ``nobody``, ``unreachable``, ``absent``, ``unskilled``, ``unwilling``
        (does not help neighbours), ``requester``, ``tried``, ``earlier`` (is in line
        before), ``busier`` (another one of the neighbours has fewer questions)
    :ivar key: of the person; empty for ``nobody``
    """

    kind: str
    code: str
    key: str = ""


@dataclass(frozen=True)
class Route:
    """Who owns the question now and after each delay, and who was passed over."""

    steps: tuple[Step, ...]
    skipped: tuple[Skipped, ...]


def route(
    question: Question,
    on_duty: Iterable[OnDuty],
    neighbours: Sequence[str],
    national: Sequence[Person],
) -> Route:
    """Return the line of owners for this question.

    :param on_duty: who is on duty now, anywhere
    :param neighbours: sections next to the requester's, the nearest first
    :param national: owners of the last resort, the first choice first. While there is
        one, the line has at least one step; should none of them be reachable, it ends
        with the first of them all the same
    """
    line = _Line(question)
    duties = tuple(on_duty)
    here = _at_home(duties, question.sections)
    for kind in (LEAD, BACKUP):
        line.take_first(kind, [person for role, person in here if role == kind])
    line.take_first(NEIGHBOUR, _next_door(duties, neighbours))
    if not line.steps:
        line.take_unskilled(here)
    line.end_with(national)
    return Route(tuple(line.steps), tuple(line.skipped))


def _at_home(
    duties: Iterable[OnDuty], sections: Iterable[str]
) -> list[tuple[str, Person]]:
    """Return who serves the first of these sections that has anybody, leads first."""
    for section in sections:
        found = [(duty.role, duty.person) for duty in duties if duty.section == section]
        if found:
            return sorted(found, key=lambda each: each[0] != LEAD)
    return []


def _next_door(duties: Iterable[OnDuty], neighbours: Sequence[str]) -> list[Person]:
    """Return who is on duty in these sections, the least busy first."""
    found = [duty for duty in duties if duty.section in neighbours]
    found.sort(
        key=lambda duty: (
            duty.person.open_questions,
            duty.role != LEAD,
            neighbours.index(duty.section),
            duty.person.key,
        )
    )
    return [duty.person for duty in found]


class _Line:
    """A line that is being made."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.steps: list[Step] = []
        self.skipped: list[Skipped] = []

    def take_first(self, kind: str, persons: Collection[Person]) -> None:
        """Add the first of these who can take the question, with the skill."""
        if not persons:
            self.skipped.append(Skipped(kind, "nobody"))
        taken = False
        for person in persons:
            code = next(self._obstacles(kind, person), "busier" if taken else "")
            if code:
                self.skipped.append(Skipped(kind, code, person.key))
            else:
                self._add(kind, person)
                taken = True

    def take_unskilled(self, persons: Iterable[tuple[str, Person]]) -> None:
        """Add the first of these who lacks nothing but the skill."""
        for kind, person in persons:
            if list(self._obstacles(kind, person)) == ["unskilled"]:
                self.skipped.remove(Skipped(kind, "unskilled", person.key))
                self._add(kind, person)
                return

    def end_with(self, national: Sequence[Person]) -> None:
        """Add the national support, if only to leave nobody without an owner."""
        for person in national:
            code = next((c for c in self._obstacles(NATIONAL, person)), "")
            if not code:
                self._add(NATIONAL, person)
                return
            self.skipped.append(Skipped(NATIONAL, code, person.key))
        if not national:
            self.skipped.append(Skipped(NATIONAL, "nobody"))
        elif not self.steps:
            self._add(NATIONAL, _last_resort(national, self.question.requester))

    def _add(self, kind: str, person: Person) -> None:
        self.steps.append(Step(kind, person, self._has_skill(person)))

    def _has_skill(self, person: Person) -> bool:
        return not self.question.skill or self.question.skill in person.skills

    def _obstacles(self, kind: str, person: Person) -> Iterator[str]:
        """Yield why this person cannot take the question in a step of this kind."""
        if not person.reachable:
            yield "unreachable"
        if person.absent:
            yield "absent"
        if person.key == self.question.requester:
            yield "requester"
        if person.key in self.question.tried:
            yield "tried"
        if any(step.person.key == person.key for step in self.steps):
            yield "earlier"
        if kind == NEIGHBOUR and not person.helps_neighbours:
            yield "unwilling"
        if kind != NATIONAL and not self._has_skill(person):
            yield "unskilled"


def _last_resort(national: Sequence[Person], requester: str) -> Person:
    """Return who of these is the least unfit, the first among equals."""
    return min(
        national,
        key=lambda person: (
            not person.reachable,
            person.key == requester,
            person.absent,
        ),
    )
