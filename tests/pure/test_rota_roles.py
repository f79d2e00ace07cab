"""Lead and backup: one lead each time, evenly dealt, no newcomer where avoidable."""

from itertools import product

from rota.levels import teams_of
from rota.problem import Duty
from rota.roles import BACKUP, LEAD, assign_roles
from rota_cases import problem, random_plan, random_problem, volunteer

WIDE = {"regions": (1, 4), "slots": (1, 8), "people": (1, 8)}


def leads_of(roles):
    return {
        (duty.region, duty.slot): duty.volunteer
        for duty, role in roles.items()
        if role == LEAD
    }


def unevenness(case, roles):
    extra = [0] * len(case.volunteers)
    for duty, role in roles.items():
        extra[duty.volunteer] += 1 if role == LEAD else -1
    return sum(each * each for each in extra)


def ranked(case, plan, experienced, place):
    """Members of a team from the best placed to lead to the worst."""
    region, slot = place
    ranks = {}
    for who in teams_of(plan)[place]:
        served = who in experienced or any(
            duty.volunteer == who and duty.slot < slot for duty in plan
        )
        away = region not in case.volunteers[who].regions
        ranks[who] = (not served, away)
    return ranks


def test_each_team_has_one_lead_among_those_best_placed():
    for seed in range(500):
        case = random_problem(seed, **WIDE)
        plan = random_plan(case, seed)
        experienced = frozenset(range(seed % 4))
        roles = assign_roles(case, plan, experienced)
        assert set(roles) == plan
        assert set(roles.values()) <= {LEAD, BACKUP}
        leads = leads_of(roles)
        assert set(leads) == set(teams_of(plan)), seed
        for place, lead in leads.items():
            ranks = ranked(case, plan, experienced, place)
            assert ranks[lead] == min(ranks.values()), (seed, place)
        assert roles == assign_roles(case, sorted(plan)[::-1], experienced)


def test_roles_are_as_even_as_they_can_be():
    compared = 0
    for seed in range(600):
        case = random_problem(seed, **WIDE)
        plan = random_plan(case, seed)
        everybody = frozenset(range(len(case.volunteers)))
        places = sorted(teams_of(plan))
        choices = []
        for place in places:
            ranks = ranked(case, plan, everybody, place)
            choices.append([who for who in ranks if ranks[who] == min(ranks.values())])
        count = 1
        for choice in choices:
            count *= len(choice)
        if not 1 < count <= 600:
            continue
        compared += 1
        best = min(
            unevenness(
                case,
                {
                    duty: LEAD
                    if lead[places.index((duty.region, duty.slot))] == duty.volunteer
                    else BACKUP
                    for duty in plan
                },
            )
            for lead in product(*choices)
        )
        assert unevenness(case, assign_roles(case, plan, everybody)) == best, seed
    assert compared > 100


def test_two_who_always_serve_together_lead_in_turn():
    case = problem(volunteer("a"), volunteer("b"), per_slot=2)
    plan = [Duty(0, slot, who) for slot in range(4) for who in (0, 1)]
    leads = leads_of(assign_roles(case, plan, frozenset({0, 1})))
    assert sorted(leads.values()) == [0, 0, 1, 1]


def test_newcomer_backs_up_the_first_time_even_a_helper():
    helper = volunteer("helper", 1, helps_neighbours=True)
    case = problem(volunteer("new", 0), helper, regions=2, per_slot=2)
    plan = [Duty(0, slot, who) for slot in (0, 2) for who in (0, 1)]
    # Having served once, the volunteer of the region leads.
    roles = assign_roles(case, plan, frozenset({1}))
    assert leads_of(roles) == {(0, 0): 1, (0, 2): 0}
    # Where both are new, the region's own leads at once.
    assert leads_of(assign_roles(case, plan)) == {(0, 0): 0, (0, 2): 0}


def test_who_is_alone_leads():
    case = problem(volunteer("new"))
    assert assign_roles(case, [Duty(0, 3, 0)]) == {Duty(0, 3, 0): LEAD}
    assert assign_roles(case, []) == {}
