"""Fair shares: who is available more is expected to serve more, under their maximum.

The rule, in exact fractions:

1. A region wants, in each slot, ``per_slot`` persons; as many of them as it has own
   volunteers available in that slot are shared out. The others are nobody's share:
   being willing to help a neighbour raises nobody's share.
2. A region spreads what it shares out over its own volunteers in proportion to the
   slots in which they are available. Who serves n regions counts in each of them with
   an nth of those slots.
3. Whose sum over their regions passes the most they can serve keeps that most (taken
   off each of their regions in proportion) and the rest is spread again over the
   others, until nobody passes. The most one can serve is the maximum load, or fewer
   where availability and rest leave room for fewer.
4. What no volunteer has room for is nobody's share.

Shares are then rounded to whole hundredths: down, and the hundredths that are left in
each pool (regions linked by the volunteers they have in common) go to the largest
remainders, the first in the list among equals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from .problem import UNIT, Problem, Volunteer

ZERO = Fraction(0)


def with_fair_shares(problem: Problem) -> Problem:
    """Return the problem with each volunteer's share set by the rule."""
    shares = fair_shares(problem)
    return replace(
        problem,
        volunteers=tuple(
            replace(who, share=share)
            for who, share in zip(problem.volunteers, shares, strict=True)
        ),
    )


def fair_shares(problem: Problem) -> tuple[int, ...]:
    """Return each volunteer's fair share, in hundredths of a duty."""
    exact = _exact_shares(problem)
    shares = [int(share) for share in exact]
    for pool in pools(problem):
        left = int(sum((exact[who] for who in pool), ZERO))
        left -= sum(shares[who] for who in pool)
        remainders = sorted(pool, key=lambda who: (shares[who] - exact[who], who))
        for who in remainders[:left]:
            shares[who] += 1
    return tuple(shares)


def shared_duties(problem: Problem) -> tuple[int, ...]:
    """Return, for each region, the duties that its own volunteers share."""
    return tuple(
        sum(
            min(
                problem.per_slot,
                sum(
                    region in who.regions and slot in who.available
                    for who in problem.volunteers
                ),
            )
            for slot in range(problem.slots)
        )
        for region in range(len(problem.regions))
    )


def most_duties(problem: Problem, who: Volunteer) -> int:
    """Return the most duties this volunteer can serve in the plan."""
    most = 0
    free_from = 0
    for slot in sorted(who.available & set(range(problem.slots))):
        if slot >= free_from:
            most += 1
            free_from = slot + who.rest + 1
    return max(0, min(most, who.max_load))


def pools(problem: Problem) -> list[list[int]]:
    """Return the volunteers by pool: together when their regions are linked."""
    pool_of = list(range(len(problem.regions)))
    for who in problem.volunteers:
        joined = {pool_of[region] for region in who.regions}
        pool_of = [min(joined) if pool in joined else pool for pool in pool_of]
    members: dict[int, list[int]] = {}
    for position, who in enumerate(problem.volunteers):
        if who.regions:
            members.setdefault(pool_of[who.regions[0]], []).append(position)
    return list(members.values())


def _exact_shares(problem: Problem) -> list[Fraction]:
    wanted = [Fraction(UNIT * duties) for duties in shared_duties(problem)]
    slots = set(range(problem.slots))
    weights = [
        Fraction(len(who.available & slots), len(who.regions) or 1)
        for who in problem.volunteers
    ]
    most = [UNIT * most_duties(problem, who) for who in problem.volunteers]
    shares = [ZERO] * len(weights)
    free = {who for who, weight in enumerate(weights) if weight}
    while free:
        rates = _rates(problem, wanted, weights, free)
        for who in free:
            per_slot = sum((rates[r] for r in problem.volunteers[who].regions), ZERO)
            shares[who] = weights[who] * per_slot
        full = {who for who in free if shares[who] > most[who]}
        if not full:
            break
        for who in full:
            kept = most[who] / shares[who]
            for region in problem.volunteers[who].regions:
                wanted[region] -= weights[who] * rates[region] * kept
            shares[who] = Fraction(most[who])
        free -= full
    return shares


def _rates(
    problem: Problem,
    wanted: list[Fraction],
    weights: list[Fraction],
    free: Iterable[int],
) -> list[Fraction]:
    """Return what each region asks of one available slot of a free volunteer."""
    together = [ZERO] * len(problem.regions)
    for who in free:
        for region in problem.volunteers[who].regions:
            together[region] += weights[who]
    return [
        duties / weight if weight else ZERO
        for duties, weight in zip(wanted, together, strict=True)
    ]
