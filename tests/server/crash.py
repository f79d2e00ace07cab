"""What the tests that kill a server share: looking in from beside it, and the kill."""

import os
import signal
import time
from contextlib import closing, contextmanager, suppress

import psycopg2

from runner.handover import Handover

# Sessions of the server, in the database that is looked at.
OTHERS = "a.datname = current_database() AND a.pid <> pg_backend_pid()"


def connect(server, name):
    """Open a session of our own on a database of this server."""
    return psycopg2.connect(
        host=server.host, port=server.port, user=server.user,
        password=server.password, dbname=name,
    )  # fmt: skip


@contextmanager
def connected(server, name):
    """Give a function that runs one statement beside Odoo and returns its rows."""
    connection = connect(server, name)
    connection.autocommit = True

    def execute(query, *parameters):
        with connection.cursor() as cursor:
            cursor.execute(query, parameters or None)
            return cursor.fetchall() if cursor.description else []

    with closing(connection):
        yield execute


def stop_jobs(env, *kept):
    """Let no scheduled job begin but these, which are active.

    A job at work is waited for: Odoo refuses to change it, and this transaction would
    fail on what it wrote.
    """
    env.cr.commit()
    with connected(Handover.from_environment().server, env.cr.dbname) as sql:
        sql("UPDATE ir_cron SET active = (id = ANY(%s))", [job.id for job in kept])
    env.invalidate_all()


def wait_until(condition, meanwhile=None, seconds=300):
    """Return once the condition holds; call `meanwhile` each time it does not."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        if meanwhile:
            meanwhile()
        time.sleep(0.02)


def settle(sql, seconds=30):
    """Wait, not longer than that, until no other process is in a transaction."""
    busy = f"""
        SELECT 1 FROM pg_stat_activity a WHERE {OTHERS} AND a.state <> 'idle'
           AND a.backend_type = 'client backend' AND a.application_name <> %s
    """
    ours = f"odoo-{os.getpid()}"
    with suppress(AssertionError):
        wait_until(lambda: not sql(busy, ours), seconds=seconds)


def jobs_at_rest(sql):
    """Tell whether no job is at work: its row is locked until all is noted."""
    [[locked]] = sql(
        """
        SELECT (SELECT count(*) FROM ir_cron) - count(*)
          FROM (SELECT id FROM ir_cron FOR NO KEY UPDATE SKIP LOCKED) free
        """
    )
    return not locked


def writes_to(sql, *tables):
    """Tell whether a transaction is open that has begun to write to these tables.

    The cron's own transaction, open all the time, holds no such lock.
    """
    return bool(
        sql(
            f"""
            SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid)
             WHERE {OTHERS} AND a.state IN ('active', 'idle in transaction')
               AND l.relation = ANY(%s::regclass[])
               AND l.mode = 'RowExclusiveLock' AND l.granted
            """,
            list(tables),
        )
    )


def kill_writing(server, sql, *tables, delay=0.0, meanwhile=None):
    """Kill the server in the middle of a transaction that writes to these tables.

    It may be called when one has begun. Should that be over after the delay, another
    one is awaited and killed as soon as it is seen: how fast the machine is decides
    where the work is cut, and not whether.

    :param delay: seconds
    :param meanwhile: called while another one is awaited
    """
    # Who waits for what a frozen one holds stays at work until that one is killed.
    busy = f"""
        SELECT 1 FROM pg_stat_activity a WHERE {OTHERS} AND a.state = 'active'
           AND a.backend_type = 'client backend'
           AND a.wait_event_type IS DISTINCT FROM 'Lock'
    """
    while True:
        time.sleep(delay)
        # Frozen first, so that what is looked at is what is killed.
        os.killpg(server.child.pid, signal.SIGSTOP)
        wait_until(lambda: not sql(busy))
        if writes_to(sql, *tables):
            break
        os.killpg(server.child.pid, signal.SIGCONT)
        wait_until(lambda: writes_to(sql, *tables), meanwhile)
        delay = 0.0
    server.kill()
    wait_until(lambda: not writes_to(sql, *tables))
