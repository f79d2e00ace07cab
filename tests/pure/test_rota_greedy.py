"""Plans made without a solver: valid always, and worth living with."""

from dataclasses import replace

import pytest
from rota.checker import check
from rota.greedy import least_loaded, longest_idle, round_robin
from rota.instances import read_instance
from rota.levels import levels_of, loads_of
from rota.problem import Duty
from rota.record import to_record
from rota.shares import with_fair_shares
from rota_brute import best_levels, tiny
from rota_cases import (
    INSTANCES,
    certified,
    problem,
    random_problem,
    volunteer,
)

MAKERS = (least_loaded, round_robin, longest_idle)
WIDE = {"regions": (1, 5), "slots": (1, 12), "people": (0, 9)}


@pytest.mark.parametrize("make", MAKERS)
def test_no_plan_breaks_a_hard_rule(make):
    for seed in range(500):
        case = random_problem(seed, **WIDE)
        plan = make(case)
        assert check(to_record(certified(case, plan))) == [], seed
        assert plan == make(case), seed


@pytest.mark.parametrize("path", INSTANCES, ids=lambda path: path.stem)
def test_fallback_is_better_than_taking_turns(path):
    instance = read_instance(path.read_text())
    case, optimum = instance.problem, instance.optimum
    values = {}
    for make in MAKERS:
        plan = make(case)
        assert check(to_record(certified(case, plan))) == []
        values[make] = levels_of(case, plan)
    fallback = values.pop(least_loaded)
    for other in values.values():
        assert fallback.coverage < other.coverage / 5
        assert fallback.balance < other.balance / 2
    best = (optimum.coverage, optimum.balance, optimum.comfort)
    assert fallback[:3] >= best


def test_fallback_leaves_nobody_out_when_all_are_alike():
    people = [volunteer(str(n), slots=24, rest=2) for n in range(8)]
    case = with_fair_shares(problem(*people, slots=24, per_slot=2))
    plan = least_loaded(case)
    assert loads_of(case, plan) == (6,) * 8
    assert levels_of(case, plan)[:3] == (0, 0, 0)


def test_fallback_is_near_the_best_plan_of_small_problems():
    """It covers as well as the best plan but for a few in a hundred problems."""
    seeds = range(400)
    problems = (random_problem(seed, slots=(1, 4), people=(1, 4)) for seed in seeds)
    worse = compared = 0
    for case in tiny(problems):
        best, found = best_levels(case), levels_of(case, least_loaded(case))
        assert found >= best, case
        compared += 1
        worse += found.coverage > best.coverage
    assert compared > 150
    assert worse <= compared * 0.02


def test_skill_comes_before_the_share():
    expert = volunteer("expert", skills=frozenset({"finance"}), share=0)
    plain = volunteer("plain", share=400)
    case = problem(plain, expert, required=("finance",))
    assert {duty.volunteer for duty in least_loaded(case)} == {1}


def test_gap_is_filled_by_moving_another_duty():
    # Who alone can serve in slot 1 must first be freed of a neighbouring slot.
    only = volunteer("only", 0, rest=1, slots=3, share=300, max_load=3)
    other = volunteer("other", 0, available=frozenset({0, 2}), share=0)
    case = problem(only, other, slots=3)
    assert levels_of(case, least_loaded(case)).coverage == 0


def test_disliked_slots_and_duties_away_are_avoided_where_nothing_is_lost():
    people = (
        volunteer("a", 0, disliked=frozenset({0, 1}), helps_neighbours=True, share=200),
        volunteer("b", 0, disliked=frozenset({2, 3}), helps_neighbours=True, share=200),
        volunteer("c", 1, helps_neighbours=True, share=400),
    )
    case = problem(*people, regions=2)
    assert levels_of(case, least_loaded(case))[:3] == (0, 0, 0)


def test_taking_turns_follows_the_list():
    people = [volunteer(key, slots=5) for key in "abc"]
    people[1] = replace(people[1], available=frozenset({0, 4}))
    plan = sorted(round_robin(problem(*people, slots=5)))
    assert [duty.volunteer for duty in plan] == [0, 2, 0, 2, 0]


def test_longest_idle_goes_first():
    people = [volunteer(key, slots=5) for key in "abc"]
    people[0] = replace(people[0], available=frozenset({2, 3, 4}))
    plan = sorted(longest_idle(problem(*people, slots=5)))
    assert [duty.volunteer for duty in plan] == [1, 2, 0, 1, 2]


@pytest.mark.parametrize("make", MAKERS)
def test_edges(make):
    assert make(problem()) == frozenset()
    assert make(problem(regions=0, slots=0)) == frozenset()
    alone = problem(volunteer("a", rest=1))
    assert make(alone) == {Duty(0, 0, 0), Duty(0, 2, 0)}
    away_in_august = replace(alone.volunteers[0], available=frozenset({0, 3}))
    assert make(replace(alone, volunteers=(away_in_august,))) == {
        Duty(0, 0, 0),
        Duty(0, 3, 0),
    }
    unskilled = replace(alone, required=(("finance",),))
    assert len(make(unskilled)) == 2
    kept = replace(alone, forced=frozenset({Duty(0, 1, 0)}))
    assert make(kept) == {Duty(0, 1, 0), Duty(0, 3, 0)}
