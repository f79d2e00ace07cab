"""What a plan lacks, and who could close its gaps by learning a skill."""

import pytest
import rota.process
from rota.levels import levels_of
from rota.problem import Duty
from rota.solver import solve
from rota.training import Coverage, Gap, Question, gaps, questions, train
from rota.trials import learned
from rota_cases import SKILLS, problem, random_problem, volunteer

FINANCE = frozenset({"finance"})


def finance_team():
    """One region whose only skilled volunteer may serve twice in eight slots."""
    return problem(
        volunteer("skilled", slots=8, skills=FINANCE, max_load=2),
        volunteer("rare", slots=8, available=frozenset({0, 1, 2})),
        volunteer("often", slots=8, rest=1),
        volunteer("always", slots=8),
        slots=8,
        per_slot=2,
        required=("finance",),
    )


def solved(case):
    """Return the duties of the best plan."""
    return solve(case, time_limit=20, pairs=False).duties


def test_gaps_name_region_slot_and_what_is_missing():
    case = problem(
        volunteer("a", slots=2, skills=FINANCE),
        slots=2,
        per_slot=2,
        required=("finance", "portal"),
    )
    assert gaps(case, {Duty(0, 1, 0)}) == [
        Gap(0, 0, 2, ("finance", "portal")),
        Gap(0, 1, 1, ("portal",)),
    ]


def test_training_one_volunteer_closes_six_gaps():
    case = finance_team()
    plan = solved(case)
    assert levels_of(case, plan).coverage == 6
    (best,) = train(case, plan)
    assert best.question == Question((1, 2, 3), "finance")
    assert best.volunteer == 3
    assert (best.before, best.after) == (Coverage(0, 6), Coverage(0, 0))
    assert best.closed == 6
    assert best.proven


def test_each_volunteer_can_be_asked_about_alone():
    case = finance_team()
    asked = [Question((who,), "finance") for who in (1, 2, 3)]
    answers = {each.volunteer: each for each in train(case, solved(case), asked)}
    assert [answers[who].after.skills for who in (1, 2, 3)] == [3, 2, 0]
    assert all(each.proven for each in answers.values())


def test_plan_without_gaps_asks_nothing():
    case = problem(volunteer("a", skills=FINANCE), required=("finance",))
    assert gaps(case, solved(case)) == []
    assert questions(case, solved(case)) == []
    assert train(case, solved(case)) == []


def test_gap_that_nobody_of_the_region_could_close_asks_nothing():
    case = problem(volunteer("away", available=frozenset()), required=("finance",))
    assert len(gaps(case, ())) == 4
    assert train(case, ()) == []


def test_poor_plan_is_not_what_training_is_measured_against():
    case = finance_team()
    (best,) = train(case, ())
    assert best.before == Coverage(0, 6)


def test_without_solver_no_question_has_an_answer(monkeypatch):
    monkeypatch.setattr(rota.process, "LIBRARIES", ("-S",))
    assert train(finance_team(), ()) == []


@pytest.mark.parametrize("seed", range(12))
def test_best_training_is_the_best_of_all_solved_alone(seed):
    case = random_problem(seed, people=(2, 5), slots=(2, 5))
    plan = solved(case)
    for skill in SKILLS:
        able = tuple(
            n for n, who in enumerate(case.volunteers) if skill not in who.skills
        )
        if not able:
            continue
        (found,) = train(case, plan, [Question(able, skill)])
        alone = [
            levels_of(changed, solved(changed)).coverage
            for changed in (learned(case, who, skill) for who in able)
        ]
        assert 10 * found.after.persons + found.after.skills == min(alone)
        assert found.proven
