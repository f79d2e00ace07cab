"""Solving a rota: every level at its proven optimum, odd problems, no solver."""

from dataclasses import replace

import pytest
import rota.process
from rota.checker import check
from rota.forced import ForcedError
from rota.instances import read_instance
from rota.levels import levels_of
from rota.problem import Duty
from rota.record import Certificate, Proof, to_record
from rota.solver import solve
from rota_cases import INSTANCES, problem, volunteer

TOO_LONG = 120


def findings(case, plan):
    """Return what the independent checker finds wrong in this plan."""
    return check(
        to_record(
            Certificate(
                case,
                frozenset(plan.duties),
                levels_of(case, plan.duties),
                {level.name: Proof(level.bound, level.proven) for level in plan.levels},
                plan.solver,
            )
        )
    )


def values(plan):
    """Return the value of each level by name."""
    return {level.name: level.value for level in plan.levels}


@pytest.mark.parametrize("path", INSTANCES, ids=lambda path: path.stem)
def test_instance_reaches_its_listed_optimum_level_by_level(path):
    case = read_instance(path.read_text())
    plan = solve(case.problem, time_limit=TOO_LONG, debt=False, pairs=False)
    assert values(plan) == {
        "coverage": case.optimum.coverage,
        "balance": case.optimum.balance,
        "comfort": case.optimum.comfort,
    }
    assert [level.bound for level in plan.levels] == [*values(plan).values()]
    assert plan.proven
    assert plan.solver.startswith("highs ")
    assert plan.end == "done"
    assert findings(case.problem, plan) == []


@pytest.mark.parametrize(
    "case",
    [
        problem(),
        problem(slots=0),
        problem(regions=0),
        problem(volunteer("idle", available=frozenset())),
        problem(volunteer("never", max_load=0)),
    ],
    ids=["nobody", "no slots", "no regions", "never free", "no load"],
)
def test_problem_without_possible_duties_has_the_empty_plan(case):
    plan = solve(case, time_limit=20)
    assert plan.duties == ()
    assert values(plan)["coverage"] == 10 * len(case.regions) * case.slots
    assert plan.proven


def test_one_volunteer_serves_as_often_as_rest_allows():
    case = problem(volunteer("one", slots=7, rest=2, share=300), slots=7)
    plan = solve(case, time_limit=20)
    assert [duty.slot for duty in plan.duties] == [0, 3, 6]
    assert values(plan) == {"coverage": 40, "balance": 0, "comfort": 0, "repeated": 0}
    assert plan.proven


def test_nobody_skilled_costs_one_for_each_slot_and_no_duty():
    case = problem(*map(volunteer, "ab"), required=("finance",))
    plan = solve(case, time_limit=20)
    assert len(plan.duties) == 4
    assert values(plan)["coverage"] == 4
    assert plan.proven


def test_skilled_person_is_where_nobody_else_has_the_skill():
    skilled = volunteer("s", skills=frozenset({"finance"}), max_load=2, share=200)
    case = problem(
        skilled,
        volunteer("x", available=frozenset({0, 1}), share=200),
        volunteer("y", share=0),
        required=("finance",),
    )
    plan = solve(case, time_limit=20)
    assert values(plan)["coverage"] == 2
    assert sum(duty.volunteer == 0 for duty in plan.duties) == 2
    assert plan.proven


def test_august_in_which_all_are_away_stays_empty():
    august = frozenset(range(30, 35))
    free = frozenset(range(52)) - august
    people = [volunteer(f"v{n}", available=free, max_load=52) for n in range(4)]
    case = problem(*people, slots=52, per_slot=2)
    plan = solve(case, time_limit=20, pairs=False)
    assert {duty.slot for duty in plan.duties} == free
    assert values(plan)["coverage"] == 10 * 2 * len(august)
    assert plan.proven


def test_gap_is_filled_by_moving_a_neighbours_volunteer():
    both = volunteer("both", 0, helps_neighbours=True, available=frozenset({0}))
    home = volunteer("home", 0, available=frozenset({0}))
    case = problem(home, both, regions=2, slots=1)
    plan = solve(case, time_limit=20)
    assert plan.duties == (Duty(0, 0, 0), Duty(1, 0, 1))
    assert values(plan)["comfort"] == 4


def test_debt_decides_between_plans_that_are_as_good():
    people = [volunteer(key, share=200, debt=debt) for key, debt in _DEBTS]
    case = problem(*people, slots=3)
    plan = solve(case, time_limit=20)
    loads = [sum(d.volunteer == n for d in plan.duties) for n in range(2)]
    assert loads == [1, 2]
    assert values(plan)["debt"] == 10_000 * (1 - 2 + 1) ** 2 + 10_000 * (2 - 2 - 1) ** 2
    assert plan.proven
    without = solve(case, time_limit=20, debt=False)
    assert "debt" not in values(without)


_DEBTS = (("served more", 100), ("served less", -100))


def test_pairs_that_have_not_met_are_preferred_and_loads_stay():
    people = [volunteer(key, slots=2, share=100) for key in "abcd"]
    case = problem(
        *people, slots=2, per_slot=2, served_together=frozenset({(0, 1), (2, 3)})
    )
    start = (Duty(0, 0, 0), Duty(0, 0, 1), Duty(0, 1, 2), Duty(0, 1, 3))
    plan = solve(case, time_limit=20, start=start)
    assert values(plan)["repeated"] == 0
    assert values(plan)["balance"] == 0
    assert plan.proven


