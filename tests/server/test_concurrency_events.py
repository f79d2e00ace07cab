"""A hundred people who register for the last ten places at the same instant."""

import json
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest

from tests.server.crash import stop_jobs

PEOPLE, PLACES, PROCESSES = 100, 10, 4


def rush(env, event, user_ids):
    """Each of these users clicks on Register, in a thread and transaction each."""
    together(env, user_ids, lambda own: register(own, event))


def together(env, user_ids, click):
    """Do the same as each of these users at one moment, as requests are done."""
    from odoo.api import Environment
    from odoo.exceptions import UserError
    from odoo.service.model import retrying

    barrier, failed = threading.Barrier(len(user_ids)), []

    def one(user_id):
        try:
            with env.registry.cursor() as cr:
                own = Environment(cr, user_id, {})
                own.user.partner_id.sudo().mapped("name")
                cr.commit()
                barrier.wait(300)
                retrying(lambda: click(own), own)
        except Exception as error:
            failed.append(f"{user_id}: {error!r}")

    threads = [threading.Thread(target=one, args=(each,)) for each in user_ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise UserError("\n".join(failed))


def register(env, event):
    """Click on Register."""
    person = env.user.partner_id
    env["event.event"].browse(event)._register_people([{"partner": person}], person)


def accept(env, registration):
    """Click on Accept, logged in as who was offered the place."""
    registration = env["event.registration"].browse(registration)
    person = registration.attendee_id
    registration.with_user(person.user_ids)._accept(person)


def withdraw(env, registration):
    """Click on Withdraw."""
    registration = env["event.registration"].browse(registration)
    registration._withdraw(registration.attendee_id)


def look(env):
    """Look for free places, as the job does."""
    for event in env["event.event"]._to_serve():
        event._serve()


@pytest.fixture(scope="module")
def ids(open_env, database):
    """Members with a login, by id of their user; and their association."""
    with open_env(database) as env:
        stop_jobs(env)
        company = env["res.company"].create({"name": "Rush club"})
        kind = env["club.membership.type"].create(
            {"name": "Person", "company_id": company.id, "is_free": True}
        )
        people = env["res.partner"].create(
            [
                {"name": f"Rusher {number}", "email": f"rush{number}@example.org"}
                for number in range(PEOPLE)
            ]
        )
        env["club.membership"]._bulk_create(
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
        portal = env.ref("base.group_portal")
        users = (
            env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                [
                    {
                        "login": person.email,
                        "partner_id": person.id,
                        "group_ids": [(6, 0, portal.ids)],
                        "company_id": company.id,
                        "company_ids": [(6, 0, company.ids)],
                    }
                    for person in people
                ]
            )
        )
        return {"company": company.id, "users": users.ids}


@pytest.fixture
def new_meeting(open_env, database, ids):
    """Function: an announced meeting of that many places, its id."""

    def make(places, **vals):
        begin = date.today() + timedelta(days=30)
        with open_env(database) as env:
            event = env["event.event"].create(
                {
                    "name": f"{places} places",
                    "company_id": ids["company"],
                    "audience": "members",
                    "announced_on": "2026-01-01 08:00:00",
                    "date_tz": "Europe/Paris",
                    "date_begin": f"{begin} 12:00:00",
                    "date_end": f"{begin} 15:00:00",
                    "seats_limited": True,
                    "seats_max": places,
                    "event_mail_ids": [],
                    "event_ticket_ids": [],
                    **vals,
                }
            )
            return event.id

    return make


def found(open_env, database, event):
    """(how many have a place, how many wait), every place held as they say."""
    with open_env(database) as env:
        event = env["event.event"].browse(event)
        seats = env["club.event.seat"].search([("event_id", "=", event.id)])
        holders = event.registration_ids.filtered(lambda r: r._keeps_place())
        waiting = event.registration_ids.filtered(lambda r: r.hold == "waiting")
        assert len(seats) == event.seats_max
        assert seats.registration_id == holders
        assert len(seats.filtered("registration_id")) == len(holders)
        return len(holders), len(waiting)


def test_hundred_people_for_the_last_ten_places(
    at_once, open_env, database, ids, new_meeting
):
    event = new_meeting(PLACES)
    groups = [ids["users"][start::PROCESSES] for start in range(PROCESSES)]
    outcome = at_once(*((rush, event, group) for group in groups))
    assert outcome == ["done"] * PROCESSES
    assert found(open_env, database, event) == (PLACES, PEOPLE - PLACES)
    # Nothing was left over for the job to find.
    assert at_once((look,)) == ["done"]
    assert found(open_env, database, event) == (PLACES, PEOPLE - PLACES)


def call(url, key, event, person):
    """What a server answers to the office, which enters this person: a status."""
    body = {"vals_list": [{"event_id": event, "attendee_id": person}]}
    request = urllib.request.Request(
        f"{url}/json/2/event.registration/create",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": f"bearer {key}"},
    )
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.status


def test_hundred_requests_to_a_server_for_the_last_ten_places(
    start_odoo, open_env, database, ids, new_meeting
):
    event = new_meeting(PLACES)
    with open_env(database) as env:
        office = env["res.users"].create(
            {
                "name": "Office",
                "login": "rush_office",
                "company_id": ids["company"],
                "company_ids": [(6, 0, [ids["company"]])],
                "group_ids": [
                    (6, 0, env.ref("club_membership.group_club_secretary").ids)
                ],
            }
        )
        keys = env["res.users.apikeys"].with_user(office).sudo()
        key = keys._generate("rpc", "Race", datetime.now() + timedelta(days=1))
        people = env["res.users"].browse(ids["users"]).partner_id.ids
    server = start_odoo(database, workers=4)
    # No more at a time than the operating system keeps in line for four workers.
    with ThreadPoolExecutor(24) as crowd:
        answers = list(
            crowd.map(lambda person: call(server.url, key, event, person), people)
        )
    server.stop()
    assert answers == [200] * PEOPLE
    assert found(open_env, database, event) == (PLACES, PEOPLE - PLACES)


def test_places_of_an_organisation_are_not_oversold(
    at_once, open_env, database, ids, new_meeting
):
    event = new_meeting(PLACES, seats_per_organisation=3)
    with open_env(database) as env:
        acme = env["res.partner"].create({"name": "Rush Acme", "is_company": True})
        kind = env["club.membership.type"].create(
            {
                "name": "Organisation",
                "company_id": ids["company"],
                "is_free": True,
                "member_kind": "organisation",
            }
        )
        membership = env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": acme.id,
                    "company_id": ids["company"],
                    "section_id": kind.company_id._club_root_section().id,
                    "type_id": kind.id,
                    "date_from": (date.today() - timedelta(days=30)).isoformat(),
                    "date_to": (date.today() + timedelta(days=300)).isoformat(),
                    "confirmed": True,
                }
            ]
        )
        people = env["res.users"].browse(ids["users"][:6]).partner_id
        env["club.delegation"].create(
            [
                {"membership_id": membership.id, "partner_id": person.id}
                for person in people
            ]
        )
        membership_id, people_ids = membership.id, people.ids
    outcome = at_once(*((send, event, membership_id, each) for each in people_ids))
    assert outcome.count("done") == 3
    assert all("Rush Acme has 3 places" in each for each in outcome if each != "done")
    assert found(open_env, database, event) == (3, 0)


