"""One more volunteer: who to look for, and what would then still be missing."""

import rota.process
from rota.problem import Duty
from rota.recruiting import beginning, newcomers, recruit
from rota.training import Coverage
from rota_cases import problem, volunteer


def test_newcomer_is_sought_where_most_is_missing_with_what_is_missing_there():
    one = problem(volunteer("a"), regions=2, required=("finance",))
    plan = [Duty(0, slot, 0) for slot in range(4)]
    asked = newcomers(one, plan, max_load=3, rest=1)
    assert [who.regions for who in asked] == [(1,), (0,)]
    assert all(who.skills == {"finance"} for who in asked)
    assert all((who.max_load, who.rest) == (3, 1) for who in asked)


def test_region_without_gaps_to_come_asks_for_nobody():
    one = problem(volunteer("a"))
    plan = [Duty(0, slot, 0) for slot in (2, 3)]
    assert newcomers(one, plan, from_slot=2, max_load=4, rest=0) == []


def test_gaps_are_counted_before_and_after_and_the_best_comes_first():
    one = problem(volunteer("a", max_load=4), regions=2, required=("finance",))
    plan = [Duty(0, slot, 0) for slot in range(4)]
    asked = newcomers(one, plan, max_load=3, rest=0)
    best, second = recruit(one, plan, asked, time_limit=20)
    assert best.before == second.before == Coverage(4, 8)
    assert (best.newcomer.regions, best.after) == ((1,), Coverage(1, 5))
    assert (second.newcomer.regions, second.after) == ((0,), Coverage(4, 5))
    assert best.proven
    assert second.proven
    assert best.closed > second.closed


def test_plan_that_breaks_a_rule_is_no_beginning():
    one = problem(volunteer("a", rest=1), volunteer("b"))
    good = (Duty(0, 0, 0), Duty(0, 1, 1))
    assert beginning(one, good) == good
    assert Duty(0, 1, 0) not in beginning(one, [Duty(0, 0, 0), Duty(0, 1, 0)])[:2]


def test_without_solver_there_is_no_answer(monkeypatch):
    monkeypatch.setattr(rota.process, "LIBRARIES", ("-S",))
    one = problem(volunteer("a"), regions=2)
    plan = [Duty(0, slot, 0) for slot in range(4)]
    assert recruit(one, plan, newcomers(one, plan, max_load=3, rest=0)) == []
