"""Two pages that one person opens at the same instant."""

import pytest

from tests.server.crash import stop_jobs

BLIND = True


def say_hello(env, user):
    """Say that somebody is here, as each of their pages does."""
    env["mail.presence"]._try_update_presence(env["res.users"].browse(user))


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
