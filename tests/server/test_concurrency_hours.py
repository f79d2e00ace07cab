"""Two processes that write the same hours at the same instant."""

from datetime import date, timedelta

import pytest

from tests.server.crash import stop_jobs

DAY = (date.today() - timedelta(days=3)).isoformat()


def log(env, company, person, hours=2):
    """Propose the hours of a duty, as the addon of duties does."""
    env["club.hours"]._log(
        [
            {
                "company_id": company,
                "partner_id": person,
                "date": DAY,
                "hours": hours,
                "activity": "duty",
                "origin": "club.duty,1",
            }
        ]
    )


def confirm(env, line, minutes):
    """Confirm hours, from a page that showed so many minutes."""
    env["club.hours"].browse(line)._confirm(minutes)


@pytest.fixture(scope="module")
def company(open_env, database):
    """Id of the association of this file."""
    with open_env(database) as env:
        stop_jobs(env)
        return env["res.company"].create({"name": "Hours club"}).id


@pytest.fixture
def person(open_env, database):
    """Id of a volunteer."""
    with open_env(database) as env:
        return env["res.partner"].create({"name": "Volunteer"}).id


def lines(env, person):
    return env["club.hours"].search([("partner_id", "=", person)])


def test_same_duty_logged_twice_at_once_is_one_line(
    at_once, open_env, database, company, person
):
    outcome = at_once((log, company, person), (log, company, person))
    assert outcome == ["done", "done"]
    with open_env(database) as env:
        assert lines(env, person).mapped("hours") == [2]


def test_hours_that_change_while_they_are_confirmed_are_not_confirmed_unseen(
    at_once, open_env, database, company, person
):
    with open_env(database) as env:
        log(env, company, person)
        line = lines(env, person).id
    outcome = at_once((confirm, line, 120), (log, company, person, 5))
    with open_env(database) as env:
        found = lines(env, person)
        # Whoever came first: five hours wait, or two were confirmed.
        said = (found.state, found.hours)
    assert len(found) == 1
    if "done" in outcome and len(set(outcome)) == 1:
        assert said == ("confirmed", 2)
    else:
        assert "changed since" in "".join(outcome)
        assert said == ("proposed", 5)
