"""The first look for jobs in a new database: each does its work and says nothing."""

import pytest

from tests.server.crash import wait_until

# Those of the first day; the others are moved by months, and ask the network.
SOON = "active AND nextcall < now() AT TIME ZONE 'UTC' + interval '25 hours'"
DUE = "active AND nextcall <= now() AT TIME ZONE 'UTC'"


@pytest.fixture(scope="module")
def mailing(open_env, database, sink):
    """The database of this file, whose mails go to the sink."""
    with open_env(database) as env:
        env["ir.mail_server"].create(
            {"name": "Sink", "smtp_host": "127.0.0.1", "smtp_port": sink.port}
        )
    return database


# What the jobs log is checked when the server stops.
def test_every_job_of_the_first_day_runs_without_a_word(
    mailing, start_odoo, sql, wake_up
):
    ids = [
        number
        for (number,) in sql(
            "UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC'"
            f" - interval '1 minute' WHERE {SOON} RETURNING id"
        )
    ]
    assert len(ids) > 20
    start_odoo(mailing, ready=False)
    wait_until(lambda: not sql(f"SELECT 1 FROM ir_cron WHERE {DUE}"), meanwhile=wake_up)
    assert not sql(
        "SELECT cron_name FROM ir_cron WHERE id = ANY(%s)"
        " AND (lastcall IS NULL OR failure_count > 0)",
        ids,
    )
