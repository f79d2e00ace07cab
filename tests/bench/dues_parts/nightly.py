"""The nightly status job: what it asks and what it writes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

from odoo import fields

from .association import Association
from .measure import Measure, analyze, measured

_WRITES = """
    SELECT COALESCE(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)
      FROM pg_stat_xact_user_tables
     WHERE relname LIKE ANY(ARRAY['club\\_%', 'account\\_%', 'res\\_partner%'])
"""


def run(env: Any, members: int, day: date) -> tuple[Measure, int]:
    """Run the job as of `day`; return its measure and the rows it wrote.

    Rows are counted by PostgreSQL, within the job's own transaction, in the tables
    of the association, of accounting and of contacts.
    """
    env.cr.commit()
    with (
        patch.object(fields.Date, "context_today", lambda *_args: day),
        measured(members) as measure,
    ):
        env["club.membership"]._cron_nightly()
        env.flush_all()
    env.cr.execute(_WRITES)
    [[rows]] = env.cr.fetchall()
    env.cr.commit()
    return measure, int(rows)


def idle_and_changing(
    association: Association, members: int
) -> tuple[Measure, int, Measure, int]:
    """Run the job twice: nobody changes, then one member in ten lapses.

    :return: measure and rows written of the idle night, measure of the other one
        and how many members changed
    """
    env, today = association.env, date.today()
    association.add_members(association.collective, members // 9, ends=today)
    env["club.membership"]._cron_nightly()
    analyze(env)
    idle, rows = run(env, members, today)
    before = env["club.membership"].search_count([("state", "=", "lapsed")])
    changing, _rows = run(env, members, today + timedelta(days=1))
    lapsed = env["club.membership"].search_count([("state", "=", "lapsed")]) - before
    assert lapsed >= members // 10
    return idle, rows, changing, lapsed
