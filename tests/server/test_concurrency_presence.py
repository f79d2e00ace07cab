"""Two pages that one person opens or leaves at the same instant."""

import pytest
from psycopg2.errors import SerializationFailure

from runner.handover import Handover
from tests.server.crash import connected, stop_jobs, wait_until

BLIND = True
LONG_AGO = "2026-01-01"
SINCE = "SELECT 1 FROM mail_presence WHERE user_id = %s AND last_poll > %s"


def say_hello(env, user):
    """Say that somebody is here, as each of their pages does."""
    env["mail.presence"]._try_update_presence(env["res.users"].browse(user))


def leave(env, user):
    """Close one of their pages, as Odoo does: once, with no second try.

    What it knows of the person is older than what the other page says meanwhile.
    """
    with connected(Handover.from_environment().server, env.cr.dbname) as sql:
        wait_until(lambda: sql(SINCE, user, LONG_AGO))
    try:
        env(user=user)["ir.websocket"]._on_websocket_closed({})
        env.cr.commit()
    except SerializationFailure as error:
        raise AssertionError("Odoo calls this an error in its log") from error


@pytest.fixture(scope="module")
def user(open_env, database):
    """Id of somebody who was never here."""
    with open_env(database) as env:
        stop_jobs(env)
        return env["res.users"].create({"name": "Twice", "login": "twice"}).id


def test_two_first_pages_note_one_person(at_once, open_env, database, user):
    assert at_once((say_hello, user), (say_hello, user)) == ["done", "done"]
    with open_env(database) as env:
        [presence] = env["mail.presence"].search([("user_id", "=", user)])
        assert presence.status == "online"


def test_who_leaves_one_page_and_opens_another_is_here(
    at_once, open_env, database, user
):
    with open_env(database) as env:
        env["mail.presence"].search([("user_id", "=", user)]).last_poll = LONG_AGO
    assert at_once((leave, user), (say_hello, user)) == ["done", "done"]
    with open_env(database) as env:
        [presence] = env["mail.presence"].search([("user_id", "=", user)])
        assert presence.status == "online"