def test_forced_and_forbidden_duties_are_respected():
    people = [volunteer(key, share=200) for key in "ab"]
    forced = frozenset({Duty(0, 1, 0), Duty(0, 2, 0)})
    case = problem(*people, forced=forced, forbidden=frozenset({Duty(0, 0, 1)}))
    plan = solve(case, time_limit=20)
    assert plan.duties == tuple(Duty(0, s, w) for s, w in enumerate((0, 0, 0, 1)))


@pytest.mark.parametrize(
    ("rule", "changes", "forced"),
    [
        ("rest", {"rest": 1}, [(0, 1, 0), (0, 2, 0)]),
        ("overload", {"max_load": 1}, [(0, 0, 0), (0, 3, 0)]),
        ("unavailable", {"available": frozenset({1})}, [(0, 0, 0)]),
        ("crowded", {}, [(0, 0, 0), (0, 0, 1)]),
    ],
)
def test_contradicting_forced_duties_are_named(rule, changes, forced):
    people = [volunteer("Ada", **changes), volunteer("Bob")]
    duties = tuple(Duty(*duty) for duty in forced)
    case = problem(*people, forced=frozenset(duties))
    with pytest.raises(ForcedError, match=r"Ada in R0, slot \d") as caught:
        solve(case, time_limit=20)
    assert [tuple(each) for each in caught.value.conflicts] == [(rule, duties)]


def test_levels_are_reported_as_they_are_done():
    case = problem(*map(volunteer, "ab"))
    told = []
    plan = solve(case, time_limit=20, pairs=False, on_level=told.append)
    assert [level.name for level in told] == ["coverage", "balance", "comfort"]
    assert tuple(told) == plan.levels


def big():
    """The largest instance, which takes a few seconds."""
    return read_instance(INSTANCES[0].read_text()).problem


def test_process_out_of_time_is_killed_and_the_fallback_says_so(monkeypatch):
    monkeypatch.setattr(rota.process, "GRACE", 0.0)
    case = big()
    plan = solve(case, time_limit=0.1)
    assert (plan.solver, plan.end) == ("least loaded", "killed")
    assert not plan.proven
    assert findings(case, plan) == []


def test_without_highspy_the_least_loaded_serve_and_nothing_is_claimed(monkeypatch):
    monkeypatch.setattr(rota.process, "LIBRARIES", ("-S",))
    case = read_instance(INSTANCES[1].read_text()).problem
    plan = solve(case, time_limit=20)
    assert (plan.solver, plan.end) == ("least loaded", "missing")
    assert not any(level.proven for level in plan.levels if level.value)
    assert findings(case, plan) == []


def test_crash_falls_back_and_says_so(monkeypatch, tmp_path):
    broken = tmp_path / "worker.py"
    broken.write_text("import sys; sys.stdin.readline(); sys.exit(9)\n")
    monkeypatch.setattr(rota.process, "WORKER", broken)
    plan = solve(problem(volunteer("one")), time_limit=20)
    assert (plan.solver, plan.end) == ("least loaded", "crashed")
    assert len(plan.duties) == 4


def test_what_was_said_before_a_crash_is_kept(monkeypatch, tmp_path):
    broken = tmp_path / "worker.py"
    said = {
        "solver": "highs x",
        "steps": [["coverage", 20, 20, 0.1]],
        "duties": [[0, 0, 0], [0, 2, 0]],
    }
    broken.write_text(
        "import json, sys\n"
        "sys.stdin.readline()\n"
        f"print(json.dumps({said!r}), flush=True)\n"
        "sys.exit(9)\n"
    )
    monkeypatch.setattr(rota.process, "WORKER", broken)
    case = problem(volunteer("one", rest=1, share=300))
    plan = solve(case, time_limit=20, pairs=False)
    assert (plan.solver, plan.end) == ("highs x", "crashed")
    assert plan.duties == (Duty(0, 0, 0), Duty(0, 2, 0))
    coverage, balance, _comfort = plan.levels
    assert (coverage.value, coverage.bound, coverage.proven) == (20, 20, True)
    assert (balance.value, balance.bound, balance.proven) == (10_000, 0, False)


def test_addon_may_lie_in_any_folder(tmp_path, monkeypatch):
    package = rota.process.WORKER.parent
    copy = tmp_path / "another name"
    copy.mkdir()
    for file in package.glob("*.py"):
        (copy / file.name).write_text(file.read_text())
    monkeypatch.setattr(rota.process, "WORKER", copy / "worker.py")
    plan = solve(problem(volunteer("one")), time_limit=20)
    assert plan.proven


def test_worker_gets_no_secret(monkeypatch, tmp_path):
    tell = tmp_path / "worker.py"
    tell.write_text(
        "import json, os, sys\n"
        "print(json.dumps({'done': sorted(os.environ)}), flush=True)\n"
    )
    monkeypatch.setattr(rota.process, "WORKER", tell)
    monkeypatch.setenv("PGPASSWORD", "secret")
    answer = rota.process.ask({}, 20)
    assert "PATH" in answer.done
    assert "PGPASSWORD" not in answer.done


def test_worker_ends_with_its_caller():
    process = rota.process._start()
    process.stdin.close()
    assert process.wait(timeout=20) != 0
    process.stdout.close()


def test_same_problem_in_another_order_is_worth_the_same():
    case = read_instance(INSTANCES[3].read_text())
    people = case.problem.volunteers
    turned = replace(case.problem, volunteers=people[::-1])
    plan = solve(turned, time_limit=TOO_LONG, debt=False, pairs=False)
    assert values(plan)["balance"] == case.optimum.balance
    assert values(plan)["comfort"] == case.optimum.comfort
