"""Duties set by hand: the rules bend for them, and for nothing else."""

from rota.forced import conflicts
from rota.overrides import allow_forced, freeze, usable
from rota.problem import Duty
from rota_cases import all_duties, problem, random_plan, random_problem, volunteer


def test_a_forced_duty_is_allowed_whatever_it_breaks():
    away = volunteer("a", 0, slots=6, available=frozenset({5}), max_load=1, rest=3)
    duties = frozenset({Duty(0, 1, 0), Duty(1, 3, 0)})
    case = problem(
        away,
        regions=2,
        slots=6,
        forced=duties,
        forbidden=frozenset({Duty(0, 1, 0), Duty(0, 2, 0)}),
    )
    assert conflicts(case, duties)
    bent = allow_forced(case)
    assert conflicts(bent, duties) == []
    who = bent.volunteers[0]
    assert (who.max_load, who.rest, who.regions) == (2, 1, (0, 1))
    assert who.available == {1, 3, 5}
    assert bent.forbidden == {Duty(0, 2, 0)}


def test_a_problem_whose_forced_duties_keep_the_rules_stays_as_it_is():
    for seed in range(200):
        case = random_problem(seed)
        assert allow_forced(case) == case, seed


def test_two_duties_at_once_stay_in_conflict():
    duties = frozenset({Duty(0, 1, 0), Duty(1, 1, 0)})
    case = problem(volunteer("a", 0, 1), regions=2, forced=duties)
    found = conflicts(allow_forced(case), duties)
    assert [conflict.rule for conflict in found] == ["two_at_once"]


def test_in_a_frozen_place_the_forced_alone_may_serve():
    case = problem(
        volunteer("a"), volunteer("b"), forced=frozenset({Duty(0, 1, 0)}), per_slot=2
    )
    frozen = freeze(case, [(0, 1)])
    assert frozen.forbidden == {Duty(0, 1, 1)}
    assert frozen.allows(Duty(0, 1, 0))
    assert frozen.allows(Duty(0, 2, 1))


def test_what_still_keeps_the_rules_is_usable():
    for seed in range(300):
        case = random_problem(seed)
        plan = random_plan(case, seed)
        assert usable(case, plan) == frozenset(plan), seed
        some = usable(case, all_duties(case))
        assert conflicts(case, some) == [], seed
        assert case.forced <= some, seed
