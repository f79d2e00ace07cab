"""Who owns a question: the order of the line, who is skipped, what always holds."""

from dataclasses import replace
from random import Random

import pytest
from routing.chain import (
    BACKUP,
    LEAD,
    NATIONAL,
    NEIGHBOUR,
    OnDuty,
    Person,
    Question,
    Skipped,
    Step,
    route,
)

FINANCE = frozenset({"finance"})
LEA = Person("lea", FINANCE)
BOB = Person("bob", FINANCE)
NAO = Person("nao", FINANCE, helps_neighbours=True)
NICO = Person("nico", FINANCE, helps_neighbours=True)
STAFF = Person("staff")
DUTIES = (
    OnDuty("south", BACKUP, BOB),
    OnDuty("south", LEAD, LEA),
    OnDuty("west", LEAD, NAO),
    OnDuty("west", BACKUP, NICO),
    OnDuty("north", LEAD, Person("far", FINANCE, helps_neighbours=True)),
)
QUESTION = Question(("south",), "finance")


def line(question=QUESTION, duties=DUTIES, near=("west",), national=(STAFF,)):
    return route(question, duties, near, national)


def kinds(*args, **values):
    return [(step.kind, step.person.key) for step in line(*args, **values).steps]


def with_person(person, **values):
    """The duties, with something changed about one person."""
    return tuple(
        replace(duty, person=replace(person, **values))
        if duty.person == person
        else duty
        for duty in DUTIES
    )


def test_line_goes_from_lead_to_backup_to_neighbour_to_national():
    assert kinds() == [
        (LEAD, "lea"),
        (BACKUP, "bob"),
        (NEIGHBOUR, "nao"),
        (NATIONAL, "staff"),
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reachable": False}, "unreachable"),
        ({"absent": True}, "absent"),
        ({"skills": frozenset()}, "unskilled"),
    ],
)
@pytest.mark.parametrize("person", [LEA, BOB])
def test_person_who_cannot_take_it_burns_no_delay(person, change, code):
    found = line(duties=with_person(person, **change))
    assert len(found.steps) == 3
    assert person.key not in {step.person.key for step in found.steps}
    assert code in {skip.code for skip in found.skipped if skip.key == person.key}


def test_empty_region_goes_next_door_at_once():
    assert kinds(duties=DUTIES[2:]) == [(NEIGHBOUR, "nao"), (NATIONAL, "staff")]
    assert Skipped(LEAD, "nobody") in line(duties=DUTIES[2:]).skipped


def test_section_without_anybody_is_served_by_the_one_above():
    region = OnDuty("region", BACKUP, Person("top", FINANCE))
    under = replace(QUESTION, sections=("south", "region", "all"))
    assert "top" not in dict(map(reversed, kinds(under, duties=(*DUTIES, region))))
    assert kinds(under, duties=(*DUTIES[2:], region))[:2] == [
        (BACKUP, "top"),
        (NEIGHBOUR, "nao"),
    ]


def test_nobody_on_duty_goes_to_the_national_support():
    assert kinds(duties=()) == [(NATIONAL, "staff")]
    codes = [(skip.kind, skip.code) for skip in line(duties=()).skipped]
    assert codes == [(LEAD, "nobody"), (BACKUP, "nobody"), (NEIGHBOUR, "nobody")]


def test_least_busy_neighbour_is_asked_and_only_one():
    busy = with_person(NAO, open_questions=3)
    assert (NEIGHBOUR, "nico") in kinds(duties=busy)
    assert Skipped(NEIGHBOUR, "busier", "nao") in line(duties=busy).skipped


def test_neighbour_who_does_not_help_is_not_asked():
    unwilling = with_person(NAO, helps_neighbours=False)
    assert (NEIGHBOUR, "nico") in kinds(duties=unwilling)
    assert Skipped(NEIGHBOUR, "unwilling", "nao") in line(duties=unwilling).skipped


def test_without_the_skill_on_duty_the_section_still_comes_before_the_national():
    portal = Question(("south",), "portal")
    assert kinds(portal) == [(LEAD, "lea"), (NATIONAL, "staff")]
    assert line(portal).steps[0] == Step(LEAD, LEA, skilled=False)
    away = with_person(LEA, absent=True)
    assert kinds(portal, duties=away) == [(BACKUP, "bob"), (NATIONAL, "staff")]


def test_without_the_skill_nobody_delays_somebody_who_has_it():
    plain = with_person(LEA, skills=frozenset())[:2]
    assert kinds(duties=plain) == [(BACKUP, "bob"), (NATIONAL, "staff")]
    # The neighbour has the skill: the section's own two without it are not asked.
    unskilled = (
        OnDuty("south", LEAD, replace(LEA, skills=frozenset())),
        *DUTIES[2:],
    )
    assert kinds(duties=unskilled) == [(NEIGHBOUR, "nao"), (NATIONAL, "staff")]


