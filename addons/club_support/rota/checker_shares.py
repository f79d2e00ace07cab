"""The checker's own way to the fair shares (the rule is told in ``shares``).

Each region pours its duties over its people; whoever is full leaves with what they
hold, and all regions pour again.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from .checker_facts import Facts, Finding, Person


def wrong_shares(facts: Facts) -> list[Finding]:
    """Return each stated share that the rule does not give, if the rule gave them."""
    if not facts.shares_by_rule:
        return []
    findings = []
    for volunteer, share in enumerate(_rounded(facts, _exact(facts))):
        stated = facts.people[volunteer].share
        if stated != share:
            findings.append(
                Finding("share", volunteer=volunteer, stated=stated, found=share)
            )
    return findings


def _exact(facts: Facts) -> list[Fraction]:
    """Return the shares in exact hundredths."""
    limits = [100 * _room(who) for who in facts.people]
    wanted = [_shared(facts, region) for region in range(facts.regions)]
    # What those who are full have taken off each region, by volunteer.
    taken: dict[int, dict[int, Fraction]] = {}
    while True:
        poured = _pour(facts, wanted, taken)
        full = [who for who in poured if sum(poured[who].values()) > limits[who]]
        if not full:
            poured.update(taken)
            return [
                sum(poured.get(who, {}).values(), Fraction(0))
                for who in range(len(facts.people))
            ]
        for who in full:
            total = sum(poured[who].values())
            taken[who] = {
                region: part * limits[who] / total
                for region, part in poured[who].items()
            }


def _pour(
    facts: Facts, wanted: list[int], taken: dict[int, dict[int, Fraction]]
) -> dict[int, dict[int, Fraction]]:
    """Return what each volunteer who is not full gets from each of their regions."""
    poured: dict[int, dict[int, Fraction]] = {}
    for region in range(facts.regions):
        left = Fraction(100 * wanted[region])
        open_to = []
        for who, person in enumerate(facts.people):
            if who in taken:
                left -= taken[who].get(region, 0)
            elif region in person.regions and person.available:
                open_to.append(who)
        width = sum((_weight(facts.people[who]) for who in open_to), Fraction(0))
        for who in open_to:
            part = left * _weight(facts.people[who]) / width
            poured.setdefault(who, {})[region] = part
    return poured


def _weight(who: Person) -> Fraction:
    return Fraction(len(who.available), len(who.regions))


def _shared(facts: Facts, region: int) -> int:
    """Return how many duties of a region somebody of that region is free for."""
    duties = 0
    for slot in range(facts.slots):
        free = 0
        for who in facts.people:
            if region in who.regions and slot in who.available:
                free += 1
        duties += min(free, facts.per_slot)
    return duties


def _room(who: Person) -> int:
    """Return how many duties one volunteer has room for."""
    served: list[int] = []
    for slot in sorted(who.available):
        if not served or slot - served[-1] > who.rest:
            served.append(slot)
    return max(0, min(len(served), who.max_load))


def _rounded(facts: Facts, exact: list[Fraction]) -> list[int]:
    shares = [floor(share) for share in exact]
    for pool in _pools(facts):
        total = floor(sum(exact[who] for who in pool))
        while sum(shares[who] for who in pool) < total:
            # `max` takes the first among equals.
            shares[max(pool, key=lambda who: exact[who] - shares[who])] += 1
    return shares


def _pools(facts: Facts) -> list[list[int]]:
    """Return volunteers who have a region in common, directly or through others."""
    pools: list[list[int]] = []
    waiting = [who for who, person in enumerate(facts.people) if person.regions]
    while waiting:
        regions = set(facts.people[waiting[0]].regions)
        size = 0
        while size < len(regions):
            size = len(regions)
            for who in waiting:
                if regions & set(facts.people[who].regions):
                    regions |= set(facts.people[who].regions)
        pools.append([w for w in waiting if regions & set(facts.people[w].regions)])
        waiting = [w for w in waiting if not regions & set(facts.people[w].regions)]
    return pools
