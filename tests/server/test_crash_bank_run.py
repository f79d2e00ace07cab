"""A bank file that is killed again and again while it comes in and is settled."""

import base64
import random
from datetime import date

import pytest

from tests.bench.dues_parts.association import AMOUNT, Association
from tests.server.crash import kill_writing, stop_jobs, wait_until, writes_to

LINES = 1250
SEED = 21
# What each kind of chunk writes: bringing in 500 lines, recognising, settling 300.
COMES_IN = "account_bank_statement_line"
RECOGNISED = "club_bank_proposal"
SETTLED = "account_partial_reconcile"
# (what is being written, chunks that this server committed before). Odoo postpones a
# job that was killed three times and now before its first chunk.
KILLS = [
    (COMES_IN, 0), (COMES_IN, 1), (RECOGNISED, 1), (SETTLED, 1), (SETTLED, 1),
]  # fmt: skip
DELAY = {COMES_IN: 0.8, RECOGNISED: 0.05, SETTLED: 0.4}  # seconds at most


@pytest.fixture(scope="module")
def file(open_env, database):
    """Id of a bank file by which everybody paid, uploaded and waiting for its run."""
    with open_env(database) as env:
        association = Association.found(env)
        kind = association.new_type("Paid at the bank")
        association.add_members(kind, LINES)
        call = association.new_call(kind)
        stop_jobs(env, env.ref("club_membership.ir_cron_club_run"))
        call.action_confirm()
        call._run_until_done()
        dues = call.due_ids
        assert len(dues) == LINES
        rows = (
            f"{1 + number % 28:02d}/01/{date.today().year};VIR {due.reference};100,00\n"
            for number, due in enumerate(dues)
        )
        content = f"Date;Libellé;Montant\n{''.join(rows)}"
        file = env["club.bank.file"].create(
            {
                "name": "january.csv",
                "journal_id": association.bank.id,
                "content": base64.b64encode(content.encode()),
            }
        )
        file.action_import()
        assert (file.state, file.run_id.state) == ("importing", "running")
        return file.id


def steps_done(sql, file):
    """How far the run of the file is, in committed steps."""
    [[done]] = sql(
        "SELECT COALESCE(r.run_done, 0) FROM club_bank_run r JOIN club_bank_file f"
        " ON f.run_id = r.id WHERE f.id = %s",
        file,
    )
    return done


# The database before the server, so that it outlives it.
def test_killed_import_goes_on_and_settles_every_line_once(
    database, start_odoo, sql, wake_up, file
):
    draw = random.Random(SEED)
    for table, chunks in KILLS:
        before = steps_done(sql, file)
        server = start_odoo(database, ready=False)
        wait_until(
            lambda table=table, chunks=chunks, before=before: (
                (not chunks or steps_done(sql, file) > before) and writes_to(sql, table)
            ),
            meanwhile=wake_up,
        )
        kill_writing(
            server, sql, *DELAY, delay=draw.random() * DELAY[table], meanwhile=wake_up
        )
        check_nothing_half_done(sql, file)
    start_odoo(database, ready=False)
    finished = (
        "SELECT 1 FROM club_bank_run r JOIN club_bank_file f ON f.run_id = r.id"
        " WHERE f.id = %s AND r.state = 'done'"
    )
    wait_until(lambda: sql(finished, file), meanwhile=wake_up)
    check_outcome(sql, file)


def check_nothing_half_done(sql, file):
    """What is there after a kill is whole: lines shown once, entries that balance."""
    [[state, error]] = sql(
        "SELECT r.state, r.run_error FROM club_bank_run r JOIN club_bank_file f"
        " ON f.run_id = r.id WHERE f.id = %s",
        file,
    )
    assert (state, error) == ("running", None)
    [[position]] = sql(
        "SELECT COALESCE((staging ->> 'position')::int, %s) FROM club_bank_file"
        " WHERE id = %s",
        LINES,
        file,
    )
    assert sql("SELECT count(*) FROM club_bank_line WHERE file_id = %s", file) == [
        (position,)
    ]
    # Settled, a line has its one proposal, and the due behind it is paid.
    assert not sql(
        """
        SELECT l.id FROM club_bank_line l
          LEFT JOIN club_bank_proposal p ON p.line_id = l.id AND p.accepted
          LEFT JOIN club_bank_proposal_club_due_rel r
            ON r.club_bank_proposal_id = p.id
          LEFT JOIN club_due d ON d.id = r.club_due_id
         WHERE l.file_id = %s
           AND (l.state = 'done') IS DISTINCT FROM (d.state = 'paid')
           AND (l.state = 'done' OR d.id IS NOT NULL)
        """,
        file,
    )
    check_books(sql)


def check_books(sql):
    """No entry is a draft or out of balance."""
    assert not sql(
        "SELECT move_id FROM account_move_line"
        " GROUP BY move_id HAVING round(sum(balance), 2) <> 0"
    )
    assert not sql("SELECT id FROM account_move WHERE state = 'draft'")


def check_outcome(sql, file):
    """Every line came in once, settles its own due, and the sums are to the cent."""
    total = LINES * AMOUNT
    assert sql(
        "SELECT state, line_count, known_count, staging FROM club_bank_file"
        " WHERE id = %s",
        file,
    ) == [("imported", LINES, 0, None)]
    assert not sql(
        "SELECT id FROM ir_attachment WHERE res_model = 'club.bank.file'"
        " AND res_id = %s AND res_field = 'staged'",
        file,
    )
    assert sql(
        """
        SELECT count(*), count(DISTINCT s.unique_import_id), sum(s.amount),
               count(DISTINCT s.statement_id), sum(s.amount_residual)
          FROM club_bank_line l
          JOIN account_bank_statement_line s ON s.id = l.statement_line_id
         WHERE l.file_id = %s AND l.state = 'done' AND l.run_step IS NULL
        """,
        file,
    ) == [(LINES, LINES, total, 1, 0)]
    # Each line was matched with the due whose reference it quotes, once.
    assert sql(
        """
        SELECT count(*), count(DISTINCT d.id), sum(d.amount_paid), sum(d.residual)
          FROM club_bank_line l
          JOIN club_bank_proposal p ON p.line_id = l.id AND p.accepted
          JOIN club_bank_proposal_club_due_rel r ON r.club_bank_proposal_id = p.id
          JOIN club_due d ON d.id = r.club_due_id
         WHERE l.file_id = %s AND l.label LIKE '%%' || d.reference || '%%'
        """,
        file,
    ) == [(LINES, LINES, total, 0)]
    assert sql(
        """
        SELECT count(*), sum(p.amount) FROM account_partial_reconcile p
          JOIN account_move_line debt ON debt.id = p.debit_move_id
          JOIN account_move_line paid ON paid.id = p.credit_move_id
          JOIN account_bank_statement_line s ON s.move_id = paid.move_id
          JOIN club_bank_line l ON l.statement_line_id = s.id
         WHERE l.file_id = %s AND debt.club_due_id IS NOT NULL
        """,
        file,
    ) == [(LINES, total)]
    assert sql(
        "SELECT run_done = run_total, run_error FROM club_bank_run WHERE id ="
        " (SELECT run_id FROM club_bank_file WHERE id = %s)",
        file,
    ) == [(True, None)]
    check_books(sql)
