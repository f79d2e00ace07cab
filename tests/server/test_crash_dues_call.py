"""A call that is killed again and again, and what it leaves."""

import random

import pytest

from tests.bench.dues_parts.association import Association
from tests.server.crash import kill_writing, stop_jobs, wait_until, writes_to

KILLS = 8
SEED = 19
CHUNK_SECONDS = 0.4
SECTIONS = 24
COLLECTIVE = 2880
INVOICED = 120
# What every chunk begins to write with.
PERIODS = "club_membership_period"
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
        invoiced = association.new_type("Invoiced", "invoice")
        association.add_members(invoiced, INVOICED, sections[0])
        call = association.new_call(association.collective + invoiced)
        call.action_confirm()
        assert call.ready_count == COLLECTIVE + INVOICED
        stop_jobs(env, *(env.ref(f"club_membership.{name}") for name in CRONS))
        return call.id


def chunks_done(sql, call):
    """Count the transactions that marked members as called."""
    [[count]] = sql(
        "SELECT count(DISTINCT xmin::text) FROM club_dues_call_line"
        " WHERE call_id = %s AND state = 'done'",
        call,
    )
    return count


# The database before the server, so that it outlives it.
def test_killed_call_resumes_and_calls_everyone_once(
    database, start_odoo, sql, wake_up, call
):
    for chunks, delay in instants():
        wanted = chunks_done(sql, call) + chunks
        server = start_odoo(database, ready=False)
        wait_until(
            lambda wanted=wanted: (
                writes_to(sql, PERIODS) and chunks_done(sql, call) >= wanted
            ),
            meanwhile=wake_up,
        )
        kill_writing(server, sql, PERIODS, delay=delay, meanwhile=wake_up)
        [[state]] = sql("SELECT state FROM club_dues_call WHERE id = %s", call)
        assert state == "running"
    start_odoo(database, ready=False)
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
