"""Fair shares: they add up, keep under the maximum, and follow availability."""

from dataclasses import replace

from rota.instances import read_instance
from rota.shares import (
    fair_shares,
    most_duties,
    pools,
    shared_duties,
    with_fair_shares,
)
from rota_cases import INSTANCES, problem, random_problem, volunteer

SEEDS = range(400)
WIDE = {"regions": (1, 5), "slots": (1, 12), "people": (0, 9)}


def free(*slots):
    return frozenset(slots)


def test_shares_follow_available_slots():
    case = problem(
        volunteer("a", slots=9),
        volunteer("b", slots=9, available=free(*range(6))),
        volunteer("c", available=free(*range(3)), helps_neighbours=True),
        slots=9,
    )
    assert fair_shares(case) == (450, 300, 150)


def test_who_reaches_the_maximum_keeps_it_and_the_rest_is_shared_again():
    people = [volunteer(key, slots=9) for key in "abc"]
    people[0] = replace(people[0], max_load=1)
    assert fair_shares(problem(*people, slots=9)) == (100, 400, 400)
    # b, within the maximum at first, passes it once a is full.
    people[1] = replace(people[1], max_load=3)
    assert fair_shares(problem(*people, slots=9)) == (100, 300, 500)


def test_rest_limits_what_one_is_expected_to_serve():
    case = problem(volunteer("a", slots=10, rest=3), slots=10, per_slot=2)
    assert fair_shares(case) == (300,)
    assert most_duties(case, volunteer("a", available=free(0, 3, 4, 9), rest=3)) == 3
    assert most_duties(case, volunteer("a", available=free(0, 99))) == 1


def test_thirds_go_to_the_first_in_the_list():
    case = problem(*(volunteer(key, slots=1) for key in "abc"), slots=1)
    assert fair_shares(case) == (34, 33, 33)


def test_duties_of_an_empty_region_are_nobodys_share():
    helper = volunteer("a", 0, helps_neighbours=True)
    case = problem(helper, regions=2)
    assert shared_duties(case) == (4, 0)
    assert fair_shares(case) == (400,)


def test_helper_from_outside_the_plan_has_no_share_of_it():
    guest = replace(volunteer("guest"), regions=(), helps_neighbours=True)
    guest = replace(guest, beside=frozenset({0}))
    assert fair_shares(problem(guest, volunteer("home"))) == (0, 400)
    assert pools(problem(guest, volunteer("home"))) == [[1]]


def test_slots_nobody_is_free_in_are_nobodys_share():
    away_in_august = free(0, 1, 4)
    people = [volunteer(key, available=away_in_august) for key in "ab"]
    assert fair_shares(problem(*people, slots=5, per_slot=3)) == (300, 300)
    nobody = [replace(who, available=free()) for who in people]
    assert fair_shares(problem(*nobody)) == (0, 0)
    assert fair_shares(problem()) == ()


def test_who_serves_two_regions_counts_half_in_each():
    case = problem(
        *(volunteer("a", 0), volunteer("b", 0), volunteer("c", 2)),
        volunteer("both", 0, 2),
        regions=4,
    )
    # Region 0: 4 duties over 2.5 volunteers; region 2: 4 over 1.5.
    assert fair_shares(case) == (160, 160, 267, 213)
    assert pools(case) == [[0, 1, 2, 3]]


def test_regions_without_a_common_volunteer_share_apart():
    case = problem(
        *(volunteer(str(n), n % 2, slots=6) for n in range(5)), regions=2, slots=6
    )
    assert fair_shares(case) == (200, 300, 200, 300, 200)
    assert pools(case) == [[0, 2, 4], [1, 3]]


def test_shares_add_up_and_keep_under_the_maximum():
    for seed in SEEDS:
        case = random_problem(seed, **WIDE)
        shares, wanted = fair_shares(case), shared_duties(case)
        full = [
            share == 100 * most_duties(case, who)
            for share, who in zip(shares, case.volunteers, strict=True)
        ]
        for share, who in zip(shares, case.volunteers, strict=True):
            assert 0 <= share <= 100 * most_duties(case, who), seed
        for pool in pools(case):
            regions = {r for who in pool for r in case.volunteers[who].regions}
            total = 100 * sum(wanted[region] for region in regions)
            given = sum(shares[who] for who in pool)
            assert given <= total, seed
            # What is left is left because a region's people are all full.
            if given < total:
                assert any(
                    all(
                        full[who]
                        for who in pool
                        if region in case.volunteers[who].regions
                    )
                    for region in regions
                    if wanted[region]
                ), seed


def test_more_available_slots_never_lower_a_share():
    for seed in SEEDS:
        case = with_fair_shares(random_problem(seed, people=(1, 5)))
        for one in case.volunteers:
            for two in case.volunteers:
                if one.regions == two.regions and one.available < two.available:
                    most = 100 * most_duties(case, two)
                    assert one.share <= two.share or two.share == most, seed


def test_becoming_available_never_lowers_ones_own_share():
    for seed in SEEDS:
        case = random_problem(seed, people=(1, 5))
        before = fair_shares(case)[0]
        for slot in range(case.slots):
            first, *others = case.volunteers
            more = replace(first, available=first.available | {slot})
            after = fair_shares(replace(case, volunteers=(more, *others)))[0]
            # Rounding may take one hundredth back.
            assert after >= before - 1, (seed, slot)


def test_order_of_the_list_moves_a_hundredth_at_most():
    for seed in SEEDS:
        case = random_problem(seed, **WIDE)
        turned = replace(case, volunteers=case.volunteers[::-1])
        for one, two in zip(fair_shares(case), fair_shares(turned)[::-1], strict=True):
            assert abs(one - two) <= 1, seed


def test_rule_gives_the_shares_that_came_with_an_instance():
    path = next(path for path in INSTANCES if path.stem == "8x15_2")
    case = read_instance(path.read_text()).problem
    for share, who in zip(fair_shares(case), case.volunteers, strict=True):
        assert abs(share - who.share) <= 1, who.key
    assert sum(fair_shares(case)) == 100 * 8 * 52 * 2
