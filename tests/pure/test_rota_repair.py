"""Drop-outs: few duties move, what has happened stays, fairness has its price."""

from random import Random

import pytest
import rota.process
from rota.forced import ForcedError, conflicts
from rota.instances import read_instance
from rota.levels import levels_of
from rota.problem import Duty
from rota.repair import after_absence, repair
from rota.solver import solve
from rota_cases import INSTANCES, problem, random_plan, random_problem, volunteer


def in_turns(*who):
    """Return the plan of one region in which these serve, slot after slot."""
    return tuple(Duty(0, slot, each) for slot, each in enumerate(who))


def test_lost_duty_goes_to_whoever_is_furthest_under_their_share():
    people = [volunteer(k, share=s) for k, s in (("a", 200), ("b", 100), ("c", 100))]
    case = problem(*people)
    first, *_ = repair(case, in_turns(0, 0, 1, 1), {0: {1}})
    assert first.moved == (Duty(0, 1, 2),)
    assert first.left == (Duty(0, 1, 0),)
    assert first.proven
    assert first.delta.coverage == 0
    assert first.delta.balance == 10_000 * ((1 + 1 + 0) - (0 + 1 + 1))


def test_what_is_before_the_slot_stays_even_for_who_is_gone():
    people = [volunteer(key, share=200) for key in "ab"]
    plan = in_turns(0, 1, 0, 1)
    for option in repair(problem(*people), plan, {0: range(4)}, from_slot=2):
        assert option.duties[:2] == plan[:2]
        assert option.moved == (Duty(0, 2, 1),)


def test_gap_in_the_past_is_not_filled_any_more():
    people = [volunteer(key, share=200) for key in "ab"]
    plan = (Duty(0, 0, 0), Duty(0, 2, 0), Duty(0, 3, 0))
    first, *_ = repair(problem(*people), plan, {0: {3}}, from_slot=2)
    assert first.duties == (Duty(0, 0, 0), Duty(0, 2, 0), Duty(0, 3, 1))


def test_gap_is_filled_by_moving_others_when_no_one_else_can():
    people = (
        volunteer("gone"),
        volunteer("early", available=frozenset({0, 1}), max_load=1),
        volunteer("late", available=frozenset({1}), max_load=1),
    )
    case = problem(*people, slots=2)
    plan = (Duty(0, 0, 0), Duty(0, 1, 1))
    first, *_ = repair(case, plan, {0: {0, 1}})
    assert first.duties == (Duty(0, 0, 1), Duty(0, 1, 2))
    assert (len(first.moved), first.levels.coverage) == (2, 0)


def test_further_options_move_more_and_are_fairer():
    people = (
        volunteer("gone", share=100),
        volunteer("able", share=200),
        volunteer("idle", share=100, available=frozenset({1, 2, 3})),
    )
    case = problem(*people)
    first, second = repair(case, in_turns(0, 1, 1, 1), {0: {0}})
    assert first.moved == (Duty(0, 0, 1),)
    assert len(second.moved) == 3
    assert second.levels.balance < first.levels.balance
    assert first.proven
    assert second.proven


def test_nobody_left_leaves_the_gap():
    case = problem(volunteer("only", share=400))
    (option,) = repair(case, in_turns(0, 0, 0, 0), {0: {1, 2}})
    assert option.moved == ()
    assert option.delta.coverage == 20
    assert option.proven


def test_forced_duty_of_who_is_absent_is_given_up_and_others_are_kept():
    people = [volunteer(key, share=200) for key in "ab"]
    plan = in_turns(0, 1, 0, 1)
    case = problem(*people, forced=frozenset(plan[:2]))
    first, *_ = repair(case, plan, {0: {0}})
    assert first.duties == in_turns(1, 1, 0, 1)


def test_override_in_the_past_that_broke_a_rule_is_no_obstacle():
    people = (volunteer("a", rest=3, max_load=1), volunteer("b"))
    plan = in_turns(0, 0, 1, 0)
    first, *_ = repair(problem(*people), plan, {0: {3}}, from_slot=2)
    assert first.duties == in_turns(0, 0, 1, 1)


def test_forced_duties_ahead_that_contradict_a_rule_are_named():
    people = (volunteer("Ada", rest=1), volunteer("Bob"))
    forced = frozenset({Duty(0, 2, 0), Duty(0, 3, 0)})
    case = problem(*people, forced=forced)
    with pytest.raises(ForcedError, match="Ada in R0, slot 2"):
        repair(case, forced, {1: {0}}, from_slot=1)


def test_without_solver_nobody_else_is_moved_and_nothing_is_claimed(monkeypatch):
    monkeypatch.setattr(rota.process, "LIBRARIES", ("-S",))
    case = read_instance(INSTANCES[1].read_text()).problem
    plan = random_plan(case, 1)
    who = next(iter(plan)).volunteer
    (option,) = repair(case, plan, {who: range(52)})
    assert {duty.volunteer for duty in option.left} == {who}
    assert not option.proven
    assert conflicts(case, option.duties) == []


def test_without_time_the_least_loaded_step_in(monkeypatch):
    monkeypatch.setattr(rota.process, "GRACE", 0.0)
    people = [volunteer(key, share=200) for key in "ab"]
    (option,) = repair(problem(*people), in_turns(0, 1, 0, 1), {0: {2}}, time_limit=0)
    assert option.moved == (Duty(0, 2, 1),)
    assert not option.proven


@pytest.mark.parametrize("seed", range(25))
def test_options_of_random_problems_keep_the_rules_and_the_past(seed):
    case = random_problem(seed, people=(1, 6))
    plan = random_plan(case, seed)
    random = Random(seed)
    start = random.randrange(case.slots)
    absent = {random.randrange(len(case.volunteers)): range(start, case.slots)}
    options = repair(case, plan, absent, from_slot=start)
    after = after_absence(case, plan, absent, from_slot=start)
    past = {duty for duty in plan if duty.slot < start}
    best = solve(after, time_limit=20, debt=False, pairs=False)
    for option in options:
        assert conflicts(after, option.duties) == []
        assert {duty for duty in option.duties if duty.slot < start} == past
        assert option.levels.coverage == best.levels[0].value
        assert option.proven
    moves = [len(option.moved) for option in options]
    assert moves == sorted(moves)
    assert min(option.levels.balance for option in options) >= best.levels[1].value


def test_drop_out_of_an_instance_moves_few_duties_and_is_proven():
    case = read_instance(INSTANCES[3].read_text()).problem
    plan = solve(case, time_limit=60, pairs=False).duties
    who = max(range(len(case.volunteers)), key=[d.volunteer for d in plan].count)
    lost = sum(duty.volunteer == who and duty.slot >= 20 for duty in plan)
    options = repair(case, plan, {who: range(20, 52)}, from_slot=20)
    assert lost <= len(options[0].moved) <= 3 * lost
    assert options[0].delta.coverage == 0
    assert options[0].proven
    again = after_absence(case, plan, {who: range(20, 52)}, from_slot=20)
    scratch = solve(again, time_limit=60, pairs=False).duties
    assert levels_of(again, scratch).balance <= options[0].levels.balance
