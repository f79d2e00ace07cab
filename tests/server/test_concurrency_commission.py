"""Two people who want the last place of a commission at the same instant."""

from datetime import date, timedelta

import pytest

from tests.server.crash import stop_jobs

PEOPLE = 6


def join(env, commission, membership):
    """Click on Join."""
    membership = env["club.membership"].browse(membership)
    env["club.commission"].browse(commission)._join(membership.partner_id, membership)


def leave(env, member):
    """Click on Leave."""
    env["club.commission.member"].browse(member)._leave("")


def look(env):
    """Look for free places, as the cron does."""
    env["club.commission.member"]._cron_places()


@pytest.fixture(scope="module")
def ids(open_env, database):
    """People whose membership is in order, by number."""
    with open_env(database) as env:
        stop_jobs(env)
        company = env["res.company"].create({"name": "Race club"})
        kind = env["club.membership.type"].create(
            {"name": "Person", "company_id": company.id, "is_free": True}
        )
        people = env["res.partner"].create(
            [
                {"name": f"Racer {number}", "email": f"r{number}@example.org"}
                for number in range(PEOPLE)
            ]
        )
        members = env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": person.id,
                    "company_id": company.id,
                    "section_id": company._club_root_section().id,
                    "type_id": kind.id,
                    "date_from": (date.today() - timedelta(days=30)).isoformat(),
                    "date_to": (date.today() + timedelta(days=300)).isoformat(),
                    "confirmed": True,
                }
                for person in people
            ]
        )
        return {"company": company.id, "members": members.ids}


@pytest.fixture
def new_commission(open_env, database, ids):
    """Function: an open commission of that many places, its id."""

    def make(size):
        with open_env(database) as env:
            commission = env["club.commission"].create(
                {
                    "name": f"{size} places",
                    "company_id": ids["company"],
                    "state": "open",
                    "max_size": size,
                }
            )
            return commission.id

    return make


def states(open_env, database, commission):
    """State of each row of a commission, sorted; its places are held as they say."""
    with open_env(database) as env:
        record = env["club.commission"].browse(commission)
        seated = record.member_ids.filtered(lambda m: m.state == "active")
        assert record.place_ids.member_id == seated
        assert len(seated) <= record.max_size
        return sorted(record.member_ids.mapped("state"))


def test_two_joins_for_the_last_place_give_one_place_and_one_waiting(
    at_once,
    open_env,
    database,
    ids,
    new_commission,
):
    commission = new_commission(1)
    first, second = ids["members"][:2]
    outcome = at_once((join, commission, first), (join, commission, second))
    assert outcome == ["done"] * 2
    assert states(open_env, database, commission) == ["active", "waiting"]


def test_six_joins_for_three_places_fill_them_all(
    at_once,
    open_env,
    database,
    ids,
    new_commission,
):
    commission = new_commission(3)
    outcome = at_once(*((join, commission, member) for member in ids["members"]))
    assert outcome == ["done"] * PEOPLE
    assert states(open_env, database, commission) == ["active"] * 3 + ["waiting"] * 3


def test_joining_while_somebody_leaves_loses_no_place(
    at_once,
    open_env,
    database,
    ids,
    new_commission,
):
    commission = new_commission(1)
    first, second = ids["members"][:2]
    with open_env(database) as env:
        membership = env["club.membership"].browse(first)
        record = env["club.commission"].browse(commission)
        seated = record._join(membership.partner_id, membership).id
    outcome = at_once((leave, seated), (join, commission, second))
    assert outcome == ["done"] * 2
    # Whoever saw the other too late woke the cron up.
    assert at_once((look,)) == ["done"]
    assert states(open_env, database, commission) == ["active", "left"]


def test_same_person_joining_twice_at_once_is_in_once(
    at_once,
    open_env,
    database,
    ids,
    new_commission,
):
    commission = new_commission(2)
    task = (join, commission, ids["members"][0])
    outcome = at_once(task, task)
    assert "done" in outcome
    assert states(open_env, database, commission) == ["active"]
