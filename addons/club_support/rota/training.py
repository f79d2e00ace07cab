"""Where skills are missing, and who could close the gaps by learning one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from .levels import UNCOVERED, UNSKILLED, missing, teams_of
from .problem import Duty, Problem
from .process import ask
from .wire import duties_to_json, problem_to_json


class Gap(NamedTuple):
    """A region and slot in which a plan lacks something.

    :ivar persons: duties that nobody has
    :ivar skills: required skills that nobody on duty has, sorted
    """

    region: int
    slot: int
    persons: int
    skills: tuple[str, ...]


class Coverage(NamedTuple):
    """What the best plan still lacks in all: persons, and skills."""

    persons: int
    skills: int


class Question(NamedTuple):
    """What if one of these volunteers learnt this skill?"""

    volunteers: tuple[int, ...]
    skill: str


@dataclass(frozen=True)
class Training:
    """The answer: who should learn the skill, and what the best plan then lacks.

    :ivar volunteer: the one of the question who closes most, the first among equals
    :ivar before: what the best plan lacks as the team is
    :ivar proven: neither can be better, and nobody else of the question closes more
    """

    question: Question
    volunteer: int
    before: Coverage
    after: Coverage
    proven: bool

    @property
    def closed(self) -> int:
        """How much the level of coverage gains, a person weighing ten skills."""
        return _worth(self.before) - _worth(self.after)


def gaps(problem: Problem, duties: Iterable[Duty]) -> list[Gap]:
    """Return where the plan lacks persons or skills, by region and slot."""
    teams = teams_of(duties)
    found = []
    for region in range(len(problem.regions)):
        for slot in range(problem.slots):
            team = teams.get((region, slot), ())
            persons, skills = missing(problem, region, team)
            if persons or skills:
                found.append(Gap(region, slot, persons, tuple(sorted(skills))))
    return found


def questions(problem: Problem, duties: Iterable[Duty]) -> list[Question]:
    """Return, for each region and skill with gaps: one of its own who lacks it."""
    lacking = sorted(
        {(g.region, skill) for g in gaps(problem, duties) for skill in g.skills}
    )
    asked = []
    for region, skill in lacking:
        able = tuple(
            position
            for position, who in enumerate(problem.volunteers)
            if region in who.regions and skill not in who.skills and who.available
        )
        if able:
            asked.append(Question(able, skill))
    return asked


def train(
    problem: Problem,
    duties: Iterable[Duty],
    asked: Sequence[Question] | None = None,
    *,
    time_limit: float = 30.0,
) -> list[Training]:
    """Return what one more skill would change, what closes most first.

    Only coverage is solved. Questions that no time was left for have no answer; without
    a solver none has.

    :param duties: a plan to begin with
    :param asked: by default ``questions``: one for each region and skill with gaps
    :param time_limit: seconds, for all questions
    """
    plan = tuple(duties)
    asked = questions(problem, plan) if asked is None else asked
    if not asked:
        return []
    answer = ask(
        {
            "task": "train",
            "problem": problem_to_json(problem),
            "start": duties_to_json(plan),
            "questions": [[[who, q.skill] for who in q.volunteers] for q in asked],
        },
        time_limit,
    )
    line = answer.done or answer.last or {}
    answers = zip(asked, line.get("answers", ()), strict=False)
    found = [
        _read(line["before"], question, each) for question, each in answers if each
    ]
    return sorted(found, key=lambda training: -training.closed)


def _read(before: list[int], question: Question, answer: list[Any]) -> Training:
    volunteer, _skill, value, bound, *after = answer
    return Training(
        question=question,
        volunteer=volunteer,
        before=Coverage(*before[2:]),
        after=Coverage(*after),
        proven=value == bound and before[0] == before[1],
    )


def _worth(coverage: Coverage) -> int:
    return UNCOVERED * coverage.persons + UNSKILLED * coverage.skills
