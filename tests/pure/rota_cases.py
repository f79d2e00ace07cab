"""Problems and plans for the tests of the rota: small, random, from fixed seeds."""

from dataclasses import replace
from pathlib import Path
from random import Random

from rota.instances import ring
from rota.levels import Levels, levels_of
from rota.problem import Duty, Problem, Volunteer
from rota.record import Certificate, Proof

DATA = Path(__file__).parents[1] / "data" / "rota"
INSTANCES = sorted(DATA.glob("*.json"))
SKILLS = ("finance", "portal")


def volunteer(key, *regions, slots=4, **values):
    """Somebody free in each slot, unless told otherwise."""
    facts = {
        "available": frozenset(range(slots)),
        "skills": frozenset(),
        "max_load": slots,
        "rest": 0,
        **values,
    }
    return Volunteer(key=key, regions=regions or (0,), **facts)


def problem(*volunteers, regions=1, slots=4, per_slot=1, required=(), **values):
    """Regions in a ring that all require the same skills."""
    return Problem(
        regions=tuple(f"R{region}" for region in range(regions)),
        slots=slots,
        per_slot=per_slot,
        required=(tuple(required),) * regions,
        neighbours=ring(regions),
        volunteers=volunteers,
        **values,
    )


def random_problem(seed, regions=(1, 3), slots=(1, 6), people=(0, 6)):
    """A problem of any shape within these bounds, with forced and forbidden duties."""
    random = Random(seed)
    size = random.randint(*slots)
    places = random.randint(*regions)
    who = tuple(
        _random_volunteer(random, number, places, size)
        for number in range(random.randint(*people))
    )
    pairs = [(one, two) for two in range(len(who)) for one in range(two)]
    made = replace(
        problem(*who, regions=places, slots=size, per_slot=random.choice((1, 2, 2, 3))),
        required=tuple(
            tuple(sorted(random.sample(SKILLS, random.choice((0, 1, 1, 2)))))
            for _ in range(places)
        ),
        served_together=frozenset(pair for pair in pairs if random.random() < 0.2),
    )
    every = [duty for duty in all_duties(made) if made.allows(duty)]
    forbidden = frozenset(duty for duty in every if random.random() < 0.05)
    made = replace(made, forbidden=forbidden)
    if random.random() < 0.5:
        return made
    kept = random_plan(made, random.randrange(10**9), random.randint(0, 2))
    return replace(made, forced=frozenset(kept))


def all_duties(case):
    """Every duty that the sizes of the problem leave room for."""
    return [
        Duty(region, slot, who)
        for region in range(len(case.regions))
        for slot in range(case.slots)
        for who in range(len(case.volunteers))
    ]


def random_plan(case, seed, most=None):
    """A plan that keeps every hard rule: the forced duties, and others at random."""
    random = Random(seed)
    plan = set(case.forced)
    others = [duty for duty in all_duties(case) if case.allows(duty)]
    random.shuffle(others)
    if most is None:
        most = random.randint(0, len(others))
    for duty in others[:most]:
        if fits(case, plan, duty):
            plan.add(duty)
    return plan


def fits(case, plan, duty):
    """Whether the duty can join the plan without breaking a hard rule."""
    who = case.volunteers[duty.volunteer]
    own = [other for other in plan if other.volunteer == duty.volunteer]
    team = [
        other
        for other in plan
        if (other.region, other.slot) == (duty.region, duty.slot)
    ]
    return (
        case.allows(duty)
        and duty not in plan
        and len(team) < case.per_slot
        and len(own) < who.max_load
        and all(abs(other.slot - duty.slot) > who.rest for other in own)
    )


def certified(case, plan, proofs=None, shares="given"):
    """The certificate of a plan as somebody who counts right would state it."""
    return Certificate(
        problem=case,
        duties=frozenset(plan),
        levels=levels_of(case, plan),
        proofs={name: Proof() for name in Levels._fields} | (proofs or {}),
        shares=shares,
    )


def _random_volunteer(random, number, regions, slots):
    # Now and then somebody from outside the plan, willing to help.
    count = random.choice((1, 1, 1, min(2, regions), min(2, regions), 0))
    homes = random.sample(range(regions), count)
    chance = random.choice((0.3, 0.6, 0.9, 1))
    return Volunteer(
        key=f"v{number}",
        regions=tuple(homes),
        available=frozenset(s for s in range(slots) if random.random() < chance),
        skills=frozenset(skill for skill in SKILLS if random.random() < 0.5),
        max_load=random.randint(0, slots),
        rest=random.randint(0, 2),
        disliked=frozenset(s for s in range(slots) if random.random() < 0.2),
        helps_neighbours=random.random() < 0.4,
        beside=frozenset(r for r in range(regions) if random.random() < 0.2),
        share=random.randint(0, 100 * slots),
        debt=random.randint(-150, 150),
    )
