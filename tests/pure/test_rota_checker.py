"""The checker: plans that hold pass, each kind of fault is found under its code."""

import ast
import json
from dataclasses import replace
from pathlib import Path

import pytest
import rota
from rota.checker import Finding, check
from rota.instances import read_instance
from rota.levels import Levels, levels_of
from rota.problem import Duty
from rota.record import Proof, to_record, to_text
from rota.shares import with_fair_shares
from rota_cases import (
    INSTANCES,
    all_duties,
    certified,
    fits,
    problem,
    random_plan,
    random_problem,
    volunteer,
)

SEEDS = range(2000)
WIDE = {"regions": (1, 4), "slots": (1, 8), "people": (0, 8)}
PACKAGE = Path(rota.__file__).parent
HARD = {
    *("unavailable", "out_of_reach", "forbidden", "crowded"),
    *("two_at_once", "rest", "overload"),
}


def record_of(case, plan, **values):
    """The record as the database gives it back."""
    return json.loads(to_text(to_record(certified(case, plan, **values))))


def codes(case, plan, **values):
    return [finding.code for finding in check(record_of(case, plan, **values))]


def test_plans_that_keep_the_rules_pass():
    for seed in SEEDS:
        case = with_fair_shares(random_problem(seed, **WIDE))
        plan = random_plan(case, seed)
        values = levels_of(case, plan)
        proofs = {
            name: Proof(value - seed % 2, not seed % 2)
            for name, value in values._asdict().items()
        }
        assert check(record_of(case, plan, proofs=proofs, shares="rule")) == [], seed


@pytest.mark.parametrize("path", INSTANCES, ids=lambda path: path.stem)
def test_given_shares_of_an_instance_are_not_judged(path):
    case = read_instance(path.read_text()).problem
    assert codes(case, set()) == []


def test_each_duty_that_does_not_fit_is_found():
    """Whatever duty the rules refuse to add, the checker finds in the plan."""
    added = refused = 0
    for seed in range(400):
        case = random_problem(seed, **WIDE)
        plan = random_plan(case, seed)
        for duty in all_duties(case)[seed % 7 :: 7]:
            if duty in plan:
                continue
            found = codes(case, plan | {duty})
            if fits(case, plan, duty):
                added += 1
                assert found == [], (seed, duty)
            else:
                refused += 1
                assert found, (seed, duty)
                assert set(found) <= HARD, (seed, duty)
    assert added > 100
    assert refused > 1000


def small(**values):
    people = [
        volunteer("a", 0, rest=1, slots=6, max_load=3),
        volunteer("b", 1, slots=6, helps_neighbours=True),
        volunteer("c", 2, slots=6, available=frozenset({0, 1, 2})),
    ]
    return problem(*people, regions=4, slots=6, **values)


BASE = {Duty(0, 0, 0), Duty(0, 3, 0), Duty(1, 0, 1), Duty(2, 0, 2)}
FAULTS = {
    "unavailable": (Duty(2, 5, 2), None),
    "out_of_reach": (Duty(3, 2, 1), None),
    "crowded": (Duty(0, 0, 1), Duty(1, 0, 1)),
    "rest": (Duty(0, 4, 0), None),
    "two_at_once": (Duty(2, 0, 1), Duty(2, 0, 2)),
}


@pytest.mark.parametrize("code", FAULTS)
def test_one_duty_too_many_is_named_with_its_place(code):
    duty, makes_room = FAULTS[code]
    (finding,) = check(record_of(small(), BASE - {makes_room} | {duty}))
    assert finding.code == code
    assert (finding.region, finding.slot) == (duty.region, duty.slot)
    assert finding.volunteer in (duty.volunteer, None)


def test_duty_in_a_neighbouring_region_needs_the_will_to_help():
    assert codes(small(), {Duty(0, 0, 1), Duty(2, 1, 1)}) == []
    assert codes(small(), {Duty(1, 0, 0)}) == ["out_of_reach"]


def test_maximum_load_is_named_with_the_load():
    plan = {Duty(0, slot, 0) for slot in (0, 2, 4)}
    case = small()
    assert codes(case, plan) == []
    tight = replace(case.volunteers[0], max_load=2)
    case = replace(case, volunteers=(tight, *case.volunteers[1:]))
    assert check(record_of(case, plan)) == [
        Finding("overload", volunteer=0, stated=2, found=3)
    ]


def test_rest_counts_the_free_slots_between():
    (finding,) = check(record_of(small(), {Duty(0, 1, 0), Duty(0, 2, 0)}))
    assert finding == Finding("rest", 0, 2, 0, stated=1, found=0)
    assert codes(small(), {Duty(0, 1, 0), Duty(0, 3, 0)}) == []


