"""Records: the same plan always has the same text, and can be read back."""

import json
from dataclasses import replace

import pytest
from rota.instances import read_instance
from rota.levels import levels_of
from rota.record import (
    RULE,
    Certificate,
    Proof,
    RecordError,
    from_record,
    to_record,
    to_text,
)
from rota_cases import INSTANCES, certified, random_plan, random_problem, volunteer

SEEDS = range(200)


def test_record_read_back_is_the_same_certificate():
    for seed in SEEDS:
        case = random_problem(seed)
        plan = replace(certified(case, random_plan(case, seed)), seconds=1.25)
        record = to_record(plan)
        assert from_record(record) == plan, seed
        assert from_record(json.loads(to_text(record))) == plan, seed


@pytest.mark.parametrize("path", INSTANCES, ids=lambda path: path.stem)
def test_stored_instance_survives_its_record(path):
    case = read_instance(path.read_text()).problem
    record = json.loads(to_text(to_record(certified(case, set()))))
    assert from_record(record).problem == case


def test_text_does_not_depend_on_the_order_of_what_has_none():
    for seed in SEEDS:
        case = random_problem(seed)
        plan = sorted(random_plan(case, seed))
        one = certified(case, frozenset(plan))
        two = certified(
            replace(case, forbidden=frozenset(sorted(case.forbidden)[::-1])),
            frozenset(plan[::-1]),
        )
        turned = dict(reversed(to_record(two).items()))
        assert to_text(to_record(one)) == to_text(turned)


def test_record_states_loads_and_what_is_known_of_each_level():
    case = random_problem(6, people=(3, 3))
    plan = random_plan(case, 1)
    values = levels_of(case, plan)
    record = to_record(
        Certificate(
            case,
            frozenset(plan),
            values,
            {"coverage": Proof(values.coverage, True), "balance": Proof(3)},
            solver="by hand",
            seconds=0.123,
            shares=RULE,
        )
    )
    assert sum(record["loads"]) == len(plan) > 0
    assert record["levels"][:3] == [
        {
            "name": "coverage",
            "value": values.coverage,
            "bound": values.coverage,
            "proven": True,
        },
        {"name": "balance", "value": values.balance, "bound": 3, "proven": False},
        {"name": "comfort", "value": values.comfort, "bound": None, "proven": False},
    ]
    assert (record["solver"], record["seconds"]) == ("by hand", 0.12)
    assert (record["shares"], record["version"]) == ("rule", 1)


def test_other_version_or_shape_is_refused():
    record = to_record(certified(random_problem(3), set()))
    with pytest.raises(RecordError, match="version: 2"):
        from_record({**record, "version": 2})
    for field in set(record) - {"loads"}:
        with pytest.raises(RecordError):
            from_record({key: value for key, value in record.items() if key != field})
    with pytest.raises(RecordError):
        from_record({**record, "levels": record["levels"][:-1]})
    with pytest.raises(RecordError):
        from_record({**record, "duties": [[0, 0]]})


def test_names_of_volunteers_stay_as_they_are():
    case = replace(random_problem(1), volunteers=(volunteer("Zoé “été”", 0),))
    case = replace(case, forced=frozenset(), forbidden=frozenset())
    case = replace(case, served_together=frozenset())
    assert "Zoé “été”" in to_text(to_record(certified(case, set())))
