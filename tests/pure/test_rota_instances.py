"""Instances: read, written, and the data that Club is measured on."""

import json
from dataclasses import replace

import pytest
from rota.instances import (
    Instance,
    InstanceError,
    Optimum,
    read_instance,
    ring,
    write_instance,
)
from rota.problem import Duty
from rota_cases import INSTANCES, problem, volunteer

FIELDS = [
    *("regions", "slots", "rest", "per_slot", "skill_per_pair"),
    *("neighbours", "volunteers", "optimum"),
]


@pytest.mark.parametrize("path", INSTANCES, ids=lambda path: path.stem)
def test_stored_instance_is_written_back_as_it_was(path):
    stored = json.loads(path.read_text())
    again = json.loads(write_instance(read_instance(path.read_text())))
    for known in ("statuses", "seconds", "metrics"):
        stored["optimum"].pop(known)
    assert list(again) == FIELDS
    assert again == stored


def test_first_instance_says_what_its_file_says():
    case = read_instance((INSTANCES[1]).read_text())
    assert case.optimum == Optimum(coverage=0, balance=53008, comfort=81)
    made = case.problem
    assert (len(made.regions), made.slots, made.per_slot) == (8, 52, 2)
    assert made.required == (("skilled",),) * 8
    assert made.neighbours[0] == {1, 7}
    first = made.volunteers[0]
    assert (first.key, first.regions, first.max_load, first.rest) == ("0", (0,), 7, 3)
    assert (first.share, first.helps_neighbours) == (700, False)
    assert first.disliked == {9, 12, 28, 49}


def test_shares_are_read_to_the_hundredth():
    people = [volunteer(str(n), share=n) for n in range(1200)]
    case = Instance(replace(problem(*people), regions=("0",)))
    assert read_instance(write_instance(case)) == case


def test_ring_of_few_regions_has_no_region_beside_itself():
    assert ring(0) == ()
    assert ring(1) == (frozenset(),)
    assert ring(2) == ({1}, {0})
    assert ring(3) == ({1, 2}, {0, 2}, {0, 1})


def test_problem_that_the_format_cannot_say_is_refused():
    plain = replace(problem(volunteer("0"), volunteer("1")), regions=("0",))
    write_instance(Instance(plain))
    for other in (
        replace(plain, forced=frozenset({Duty(0, 0, 0)})),
        replace(plain, required=(("finance",),)),
        replace(plain, volunteers=(volunteer("0"), volunteer("1", rest=2))),
        replace(plain, volunteers=(volunteer("007"),)),
        replace(plain, volunteers=(volunteer("0", 0, 0),)),
    ):
        with pytest.raises(InstanceError):
            write_instance(Instance(other))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"neighbours": "line"}'])
def test_other_text_is_no_instance(text):
    with pytest.raises(InstanceError):
        read_instance(text)
