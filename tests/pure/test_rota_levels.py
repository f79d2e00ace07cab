"""What a plan is worth, level by level."""

from dataclasses import replace

from rota.levels import Levels, levels_of
from rota.problem import Duty
from rota_cases import problem, volunteer


def test_empty_plan_costs_each_duty_and_each_skill():
    case = problem(regions=2, slots=3, per_slot=2, required=("finance", "portal"))
    assert levels_of(case, []) == Levels(2 * 3 * (10 * 2 + 2), 0, 0, 0, 0)


def test_skill_counts_once_however_many_have_it():
    experts = [volunteer(key, skills=frozenset({"finance"})) for key in "ab"]
    case = problem(*experts, slots=1, per_slot=2, required=("finance", "portal"))
    both = [Duty(0, 0, 0), Duty(0, 0, 1)]
    assert levels_of(case, both).coverage == 1
    assert levels_of(case, both[:1]).coverage == 10 + 1


def test_team_above_the_number_wanted_earns_nothing():
    case = problem(volunteer("a"), volunteer("b"), slots=2)
    assert levels_of(case, [Duty(0, 0, 0), Duty(0, 0, 1)]).coverage == 10


def test_same_duty_twice_counts_once():
    case = problem(volunteer("a", share=100), slots=1)
    assert levels_of(case, [Duty(0, 0, 0)] * 2) == levels_of(case, [Duty(0, 0, 0)])


def test_balance_counts_those_who_serve_nothing():
    case = problem(volunteer("a", share=150), volunteer("b", share=50), slots=2)
    plan = [Duty(0, 0, 0), Duty(0, 1, 0)]
    assert levels_of(case, plan).balance == 50**2 + 50**2


def test_debt_adds_last_year_to_this_one():
    case = problem(volunteer("a", share=100, debt=70), volunteer("b", debt=-30))
    assert levels_of(case, [Duty(0, 0, 0)]).debt == 70**2 + 30**2
    assert levels_of(case, [Duty(0, 0, 1)]).debt == 30**2 + 70**2


def test_comfort_adds_disliked_slots_and_duties_away():
    case = problem(
        volunteer("a", 0, disliked=frozenset({1})),
        volunteer("b", 0, 1, helps_neighbours=True, disliked=frozenset({1})),
        regions=4,
    )
    worth = {
        Duty(0, 0, 0): 0,
        Duty(0, 1, 0): 1,
        Duty(1, 0, 1): 0,
        Duty(3, 0, 1): 4,
        Duty(2, 1, 1): 5,
    }
    for duty, cost in worth.items():
        assert levels_of(case, [duty]).comfort == cost, duty


def test_first_time_together_is_free_and_each_other_costs_one():
    case = problem(*(volunteer(key) for key in "abc"), per_slot=3)
    pair = [Duty(0, slot, who) for slot in (0, 2, 3) for who in (0, 1)]
    assert levels_of(case, pair).repeated == 2
    assert levels_of(case, [*pair, Duty(0, 0, 2)]).repeated == 2
    assert levels_of(case, [*pair, Duty(0, 0, 2), Duty(0, 2, 2)]).repeated == 4
    known = replace(case, served_together=frozenset({(0, 1)}))
    assert levels_of(known, pair).repeated == 3


def test_two_regions_at_once_is_not_together():
    case = problem(*(volunteer(key, 0, 1) for key in "ab"), regions=2)
    apart = [Duty(0, 0, 0), Duty(1, 0, 1)]
    known = replace(case, served_together=frozenset({(0, 1)}))
    assert levels_of(known, apart).repeated == 0


def test_plans_compare_level_after_level():
    assert Levels(0, 9, 9, 9, 9) < Levels(1, 0, 0, 0, 0)
    assert Levels(1, 2, 3, 4, 5) < Levels(1, 2, 3, 4, 6)
