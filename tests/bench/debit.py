"""`./club bench debit`: a direct debit of 2,000 payers, from open dues to paid ones.

Figures (wall time on this machine, in one database and one run):

debit_prepare_s   writing who is debited for what
debit_announce_s  an e-mail for each payer, queued in chunks of a hundred
debit_files_s     payment orders of OCA and valid files, in chunks of 500
debit_book_s      the bank took them: entries, dues paid, mandates used
debit_ms_per_payer  all of it, per payer
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from typing import Any

from bank_parts.world import Bank
from dues_parts.association import Association
from dues_parts.measure import analyze, load, measured
from harness import Figures, copied_database, open_env

LAYER = "club_finance"
PAYERS = 2000
CREDITOR = "FR78ZZZ424242"


def main() -> None:
    """Prepare, announce, write and book one debit."""
    parser = argparse.ArgumentParser(description=__doc__ or "")
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    parser.add_argument("--payers", type=int, default=PAYERS)
    options = parser.parse_args()
    figures = Figures("debit", options.json)
    with copied_database() as database, open_env(database) as env:
        debit = new_debit(env, options.payers)
        total = 0.0
        for name, action in (
            ("prepare", debit.action_prepare),
            ("announce", debit.action_announce),
            ("files", debit.action_order),
            ("book", debit.action_collect),
        ):
            env.invalidate_all()
            with measured(options.payers) as measure:
                action()
                if debit.state == "running":
                    assert debit._run_in_own_words()._run_until_done()
                env.cr.commit()
            assert not debit.run_error, debit.run_error
            analyze(env)
            total += measure.seconds
            figures.add(f"debit_{name}_s", measure.seconds, "s")
            if not options.json:
                print(f"  {name:10} {measure} {load()}", flush=True)
        assert debit.stage == "collected"
        assert set(debit.line_ids.due_ids.mapped("state")) == {"paid"}
        assert debit.line_count == options.payers
        figures.add("debit_ms_per_payer", 1000 * total / options.payers, "ms")
    figures.finish()


def new_debit(env: Any, count: int) -> Any:
    """Return a debit of as many members whose dues were called, mandates given."""
    association = Association.found(env)
    bank, company = Bank(association), association.company
    company.currency_id = env.ref("base.EUR")
    association.bank.set_bank_account(bank._account())
    mode = company._club_set_up_debits(association.bank, CREDITOR)
    kind = association.new_type("Debited")
    association.add_members(kind, count)
    call = association.new_call(kind)
    call.action_confirm()
    call._run_until_done()
    payers = call.due_ids.payer_id
    for payer in payers.filtered(lambda payer: not payer.email_normalized):
        payer.email = f"p{payer.id}@example.org"
    accounts = env["res.partner.bank"].create(
        [{"acc_number": bank._account(), "partner_id": payer.id} for payer in payers]
    )
    env["account.banking.mandate"].create(
        [
            {
                "partner_bank_id": account.id,
                "company_id": company.id,
                "signature_date": date.today() - timedelta(days=30),
                "state": "valid",
                "recurrent_sequence_type": "first" if n % 2 else "recurring",
            }
            for n, account in enumerate(accounts)
        ]
    )
    analyze(env)
    day = max(call.due_ids.mapped("due_date")) + timedelta(days=20)
    while day.weekday() != 1:
        day += timedelta(days=1)
    return env["club.debit"].create(
        {
            "name": "Dues",
            "company_id": company.id,
            "call_id": call.id,
            "payment_mode_id": mode.id,
            "collection_date": day,
        }
    )


if __name__ == "__main__":
    main()
