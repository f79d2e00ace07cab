"""The exact solver from inside: bounds that hold, and two ways down that agree."""

from random import Random

import pytest
from rota.bounds import bound_of, keep_within
from rota.descent import Descent
from rota.forced import conflicts
from rota.greedy import least_loaded
from rota.instances import read_instance
from rota.levels import levels_of
from rota.matrix import (
    balance_goal,
    build,
    comfort_goal,
    coverage_goal,
    debt_goal,
    moved_goal,
)
from rota.pairs import mix
from rota_cases import INSTANCES, random_plan, random_problem

GOALS = (coverage_goal, balance_goal, comfort_goal, debt_goal)


def worth(goal, values):
    """Return the goal's value in the units of ``Levels``."""
    costs = sum(cost * values[column] for column, cost in goal.costs.items())
    return goal.constant + goal.unit * costs


@pytest.mark.parametrize("seed", range(60))
def test_columns_of_a_plan_keep_all_rows_and_have_its_levels(seed):
    case = random_problem(seed)
    matrix = build(case)
    plan = random_plan(case, seed)
    values = matrix.values_of(plan)
    assert set(matrix.plan_of(values)) == plan
    for row in matrix.rows:
        total = sum(
            coefficient * values[column]
            for column, coefficient in zip(row.columns, row.coefficients, strict=True)
        )
        assert row.low is None or row.low <= total
        assert row.high is None or total <= row.high
    known = [worth(goal(matrix), values) for goal in GOALS]
    assert known == list(levels_of(case, plan)[:4])
    assert worth(moved_goal(matrix, ()), values) == len(plan)


@pytest.mark.parametrize("seed", range(60))
def test_any_prices_bound_any_plan_and_fix_only_what_better_plans_share(seed):
    case = random_problem(seed)
    matrix = build(case)
    random = Random(seed)
    prices = [random.uniform(-3, 3) for _row in matrix.rows]
    for make in GOALS:
        goal = make(matrix)
        for number in range(5):
            values = matrix.values_of(random_plan(case, number))
            cost = sum(c * values[column] for column, c in goal.costs.items())
            bound = bound_of(matrix, goal, prices)
            assert bound.floor <= cost
            tight = matrix.clone()
            keep_within(tight, bound, cost)
            for low, value, high in zip(tight.lower, values, tight.upper, strict=True):
                assert low <= value <= high


@pytest.mark.parametrize("seed", range(60))
def test_all_levels_at_once_and_one_by_one_end_alike(seed):
    case = random_problem(seed, people=(0, 8), slots=(1, 12), regions=(1, 4))
    found = []
    for way in (Descent.leap, Descent.levels):
        descent = Descent(build(case), case.forced)
        goals = [goal(descent.matrix) for goal in GOALS]
        steps = way(descent, goals, 60)
        if steps is None:
            continue
        assert conflicts(case, descent.plan) == []
        assert [step.bound for step in steps] == [step.value for step in steps]
        assert [step.value for step in steps] == [*levels_of(case, descent.plan)[:4]]
        found.append([step.value for step in steps])
    assert found[0] == found[-1]


def test_level_out_of_time_keeps_the_plan_and_claims_no_more_than_is_known():
    case = read_instance(INSTANCES[0].read_text()).problem
    start = least_loaded(case)
    descent = Descent(build(case), start)
    goals = [goal(descent.matrix) for goal in GOALS]
    assert descent.leap(goals, 0.0) is None
    steps = descent.levels(goals, 0.0)
    assert set(descent.plan) == start
    assert [step.value for step in steps] == [*levels_of(case, start)[:4]]
    assert all(0 <= step.bound <= step.value for step in steps)
    assert steps[1].bound < steps[1].value


@pytest.mark.parametrize("seed", range(60))
def test_mixing_pairs_takes_nothing_from_the_other_levels(seed):
    case = random_problem(seed, people=(4, 9), slots=(4, 12))
    plan = random_plan(case, seed)
    mixed = mix(case, plan, 5)
    before, after = levels_of(case, plan), levels_of(case, mixed)
    assert conflicts(case, mixed) == []
    assert case.forced <= set(mixed)
    assert (after.balance, after.debt) == (before.balance, before.debt)
    assert after.coverage <= before.coverage
    assert after.comfort <= before.comfort
    assert after.repeated <= before.repeated


def test_mixing_finds_new_pairs():
    gains = []
    for seed in range(40):
        case = random_problem(seed, people=(6, 9), slots=(6, 12))
        plan = random_plan(case, seed)
        before, after = levels_of(case, plan), levels_of(case, mix(case, plan, 5))
        gains.append(before.repeated - after.repeated)
    assert sum(gains) > 10
