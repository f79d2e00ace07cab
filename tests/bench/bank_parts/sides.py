"""Bank lines settled by our run, and payments registered one by one in Odoo."""

from __future__ import annotations

from datetime import date
from typing import Any

from dues_parts.measure import Measure, analyze, measured


def settle(lines: Any) -> tuple[Measure, float]:
    """Run the recognition over lines.

    :return: its measure, and the share of lines settled without a click, in percent
    """
    env = lines.env
    run = env["club.bank.run"]
    env.invalidate_all()
    with measured(len(lines)) as measure:
        started = run._start(lines, "Bench")
        if started.state == "running":
            started._run_until_done()
        env.cr.commit()
    assert started.state == "done", started.run_error
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