def send(env, event, membership, person):
    """A colleague clicks on Register, in the name of their organisation."""
    person = env["res.partner"].browse(person)
    membership = env["club.membership"].browse(membership)
    event = env["event.event"].browse(event).with_user(person.user_ids)
    event._register_people([{"partner": person}], person, membership=membership)


def test_same_person_clicking_twice_is_registered_once(
    at_once, open_env, database, ids, new_meeting
):
    event = new_meeting(PLACES)
    user = ids["users"][0]
    outcome = at_once((rush, event, [user]), (rush, event, [user]))
    assert "done" in outcome
    assert found(open_env, database, event) == (1, 0)


def test_two_offers_accepted_at_once_are_both_kept(
    at_once, open_env, database, ids, new_meeting
):
    event = new_meeting(2)
    first, second, third, fourth = ids["users"][:4]
    for user in (first, second, third, fourth):
        assert at_once((rush, event, [user])) == ["done"]
    seated, waiting = registrations(open_env, database, event)
    outcome = at_once(*((withdraw, each) for each in seated))
    assert outcome == ["done"] * 2
    assert at_once((look,)) == ["done"]
    outcome = at_once(*((accept, each) for each in waiting + waiting[:1]))
    assert outcome == ["done"] * 3
    assert found(open_env, database, event) == (2, 0)
    with open_env(database) as env:
        kept = env["event.registration"].browse(waiting)
        assert kept.mapped("state") == ["open"] * 2


def registrations(open_env, database, event):
    """(ids of who has a place, ids of who waits), in order."""
    with open_env(database) as env:
        rows = env["event.registration"].search([("event_id", "=", event)], order="id")
        seated = rows.filtered(lambda r: r._keeps_place())
        return seated.ids, (rows - seated).ids
