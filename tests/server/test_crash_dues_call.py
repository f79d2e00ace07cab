"""A call that is killed again and again, and what it leaves."""

import os
import random
import signal
import time
from contextlib import closing, contextmanager

import psycopg2
import pytest

from tests.bench.dues_parts.association import Association

KILLS = 10
SEED = 19
CHUNK_SECONDS = 0.6
SECTIONS = 24
COLLECTIVE = 2880
INVOICED = 120
CRONS = ("ir_cron_club_run", "ir_cron_club_notice_send")


def instants():
    """The seeded random instants at which the server is killed.

    Each is a number of chunks this run commits before, and seconds into the next.
    Odoo postpones a job that was killed three times and now before its first chunk,
    so that only the first two may be.
    """
    draw = random.Random(SEED)
    return [
        (draw.randrange(2) + (kill > 1), draw.random() * CHUNK_SECONDS)
        for kill in range(KILLS)
    ]


@contextmanager
def connected(server, name):
    """Give a function that runs one statement beside Odoo and returns its rows."""
    connection = psycopg2.connect(
        host=server.host, port=server.port, user=server.user,
        password=server.password, dbname=name,
    )  # fmt: skip
    connection.autocommit = True

    def execute(query, *parameters):
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return cursor.fetchall() if cursor.description else []

    with closing(connection):
        yield execute


@pytest.fixture(scope="module")
def sql(handover, database):
    """Function: run one statement on the database of the test."""
    with connected(handover.server, database) as execute:
        yield execute


@pytest.fixture(scope="module")
def wake_up(handover, database):
    """Function: have the server look for jobs now, not within the minute."""
    with connected(handover.server, "postgres") as execute:
        yield lambda: execute("SELECT pg_notify('cron_trigger', %s)", database)


@pytest.fixture(scope="module")
def call(open_env, database):
    """Id of a call of 3,000 members in both ways of booking, confirmed."""
    with open_env(database) as env:
        association = Association.found(env)
        sections = env["club.section"].create(
            [
                {"name": f"Crash {i}", "level": "region",
                 "company_id": association.company.id, "dues_open_on": "2020-01-01",
                 "parent_id": association.company._club_root_section().id}
                for i in range(SECTIONS)
            ]
        )  # fmt: skip
        association.add_members(
            association.collective, COLLECTIVE, sections, households=True
        )
        association.add_members(association.invoiced, INVOICED, sections[0])
        call = association.new_call(association.collective + association.invoiced)
        call.action_confirm()
        assert call.ready_count == COLLECTIVE + INVOICED
        wanted = [env.ref(f"club_membership.{name}").id for name in CRONS]
        env["ir.cron"].search([("id", "not in", wanted)]).active = False
        return call.id


def wait_until(condition, meanwhile=None, seconds=120):
    """Return once the condition holds; call `meanwhile` each time it does not."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        if meanwhile:
            meanwhile()
        time.sleep(0.02)


def in_a_chunk(sql):
    """Tell whether a transaction is open that has begun to write periods.

    The cron's own transaction, open all the time, holds no such lock.
    """
    return bool(
        sql(
            """
            SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)
             WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
               AND a.state IN ('active', 'idle in transaction')
               AND l.relation = 'club_membership_period'::regclass
               AND l.mode = 'RowExclusiveLock' AND l.granted
            """
        )
    )


def chunks_done(sql, call):
    """Count the transactions that marked members as called."""
    [[count]] = sql(
        "SELECT count(DISTINCT xmin::text) FROM club_dues_call_line"
        " WHERE call_id = %s AND state = 'done'",
        call,
    )
    return count


def kill(server, sql):
    """Kill the server; return whether a chunk was being written at that instant."""
    # Frozen first, so that what is looked at is what is killed.
    os.killpg(server.child.pid, signal.SIGSTOP)
    wait_until(lambda: not sql(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        " AND state = 'active' AND pid <> pg_backend_pid()"
    ))  # fmt: skip
    inside = in_a_chunk(sql)
    server.kill()
    wait_until(lambda: not in_a_chunk(sql))
    return inside


# The database before the server, so that it outlives it.
def test_killed_call_resumes_and_calls_everyone_once(
    database, start_odoo, sql, wake_up, call
):
    inside = 0
    for chunks, delay in instants():
        wanted = chunks_done(sql, call) + chunks
        server = start_odoo(database)
        wait_until(
            lambda wanted=wanted: in_a_chunk(sql) and chunks_done(sql, call) >= wanted,
            meanwhile=wake_up,
        )
        time.sleep(delay)
        inside += kill(server, sql)
        [[state]] = sql("SELECT state FROM club_dues_call WHERE id = %s", call)
        assert state == "running"
    assert inside >= 5
    start_odoo(database)
    finish(sql, wake_up, call)
    check_outcome(sql, call)


def finish(sql, wake_up, call):
    """Wait until the call is done and its notices are queued."""
    undone = (
        "SELECT 1 FROM club_dues_call WHERE id = %s AND state <> 'done'"
        " UNION ALL SELECT 1 FROM club_notice WHERE call_id = %s AND state = 'to_send'"
    )
    wait_until(lambda: not sql(undone, call, call), meanwhile=wake_up)


def check_outcome(sql, call):
    """Every member one due and period, balanced books, one notice and mail a payer."""
    members = COLLECTIVE + INVOICED
    assert sql(
        """
        SELECT count(*), count(DISTINCT membership_id), count(DISTINCT term_id),
               sum(residual) FROM club_due WHERE call_id = %s
        """,
        call,
    ) == [(members, members, members, 100 * members)]
    assert sql(
        """
        SELECT count(*), count(DISTINCT m.membership_id) FROM club_movement m
          JOIN club_due d ON d.term_id = m.period_id WHERE d.call_id = %s
        """,
        call,
    ) == [(members, members)]
    # Each due stands in the ledger once: no entry was written twice, none is missing.
    assert sql(
        """
        SELECT count(*), sum(l.balance) FROM account_move_line l
          JOIN club_due d ON d.id = l.club_due_id
         WHERE d.call_id = %s AND l.parent_state = 'posted'
           AND (d.booking_mode = 'collective' OR l.display_type = 'product')
        """,
        call,
    ) == [(members, 100 * (COLLECTIVE - INVOICED))]
    assert not sql(
        "SELECT move_id FROM account_move_line"
        " GROUP BY move_id HAVING sum(balance) <> 0"
    )
    assert not sql(
        """
        SELECT 1 FROM account_move m WHERE m.state = 'draft' AND EXISTS (
               SELECT 1 FROM account_move_line l WHERE l.move_id = m.id
                  AND l.club_due_id IS NOT NULL)
        """
    )
    [[payers]] = sql(
        "SELECT count(DISTINCT payer_id) FROM club_due WHERE call_id = %s", call
    )
    assert sql(
        """
        SELECT count(*), count(DISTINCT payer_id), count(DISTINCT level_id)
          FROM club_notice WHERE call_id = %s
        """,
        call,
    ) == [(payers, payers, 0)]
    assert sql(
        """
        SELECT count(*) = count(DISTINCT n.id) AND count(*) > 0 FROM club_notice n
          JOIN mail_message msg ON msg.model = 'club.notice' AND msg.res_id = n.id
         WHERE n.call_id = %s
        """,
        call,
    ) == [(True,)]