def test_question_without_a_skill_goes_to_anybody_on_duty():
    duties = with_person(LEA, skills=frozenset())
    found = line(Question(("south",)), duties=duties)
    assert found.steps[0].person.key == "lea"
    assert all(step.skilled for step in found.steps)


def test_volunteer_who_asks_does_not_answer_themselves():
    assert (LEAD, "lea") not in kinds(replace(QUESTION, requester="lea"))
    # But a question of the only national owner is theirs rather than nobody's.
    own = replace(QUESTION, requester="staff")
    assert kinds(own, duties=()) == [(NATIONAL, "staff")]
    assert kinds(own, duties=(), national=(STAFF, BOB)) == [(NATIONAL, "bob")]


def test_who_had_the_question_does_not_get_it_again():
    tried = replace(QUESTION, tried=frozenset({"lea", "bob"}))
    assert kinds(tried) == [(NEIGHBOUR, "nao"), (NATIONAL, "staff")]
    everybody = frozenset({"lea", "bob", "nao", "nico", "staff"})
    assert kinds(replace(QUESTION, tried=everybody)) == [(NATIONAL, "staff")]


def test_national_owner_on_duty_stands_once_in_the_line():
    assert kinds(national=(LEA,))[-1] == (NEIGHBOUR, "nao")
    assert kinds(national=(LEA, STAFF))[-1] == (NATIONAL, "staff")


def test_absent_national_owner_gives_way_to_the_next():
    away = replace(STAFF, absent=True)
    assert kinds(duties=(), national=(away, BOB)) == [(NATIONAL, "bob")]
    assert kinds(duties=(), national=(away,)) == [(NATIONAL, "staff")]
    lost = replace(BOB, reachable=False)
    assert kinds(duties=(), national=(lost, away)) == [(NATIONAL, "staff")]
    assert kinds(duties=(), national=()) == []


def test_last_resort_is_somebody_else_then_somebody_who_is_there():
    away, tried = replace(STAFF, absent=True), Person("tried")
    question = replace(QUESTION, requester="bob", tried=frozenset({"tried"}))
    assert kinds(question, (), national=(BOB, away)) == [(NATIONAL, "staff")]
    assert kinds(question, (), national=(away, tried)) == [(NATIONAL, "tried")]


def random_case(seed):
    random = Random(seed)
    people = [
        Person(
            key,
            frozenset(s for s in ("finance", "portal") if random.random() < 0.5),
            reachable=random.random() < 0.8,
            absent=random.random() < 0.2,
            helps_neighbours=random.random() < 0.5,
            open_questions=random.randint(0, 3),
        )
        for key in "abcdefgh"
    ]
    sections = ("south", "west", "east", "north", "all")
    duties = [
        OnDuty(section, role, random.choice(people))
        for section in sections
        for role in (LEAD, BACKUP)
        if random.random() < 0.7
    ]
    question = Question(
        ("south", "all"),
        random.choice(("", "finance", "portal")),
        random.choice(("", "a", "b")),
        frozenset(random.sample("abcdefgh", random.choice((0, 0, 2, 8)))),
    )
    return question, duties, ("west", "east"), random.sample(people, 2)


def test_what_holds_whoever_is_on_duty():
    for seed in range(5000):
        question, duties, near, national = random_case(seed)
        steps = route(question, duties, near, national).steps
        assert steps, seed
        keys = [step.person.key for step in steps]
        assert len(set(keys)) == len(keys), seed
        order = [LEAD, BACKUP, NEIGHBOUR, NATIONAL]
        places = [order.index(step.kind) for step in steps]
        assert places == sorted(set(places)), seed
        manned = {duty.section for duty in duties}
        home = "south" if "south" in manned else "all"
        on_duty = {(duty.section, duty.role, duty.person) for duty in duties}
        for step in steps:
            if step.kind in (LEAD, BACKUP):
                assert (home, step.kind, step.person) in on_duty, seed
            elif step.kind == NEIGHBOUR:
                assert step.person.helps_neighbours
                assert step.skilled
            if len(steps) > 1 or step.kind != NATIONAL:
                who = step.person
                assert who.reachable, seed
                assert not who.absent, seed
                assert who.key != question.requester, seed
                assert who.key not in question.tried, seed


def test_last_resort_is_used_only_when_no_other_can_take_it():
    used = 0
    for seed in range(5000):
        question, duties, near, national = random_case(seed)
        (first, *others) = route(question, duties, near, national).steps
        who = first.person
        fit = who.reachable and not who.absent and who.key != question.requester
        if not fit or who.key in question.tried:
            used += 1
            assert first.kind == NATIONAL
            assert not others, seed
            for person in national:
                assert (
                    not person.reachable
                    or person.absent
                    or person.key == question.requester
                    or person.key in question.tried
                ), seed
    assert used > 100
