"""The solver against every plan there is: tiny problems of all shapes."""

import pytest
from rota.checker import check
from rota.greedy import least_loaded
from rota.levels import Levels, levels_of
from rota.problem import Duty
from rota.record import Proof, to_record
from rota.solver import solve
from rota.tasks import run
from rota.wire import duties_from_json, duties_to_json, problem_to_json
from rota_brute import best_levels, choices, every_plan, tiny
from rota_cases import certified, problem, random_problem, volunteer

FOUR = Levels._fields[:4]


def solved(case):
    """Solve in this process: starting one takes longer than a tiny problem."""
    answer = run(
        {
            "task": "solve",
            "problem": problem_to_json(case),
            "start": duties_to_json(least_loaded(case)),
            "levels": FOUR,
            "pairs": False,
            "seconds": 20,
        },
        lambda line: None,
    )
    return frozenset(duties_from_json(answer["duties"])), answer["steps"]


@pytest.mark.parametrize(
    "shape",
    [
        {"regions": (1, 1), "slots": (2, 5), "people": (1, 3)},
        {"regions": (2, 3), "slots": (1, 3), "people": (1, 4)},
        {"regions": (3, 4), "slots": (1, 2), "people": (2, 5)},
    ],
    ids=["long", "wide", "ring"],
)
def test_no_plan_at_all_is_better_than_the_solvers(shape):
    problems = (random_problem(seed, **shape) for seed in range(160))
    compared = 0
    for case in tiny(problems, most=10):
        compared += 1
        best = best_levels(case)
        plan, steps = solved(case)
        found = levels_of(case, plan)
        assert found[:4] == best[:4], case
        assert [step[:3] for step in steps] == [
            [name, value, value] for name, value in zip(FOUR, best[:4], strict=True)
        ], case
        proofs = {name: Proof(bound, True) for name, _value, bound, _s in steps}
        assert check(to_record(certified(case, plan, proofs=proofs))) == [], case
    assert compared > 60


def test_every_plan_is_every_plan():
    case = problem(volunteer("a", rest=1), volunteer("b", max_load=1))
    plans = set(every_plan(case))
    assert len(choices(case)) == 8
    # a has 8 ways (no two slots in a row), b 5; minus those with both in one slot.
    alone = 8 + 4
    together = sum(
        1
        for slots in ((0,), (1,), (2,), (3,), (0, 2), (0, 3), (1, 3))
        for slot in range(4)
        if slot not in slots
    )
    assert len(plans) == alone + together
    assert frozenset({Duty(0, 0, 0), Duty(0, 1, 1)}) in plans
    assert all(check(to_record(certified(case, plan))) == [] for plan in plans)


def test_whole_process_gives_the_plan_that_the_tasks_give():
    case = next(tiny(random_problem(seed, people=(2, 4)) for seed in range(50, 99)))
    plan = solve(case, time_limit=20)
    by_name = {level.name: level for level in plan.levels}
    assert all(by_name[name].proven for name in FOUR if name in by_name)
    assert levels_of(case, plan.duties)[:4] == best_levels(case)[:4]
