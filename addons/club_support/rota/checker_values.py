"""The checker's arithmetic: loads, the value of each level, and what bounds it."""

from __future__ import annotations

from collections.abc import Iterator

from .checker_facts import Facts, Finding, Stated


def wrong_values(facts: Facts) -> list[Finding]:
    """Return each stated load, value or bound that does not hold."""
    loads = [0] * len(facts.people)
    for _region, _slot, volunteer in facts.duties:
        loads[volunteer] += 1
    findings = []
    for volunteer, (stated, found) in enumerate(zip(facts.loads, loads, strict=True)):
        if stated != found:
            findings.append(
                Finding("load", volunteer=volunteer, stated=stated, found=found)
            )
    values = {
        "coverage": _coverage(facts),
        "balance": _balance(facts, loads),
        "comfort": _comfort(facts),
        "debt": _debt(facts, loads),
        "repeated": _repeated(facts),
    }
    for name, found in values.items():
        findings.extend(_level(name, facts.levels[name], found))
    return findings


def _level(name: str, stated: Stated, found: int) -> Iterator[Finding]:
    value, bound = stated.value, stated.bound
    if value != found:
        yield Finding("value", level=name, stated=value, found=found)
    if bound is not None and bound > found:
        yield Finding("bound", level=name, stated=bound, found=found)
    if stated.proven and bound != found:
        yield Finding("proof", level=name, stated=bound, found=found)


def _coverage(facts: Facts) -> int:
    teams: dict[tuple[int, int], list[int]] = {}
    for region, slot, volunteer in facts.duties:
        teams.setdefault((region, slot), []).append(volunteer)
    cost = 0
    for region in range(facts.regions):
        for slot in range(facts.slots):
            team = teams.get((region, slot), [])
            if len(team) < facts.per_slot:
                cost += 10 * (facts.per_slot - len(team))
            for skill in set(facts.required[region]):
                if not any(skill in facts.people[who].skills for who in team):
                    cost += 1
    return cost


def _balance(facts: Facts, loads: list[int]) -> int:
    total = 0
    for load, who in zip(loads, facts.people, strict=True):
        total += (100 * load - who.share) ** 2
    return total


def _debt(facts: Facts, loads: list[int]) -> int:
    total = 0
    for load, who in zip(loads, facts.people, strict=True):
        total += (100 * load - who.share + who.debt) ** 2
    return total


def _comfort(facts: Facts) -> int:
    cost = 0
    for region, slot, volunteer in facts.duties:
        who = facts.people[volunteer]
        if slot in who.disliked:
            cost += 1
        if region not in who.regions:
            cost += 4
    return cost


def _repeated(facts: Facts) -> int:
    """Walk through the year, remembering who has served with whom."""
    met = set(facts.pairs)
    teams: dict[tuple[int, int], list[int]] = {}
    for region, slot, volunteer in facts.duties:
        teams.setdefault((slot, region), []).append(volunteer)
    again = 0
    for _place, team in sorted(teams.items()):
        team.sort()
        for index, one in enumerate(team):
            for two in team[index + 1 :]:
                if (one, two) in met:
                    again += 1
                met.add((one, two))
    return again
