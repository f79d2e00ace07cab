"""Why me, why not me: the first level that pays for another wish."""

import pytest
import rota.process
from rota.explain import FORBIDDEN, FORCED, Difference, explain
from rota.forced import Conflict, conflicts
from rota.instances import read_instance
from rota.levels import levels_of
from rota.problem import Duty
from rota.solver import solve
from rota_cases import INSTANCES, all_duties, problem, random_problem, volunteer


def plan_of(case):
    """Return the duties of the best plan."""
    return solve(case, time_limit=20, pairs=False).duties


def test_only_person_who_can_is_on_duty_because_nobody_else_is_free():
    case = problem(
        volunteer("me", share=100),
        volunteer("other", available=frozenset({1, 2, 3}), share=300),
    )
    answer = explain(case, plan_of(case), Duty(0, 0, 0))
    assert (answer.asked, answer.verdict) == (FORBIDDEN, "worse")
    assert answer.level == "coverage"
    assert [(d.before, d.after) for d in answer.differences] == [(0, 10)]
    assert answer.differences[0].exact
    assert answer.proven


def test_more_than_a_fair_share_is_why_somebody_is_not_on_duty():
    case = problem(volunteer("me", share=100), volunteer("other", share=300))
    plan = plan_of(case)
    mine = next(duty for duty in plan if duty.volunteer == 0)
    other = Duty(0, (mine.slot + 1) % 4, 0)
    forced = problem(*case.volunteers, forced=frozenset({mine}))
    answer = explain(forced, plan, other)
    assert (answer.asked, answer.verdict, answer.level) == (FORCED, "worse", "balance")
    assert [d.name for d in answer.differences] == ["coverage", "balance"]
    assert answer.differences[1].after - answer.differences[1].before == 20_000
    assert other in answer.duties


def test_dislike_is_named_where_it_alone_decides():
    people = [volunteer("a", disliked=frozenset({0}), share=200), volunteer("b")]
    people[1] = volunteer("b", share=200)
    case = problem(*people)
    answer = explain(case, plan_of(case), Duty(0, 0, 0))
    assert (answer.verdict, answer.level) == ("worse", "comfort")


def test_as_good_plan_is_shown_when_the_choice_was_free():
    case = problem(*(volunteer(key, share=200) for key in "ab"))
    plan = plan_of(case)
    mine = plan[0]
    answer = explain(case, plan, mine)
    assert (answer.verdict, answer.level) == ("equal", None)
    assert answer.proven
    assert mine not in answer.duties
    assert levels_of(case, answer.duties)[:3] == levels_of(case, plan)[:3]


def test_plan_that_is_not_the_best_is_told_so():
    case = problem(*(volunteer(key, share=200) for key in "ab"))
    poor = tuple(Duty(0, slot, 0) for slot in range(4))
    answer = explain(case, poor, poor[0])
    assert (answer.verdict, answer.level) == ("better", "balance")


@pytest.mark.parametrize(
    ("duty", "rule"),
    [
        (Duty(0, 3, 0), "unavailable"),
        (Duty(1, 2, 0), "out_of_reach"),
        (Duty(0, 2, 0), "forbidden"),
        (Duty(0, 1, 0), "rest"),
        (Duty(0, 0, 1), "crowded"),
    ],
)
def test_hard_rule_is_named_without_solving(duty, rule):
    me = volunteer("me", available=frozenset({0, 1, 2}), rest=1)
    case = problem(
        me,
        volunteer("other"),
        regions=2,
        forced=frozenset({Duty(0, 0, 0)}),
        forbidden=frozenset({Duty(0, 2, 0)}),
    )
    answer = explain(case, case.forced, duty)
    assert answer.verdict == "rule"
    assert [conflict.rule for conflict in answer.conflicts] == [rule]
    assert answer.proven


def test_duty_that_was_forced_by_hand_says_so():
    duty = Duty(0, 0, 0)
    case = problem(volunteer("me"), forced=frozenset({duty}))
    answer = explain(case, plan_of(case), duty)
    assert answer.verdict == "rule"
    assert answer.conflicts == (Conflict(FORCED, (duty,)),)


def test_without_solver_the_answer_is_unknown(monkeypatch):
    case = problem(volunteer("me"), volunteer("other"))
    plan = plan_of(case)
    monkeypatch.setattr(rota.process, "LIBRARIES", ("-S",))
    answer = explain(case, plan, plan[0])
    assert answer.verdict == "unknown"
    assert not answer.proven


@pytest.mark.parametrize("seed", range(15))
def test_answers_agree_with_solving_again(seed):
    case = random_problem(seed, people=(2, 5), slots=(2, 4))
    plan = plan_of(case)
    best = levels_of(case, plan)[:4]
    for duty in all_duties(case)[seed % 3 :: 7]:
        answer = explain(case, plan, duty)
        if answer.verdict == "rule":
            continue
        assert answer.proven
        assert (duty in answer.duties) == (answer.asked == FORCED)
        assert conflicts(case, answer.duties) == []
        found = levels_of(case, answer.duties)[:4]
        assert (found == best) == (answer.verdict == "equal")
        assert answer.verdict != "better"


def test_difference_is_certain_or_not_by_its_bound():
    assert Difference("balance", before=4, after=4, least=2).certain
    assert Difference("balance", before=4, after=9, least=5).certain
    assert not Difference("balance", before=4, after=9, least=5).exact
    assert not Difference("balance", before=4, after=9, least=4).certain


def test_question_about_an_instance_is_answered_for_certain():
    case = read_instance(INSTANCES[3].read_text()).problem
    plan = solve(case, time_limit=60, pairs=False).duties
    mine = next(duty for duty in plan if case.is_away(duty))
    answer = explain(case, plan, mine, time_limit=60)
    assert answer.proven
    assert mine not in answer.duties
