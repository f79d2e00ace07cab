"""Two coordinators who repair one rota at the same instant."""

from datetime import date, timedelta

import pytest

from tests.server.crash import stop_jobs

PEOPLE = ("Anna", "Bea", "Carl", "Dora")


def apply(env, option):
    """Click on Apply."""
    env["club.rota.repair.option"].browse(option).action_apply()


def confirm(env, duty):
    """Confirm a duty, as its volunteer does."""
    duty = env["club.duty"].browse(duty)
    duty._confirm(duty.volunteer_id)


@pytest.fixture(scope="module")
def volunteers(open_env, database):
    """Four volunteers of one section: their ids."""
    with open_env(database) as env:
        stop_jobs(env)
        company = env["res.company"].create({"name": "Race club"})
        people = env["res.partner"].create([{"name": name} for name in PEOPLE])
        made = env["club.volunteer"].create(
            [
                {
                    "partner_id": person.id,
                    "company_id": company.id,
                    "home_section_id": company._club_root_section().id,
                    "max_load": 300,
                    "rest": 0,
                    "date_start": "2020-01-01",
                }
                for person in people
            ]
        )
        return made.ids


@pytest.fixture
def new_rota(open_env, database, volunteers):
    """Function: a rota in force whose first two weeks Anna and Bea drop out of.

    It returns the ids of its duties, and of the first options of two repairs.
    """

    def make(weeks_ahead):
        first = date.today() + timedelta(weeks=weeks_ahead)
        with open_env(database) as env:
            people = env["club.volunteer"].browse(volunteers)
            section = people[0].home_section_id
            rota = env["club.rota"].create(
                {
                    "name": "Race",
                    "company_id": section.company_id.id,
                    "section_id": section.id,
                    "date_start": first.isoformat(),
                    "slot_count": 4,
                    "per_slot": "1",
                    "state": "published",
                    "line_ids": [(0, 0, {"section_id": section.id})],
                }
            )
            duties = env["club.duty"].create(
                [
                    {
                        "rota_id": rota.id,
                        "section_id": section.id,
                        "slot": slot,
                        "date_start": rota._slot_dates(slot)[0],
                        "date_end": rota._slot_dates(slot)[1],
                        "volunteer_id": who.id,
                        "state": "published",
                    }
                    for slot, who in enumerate(people)
                ]
            )
            options = [
                rota._find_repair(
                    {
                        "volunteer_id": duty.volunteer_id.id,
                        "date_from": duty.date_start,
                        "date_to": duty.date_end,
                        "reason": "Ill",
                    }
                )
                .option_ids[0]
                .id
                for duty in duties[:2]
            ]
            return duties.ids, options

    return make


def changes(open_env, database, duties):
    """How often each duty changed hands; nobody has two at a time, none is open."""
    with open_env(database) as env:
        found = env["club.duty"].browse(duties)
        assert all(found.mapped("volunteer_id"))
        return [len(duty.change_ids) for duty in found]


def test_two_clicks_on_one_option_hand_over_once(at_once, open_env, database, new_rota):
    duties, (option, _other) = new_rota(10)
    done, refused = at_once((apply, option), (apply, option))
    assert done == "done"
    assert refused.startswith("refused: ")
    assert "has applied" in refused
    assert changes(open_env, database, duties) == [1, 0, 0, 0]


def test_of_two_repairs_of_one_rota_the_second_is_asked_to_look_again(
    at_once, open_env, database, new_rota
):
    duties, (one, other) = new_rota(20)
    done, refused = at_once((apply, one), (apply, other))
    assert done == "done"
    assert "has changed since" in refused
    assert sorted(changes(open_env, database, duties)[:2]) == [0, 1]


def test_a_confirmation_at_the_same_instant_is_not_lost(
    at_once, open_env, database, new_rota
):
    duties, (option, _other) = new_rota(30)
    assert at_once((apply, option), (confirm, duties[3])) == ["done"] * 2
    with open_env(database) as env:
        assert env["club.duty"].browse(duties[3]).state == "confirmed"
    assert changes(open_env, database, duties)[0] == 1