def test_forced_and_forbidden_duties_are_kept():
    asked = small(forced=frozenset({Duty(0, 3, 0)}), forbidden=frozenset(BASE))
    assert codes(asked, {Duty(0, 3, 0)}) == ["forbidden"]
    asked = small(forced=frozenset({Duty(0, 5, 0)}))
    assert check(record_of(asked, BASE)) == [Finding("forced_missing", 0, 5, 0)]


def test_same_duty_twice_is_found():
    record = record_of(small(), BASE)
    record["duties"].append(record["duties"][0])
    found = {finding.code for finding in check(record)}
    assert {"same_duty", "crowded", "two_at_once", "load"} < found


@pytest.mark.parametrize("level", Levels._fields)
@pytest.mark.parametrize("error", [-1, 1])
def test_wrong_value_is_found_level_by_level(level, error):
    record = record_of(small(), BASE)
    stated = next(each for each in record["levels"] if each["name"] == level)
    stated["value"] += error
    (finding,) = check(record)
    assert (finding.code, finding.level) == ("value", level)
    assert finding.stated == finding.found + error


def test_bound_above_the_value_and_proof_without_it_are_found():
    # Four of 24 duties have somebody: the level of coverage is 200.
    for proof, expected in {
        Proof(None, False): [],
        Proof(0, False): [],
        Proof(200, True): [],
        Proof(200, False): [],
        Proof(201, False): ["bound"],
        Proof(201, True): ["bound", "proof"],
        Proof(199, True): ["proof"],
        Proof(None, True): ["proof"],
    }.items():
        found = codes(small(), BASE, proofs={"coverage": proof})
        assert found == expected, proof


def test_every_share_that_the_rule_does_not_give_is_found():
    for seed in range(300):
        case = with_fair_shares(random_problem(seed, regions=(1, 5), people=(1, 6)))
        assert codes(case, set(case.forced), shares="rule") == [], seed
        position = seed % len(case.volunteers)
        people = list(case.volunteers)
        people[position] = replace(
            people[position], share=people[position].share + (1, -1)[seed % 2]
        )
        wrong = replace(case, volunteers=tuple(people))
        (finding,) = check(record_of(wrong, set(case.forced), shares="rule"))
        assert (finding.code, finding.volunteer) == ("share", position), seed
        assert finding.found == case.volunteers[position].share, seed


def test_wrong_load_is_found():
    record = record_of(small(), BASE)
    record["loads"] = [1, 1, 1]
    assert check(record) == [Finding("load", volunteer=0, stated=1, found=2)]


def test_positions_that_point_nowhere_are_found_before_all_else():
    for duty, code in {
        (4, 0, 0): "unknown_region",
        (-1, 0, 0): "unknown_region",
        (0, 6, 0): "unknown_slot",
        (0, 0, 3): "unknown_volunteer",
    }.items():
        for part in ("forced", "forbidden", "duties"):
            record = record_of(small(), BASE)
            where = record if part == "duties" else record["problem"]
            where[part].append(list(duty))
            assert check(record) == [Finding(code, *duty)], (duty, part)
    record = record_of(small(), BASE)
    record["problem"]["volunteers"][1]["available"].append(6)
    record["problem"]["volunteers"][1]["regions"].append(4)
    record["problem"]["volunteers"][2]["key"] = "a"
    record["problem"]["neighbours"][0].append(9)
    record["problem"]["served_together"].append([0, 3])
    assert [finding.code for finding in check(record)] == [
        *("unknown_region", "unknown_slot", "same_volunteer"),
        *("unknown_region", "unknown_volunteer"),
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("shares",), "guessed"),
        (("loads",), [2, 1]),
        (("duties", 0), [0, 0]),
        (("duties", 0), [0, 0, 0.0]),
        (("levels", 0, "name"), "balance"),
        (("levels", 0, "proven"), 1),
        (("levels",), []),
        (("problem",), None),
        (("problem", "slots"), "6"),
        (("problem", "required"), []),
        (("problem", "volunteers", 0, "skills"), [3]),
        (("problem", "volunteers", 0, "regions"), [0, 0]),
        (("problem", "volunteers", 0, "helps_neighbours"), None),
        (("problem", "served_together"), [[1, 0]]),
    ],
)
def test_other_shape_is_malformed(path, value):
    record = record_of(small(), BASE)
    *way, last = path
    part = record
    for step in way:
        part = part[step]
    part[last] = value
    assert check(record) == [Finding("malformed")]
    assert check({}) == [Finding("malformed")]


def test_checker_imports_nothing_that_makes_or_values_plans():
    for path in PACKAGE.glob("checker*.py"):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                assert node.module.startswith("checker_"), path
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                assert "rota" not in ast.unparse(node), path
