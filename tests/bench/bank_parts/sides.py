"""Bank lines settled by our run, and payments registered one by one in Odoo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from dues_parts.measure import Measure, analyze, measured


@contextmanager
def in_chunks() -> Iterator[None]:
    """Bring even small files in by a run, so that all are measured alike."""
    from odoo.addons.club_finance.models import club_bank_file_import as importing

    few, importing.AT_ONCE = importing.AT_ONCE, 0
    try:
        yield
    finally:
        importing.AT_ONCE = few


def settle(file: Any) -> tuple[Measure, float]:
    """Recognise and settle the lines of a file that came in.

    :return: its measure, and the share of lines settled without a click, in percent
    """
    env, run, lines = file.env, file.run_id, file.line_ids
    env.invalidate_all()
    with measured(len(lines)) as measure:
        run._run_until_done()
        env.cr.commit()
    assert run.state == "done", run.run_error
    check(lines)
    done = len(lines.filtered(lambda line: line.state == "done"))
    analyze(env)
    return measure, 100 * done / len(lines)


def check(lines: Any) -> None:
    """Fail unless what was settled paid the dues it should, to the cent."""
    for line in lines.filtered(lambda line: line.state == "done"):
        dues = line.proposal_ids.due_ids
        assert dues
        assert set(dues.mapped("state")) == {"paid"}
        assert sum(dues.mapped("amount")) == line.amount


def register(association: Any, dues: Any) -> Measure:
    """Register the payments of dues, one wizard and one commit each."""
    env = association.env
    debts = {due: due._open_debts() for due in dues}
    env.invalidate_all()
    with measured(len(dues)) as measure:
        for lines in debts.values():
            env["account.payment.register"].with_context(
                active_model="account.move.line", active_ids=lines.ids
            ).create(
                {"journal_id": association.bank.id, "payment_date": date.today()}
            ).action_create_payments()
            env.cr.commit()
    assert set(dues.mapped("state")) == {"paid"}
    return measure
