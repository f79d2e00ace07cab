"""The checker's hard rules: each duty alone, each team, each volunteer's year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .checker_facts import Facts, Finding, Person


def broken_rules(facts: Facts) -> list[Finding]:
    """Return each hard rule that the plan breaks."""
    findings = list(_same_duties(facts))
    for duty in facts.duties:
        findings.extend(_duty(facts, duty))
    for duty in facts.forced:
        if duty not in facts.duties:
            findings.append(Finding("forced_missing", *duty))
    findings.extend(_teams(facts))
    for position, who in enumerate(facts.people):
        served = [duty for duty in facts.duties if duty[2] == position]
        findings.extend(_year(who, position, sorted(served, key=_slot_first)))
    return findings


def _same_duties(facts: Facts) -> Iterator[Finding]:
    seen = set()
    for duty in facts.duties:
        if duty in seen:
            yield Finding("same_duty", *duty)
        seen.add(duty)


def _duty(facts: Facts, duty: tuple[int, int, int]) -> Iterator[Finding]:
    region, slot, volunteer = duty
    who = facts.people[volunteer]
    if slot not in who.available:
        yield Finding("unavailable", *duty)
    if not _reaches(facts, who, region):
        yield Finding("out_of_reach", *duty)
    if duty in facts.forbidden:
        yield Finding("forbidden", *duty)


def _reaches(facts: Facts, who: Person, region: int) -> bool:
    if region in who.regions:
        return True
    if not who.helps_neighbours:
        return False
    if region in who.beside:
        return True
    return any(region in facts.neighbours[own] for own in who.regions)


def _teams(facts: Facts) -> Iterator[Finding]:
    sizes: dict[tuple[int, int], int] = {}
    for region, slot, _volunteer in facts.duties:
        sizes[region, slot] = sizes.get((region, slot), 0) + 1
    for (region, slot), size in sorted(sizes.items()):
        if size > facts.per_slot:
            yield Finding("crowded", region, slot, stated=facts.per_slot, found=size)


def _year(
    who: Person, position: int, served: list[tuple[int, int, int]]
) -> Iterator[Finding]:
    """Look at the duties of one volunteer, in the order of their slots."""
    load = len(served)
    if load > who.max_load:
        yield Finding("overload", volunteer=position, stated=who.max_load, found=load)
    for before, after in pairwise(served):
        between = after[1] - before[1]
        if between == 0:
            yield Finding("two_at_once", *after)
        elif between <= who.rest:
            yield Finding("rest", *after, stated=who.rest, found=between - 1)


def _slot_first(duty: tuple[int, int, int]) -> tuple[int, int]:
    return duty[1], duty[0]
