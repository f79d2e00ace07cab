"""Reminders that are killed while they are written and while they are sent."""

from contextlib import closing
from datetime import date, timedelta

import pytest

from tests.bench.dues_parts.association import Association
from tests.server.crash import (
    OTHERS,
    connect,
    kill_writing,
    stop_jobs,
    wait_until,
    writes_to,
)

# Days since the dues of each call were due, and the level that is reached then.
LATE = {20: 15, 40: 30}
MEMBERS = 600
KILLS_WRITING, KILLS_SENDING = 2, 4
REMINDING, SENDING = "ir_cron_club_remind", "ir_cron_club_notice_send"


@pytest.fixture(scope="module")
def jobs(open_env, database):
    """Two calls that everyone was told about and nobody has paid; ids of the jobs."""
    with open_env(database) as env:
        association = Association.found(env)
        for days in LATE:
            kind = association.new_type(f"Late {days}")
            members = association.add_members(kind, MEMBERS, households=True)
            call = association.new_call(kind)
            due = date.today() - timedelta(days=days)
            call.write({"date": due - timedelta(days=30), "due_date": due})
            call._stage_lines(members.ids)
            call._run_now()
            for state, channel in (("sent", "email"), ("printed", "letter")):
                call.notice_ids.filtered(lambda n, c=channel: n.channel == c).write(
                    {"state": state, "date": call.date}
                )
        jobs = {
            name: env.ref(f"club_membership.{name}").id for name in (REMINDING, SENDING)
        }
        stop_jobs(env, *env["ir.cron"].browse(jobs.values()))
        return jobs


@pytest.fixture(scope="module")
def the_day_comes(sql, jobs):
    """Function: the reminders of today are due at the next look for jobs."""
    return lambda: sql(
        "UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC' - interval '1 minute'"
        " WHERE id = %s",
        jobs[REMINDING],
    )


# The database before the server, so that it outlives it.
def test_killed_reminders_resume_and_remind_everyone_once(
    database, handover, start_odoo, sql, wake_up, jobs, the_day_comes
):
    the_day_comes()
    for _kill in range(KILLS_WRITING):
        killed_half_way_through_writing(
            database, handover, start_odoo(database, ready=False), sql, wake_up
        )
        assert not reminders(sql)
    for kill in range(KILLS_SENDING):
        # Odoo postpones a job that was killed three times and now before its first
        # chunk: only the first may be.
        before = queued(sql)
        server = start_odoo(database, ready=False)
        wait_until(
            lambda kill=kill, before=before: (
                (not kill or queued(sql) > before) and writes_to(sql, "mail_mail")
            ),
            meanwhile=wake_up,
        )
        kill_writing(server, sql, "mail_mail", meanwhile=wake_up)
        assert reminders(sql)["to_send"]
    start_odoo(database, ready=False)
    wait_until(lambda: "to_send" not in reminders(sql), meanwhile=wake_up)
    check_outcome(sql)
    before = reminders(sql)
    the_day_comes()
    wait_until(lambda: is_over(sql, jobs), meanwhile=wake_up)
    assert reminders(sql) == before
    check_outcome(sql)


def killed_half_way_through_writing(database, handover, server, sql, wake_up):
    """Kill the server in the one statement that writes the reminders.

    Somebody else's reminder of a payer in the middle, not committed, makes the
    statement wait there: half of its rows are written then.
    """
    with closing(connect(handover.server, database)) as rival:
        with rival.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO club_notice (call_id, company_id, payer_id, level_id,
                       instalment_on, date, channel, state, access_token)
                SELECT n.call_id, n.company_id, n.payer_id, l.id, c.due_date, n.date,
                       n.channel, n.state, n.access_token || 'rival'
                  FROM club_notice n JOIN club_dues_call c ON c.id = n.call_id
                  JOIN club_reminder_level l ON l.company_id = n.company_id
                   AND l.days = %s
                 WHERE c.due_date = %s ORDER BY n.payer_id OFFSET %s LIMIT 1
                """,
                (LATE[20], date.today() - timedelta(days=20), MEMBERS // 2),
            )
        waiting = (
            f"SELECT 1 FROM pg_stat_activity a WHERE {OTHERS}"
            " AND a.wait_event = 'transactionid'"
        )
        wait_until(lambda: sql(waiting), meanwhile=wake_up)
        server.kill()
        rival.rollback()
    wait_until(lambda: not writes_to(sql, "club_notice"))


def reminders(sql):
    """How many reminders there are in each state."""
    return dict(
        sql(
            "SELECT state, count(*) FROM club_notice WHERE level_id IS NOT NULL"
            " GROUP BY state"
        )
    )


def queued(sql):
    """How many reminders have their mail."""
    return reminders(sql).get("queued", 0)


def is_over(sql, jobs):
    """Tell whether the reminders of the day were written, the next ones tomorrow."""
    return not sql(
        "SELECT 1 FROM ir_cron WHERE id = %s AND nextcall < now() AT TIME ZONE 'UTC'",
        jobs[REMINDING],
    )


def check_outcome(sql):
    """One notice per payer, call and level, at the level reached; one mail each."""
    for late, level in LATE.items():
        [[payers]] = sql(
            "SELECT count(DISTINCT payer_id) FROM club_due WHERE due_date = %s",
            date.today() - timedelta(days=late),
        )
        assert sql(
            """
            SELECT count(*), count(DISTINCT n.payer_id), min(l.days), max(l.days)
              FROM club_notice n JOIN club_reminder_level l ON l.id = n.level_id
              JOIN club_dues_call c ON c.id = n.call_id WHERE c.due_date = %s
            """,
            date.today() - timedelta(days=late),
        ) == [(payers, payers, level, level)]
    # Each has its one mail, or waits to be printed.
    assert sql(
        """
        SELECT n.state, count(*) = count(DISTINCT n.id), count(m.id) > 0
          FROM club_notice n
          LEFT JOIN mail_message m ON m.model = 'club.notice' AND m.res_id = n.id
         WHERE n.level_id IS NOT NULL GROUP BY n.state ORDER BY n.state
        """
    ) == [("queued", True, True), ("to_print", True, False)]
    assert not sql(
        """
        SELECT 1 FROM club_notice n WHERE n.level_id IS NOT NULL AND n.state = 'queued'
           AND NOT EXISTS (SELECT 1 FROM mail_message m
                            WHERE m.model = 'club.notice' AND m.res_id = n.id)
        """
    )
