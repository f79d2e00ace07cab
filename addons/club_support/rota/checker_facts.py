"""What the checker reads in a record, and what it has to say about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

VERSION = 1
LEVELS = ("coverage", "balance", "comfort", "debt", "repeated")


@dataclass(frozen=True)
class Finding:
    """Something wrong; ``code`` says what (listed in ``checker``), the rest where.

    :ivar region, slot, volunteer: positions, where the finding has them
    :ivar level: name of a level
    :ivar stated: the number in the record; of a broken rule, the limit
    :ivar found: the number there should be; of a broken rule, the number there is
    """

    code: str
    region: int | None = None
    slot: int | None = None
    volunteer: int | None = None
    level: str = ""
    stated: int | None = None
    found: int | None = None


@dataclass(frozen=True)
class Person:
    """A volunteer of the record."""

    key: str
    regions: list[int]
    available: list[int]
    skills: list[str]
    max_load: int
    rest: int
    disliked: list[int]
    helps_neighbours: bool
    beside: list[int]
    share: int
    debt: int


@dataclass(frozen=True)
class Stated:
    """A level of the record."""

    value: int
    bound: int | None
    proven: bool


@dataclass(frozen=True)
class Facts:
    """A record, each of its parts of the right type."""

    regions: int
    slots: int
    per_slot: int
    required: list[list[str]]
    neighbours: list[list[int]]
    people: list[Person]
    forced: list[tuple[int, int, int]]
    forbidden: list[tuple[int, int, int]]
    pairs: list[tuple[int, int]]
    duties: list[tuple[int, int, int]]
    loads: list[int]
    levels: dict[str, Stated]
    shares_by_rule: bool


def read_facts(record: Mapping[str, Any]) -> Facts:
    """Return the record with its types checked.

    :raises KeyError, TypeError, ValueError: when it has another shape or version
    """
    if record["version"] != VERSION or record["shares"] not in ("rule", "given"):
        raise ValueError("unknown version")
    problem = record["problem"]
    regions = len(_texts(problem["regions"]))
    facts = Facts(
        regions=regions,
        slots=_whole(problem["slots"]),
        per_slot=_whole(problem["per_slot"]),
        required=[_texts(skills) for skills in problem["required"]],
        neighbours=[_wholes(near) for near in problem["neighbours"]],
        people=[_person(who) for who in problem["volunteers"]],
        forced=_duties(problem["forced"]),
        forbidden=_duties(problem["forbidden"]),
        pairs=[_pair(pair) for pair in problem["served_together"]],
        duties=_duties(record["duties"]),
        loads=[_whole(load) for load in record["loads"]],
        levels={level["name"]: _stated(level) for level in record["levels"]},
        shares_by_rule=record["shares"] == "rule",
    )
    sizes = (len(facts.required), len(facts.neighbours))
    names = sorted(level["name"] for level in record["levels"])
    if sizes != (regions, regions) or len(facts.loads) != len(facts.people):
        raise ValueError("lists of different lengths")
    if names != sorted(LEVELS):
        raise ValueError("other levels")
    return facts


def unknown_positions(facts: Facts) -> list[Finding]:
    """Return each position that points to no region, slot or volunteer."""
    findings = list(_unknown_in_people(facts))
    for near in facts.neighbours:
        for region in near:
            if not 0 <= region < facts.regions:
                findings.append(Finding("unknown_region", region=region))
    for duty in [*facts.duties, *facts.forced, *facts.forbidden]:
        findings.extend(_unknown_in_duty(facts, duty))
    for pair in facts.pairs:
        for volunteer in pair:
            if not 0 <= volunteer < len(facts.people):
                findings.append(Finding("unknown_volunteer", volunteer=volunteer))
    return findings


def _unknown_in_people(facts: Facts) -> Iterator[Finding]:
    seen: list[str] = []
    for position, who in enumerate(facts.people):
        if who.key in seen:
            yield Finding("same_volunteer", volunteer=position)
        seen.append(who.key)
        for region in [*who.regions, *who.beside]:
            if not 0 <= region < facts.regions:
                yield Finding("unknown_region", region=region, volunteer=position)
        for slot in [*who.available, *who.disliked]:
            if not 0 <= slot < facts.slots:
                yield Finding("unknown_slot", slot=slot, volunteer=position)


def _unknown_in_duty(facts: Facts, duty: tuple[int, int, int]) -> Iterator[Finding]:
    region, slot, volunteer = duty
    if not 0 <= region < facts.regions:
        yield Finding("unknown_region", *duty)
    if not 0 <= slot < facts.slots:
        yield Finding("unknown_slot", *duty)
    if not 0 <= volunteer < len(facts.people):
        yield Finding("unknown_volunteer", *duty)


def _person(data: Mapping[str, Any]) -> Person:
    return Person(
        key=_text(data["key"]),
        regions=_wholes(data["regions"]),
        available=_wholes(data["available"]),
        skills=_texts(data["skills"]),
        max_load=_whole(data["max_load"]),
        rest=_whole(data["rest"]),
        disliked=_wholes(data["disliked"]),
        helps_neighbours=_truth(data["helps_neighbours"]),
        beside=_wholes(data["beside"]),
        share=_whole(data["share"]),
        debt=_whole(data["debt"]),
    )


def _stated(data: Mapping[str, Any]) -> Stated:
    bound = data["bound"]
    return Stated(
        value=_whole(data["value"]),
        bound=None if bound is None else _whole(bound),
        proven=_truth(data["proven"]),
    )


def _duties(data: Any) -> list[tuple[int, int, int]]:
    duties = []
    for region, slot, volunteer in data:
        duties.append((_whole(region), _whole(slot), _whole(volunteer)))
    return duties


def _pair(data: Any) -> tuple[int, int]:
    one, two = _wholes(data)
    if one >= two:
        raise ValueError("the smaller position of a pair comes first")
    return one, two


def _wholes(data: Any) -> list[int]:
    numbers = [_whole(number) for number in data]
    if len(set(numbers)) != len(numbers):
        raise ValueError("a number stands twice")
    return numbers


def _whole(data: Any) -> int:
    if type(data) is not int:
        raise TypeError(f"not a whole number: {data!r}")
    return data


def _texts(data: Any) -> list[str]:
    return [_text(text) for text in data]


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise TypeError(f"not a text: {data!r}")
    return data


def _truth(data: Any) -> bool:
    if not isinstance(data, bool):
        raise TypeError(f"not a truth value: {data!r}")
    return data
