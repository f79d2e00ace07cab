"""Two workers that learn of the same online payment at the same instant."""

from datetime import date, timedelta

import pytest

from tests.bench.dues_parts.association import Association
from tests.server.crash import stop_jobs

AMOUNT = 100.0


def book(env, payment):
    """What the payer's browser, the provider's call and the nightly job all do."""
    env["payment.transaction"].browse(payment)._post_process()


def hear_and_book(env, payment):
    """The provider says once more that the payment is done."""
    transaction = env["payment.transaction"].browse(payment)
    transaction._process(
        "demo", {"reference": transaction.reference, "simulated_state": "done"}
    )
    transaction._post_process()


def post_deposit(env, deposit):
    """Click on Post."""
    env["club.deposit"].browse(deposit).action_post()


def renew(env, membership, seen):
    """Click on Renew."""
    env["club.membership"].browse(membership)._renew(date.fromisoformat(seen))


@pytest.fixture(scope="module")
def dues(open_env, database):
    """Ids of dues that wait to be paid, by way of booking; and somebody to renew."""
    with open_env(database) as env:
        stop_jobs(env)
        association = Association.found(env)
        kinds = {
            mode: association.new_type(mode, mode) for mode in ("collective", "invoice")
        }
        found = {}
        for mode, kind in kinds.items():
            for partner in association.add_partners(3):
                member = env["club.membership"]._admit(
                    {
                        "partner_id": partner,
                        "type_id": kind.id,
                        "section_id": association.sections[0].id,
                    }
                )
                found.setdefault(mode, []).append(member.due_ids.ids)
        found["bank"] = association.bank.id
        [partner] = association.add_partners(1)
        asking = association.new_type("Asked for")
        asking.renewal = "request"
        member = env["club.membership"]._admit(
            {
                "partner_id": partner,
                "type_id": asking.id,
                "section_id": association.sections[0].id,
            }
        )
        member.due_ids._pay(
            sum(member.due_ids.mapped("residual")), association.bank, date.today()
        )
        last = date.today() + timedelta(days=30)
        member.period_ids.date_to = last
        member._refresh()
        found["renewing"] = (member.id, last.isoformat())
        return found


def begin(env, ids):
    """A payment done at the provider, of which nothing is booked yet."""
    dues = env["club.due"].browse(ids)
    provider = env["payment.provider"].search(
        [("code", "=", "demo"), ("company_id", "=", dues.company_id.id)],
        order="id",
        limit=1,
    )
    shares = dues._payment_shares("all")
    payment = env["payment.transaction"].create(
        {
            "provider_id": provider.id,
            "payment_method_id": provider.payment_method_ids[:1].id,
            "amount": sum(amount for _ids, amount in shares),
            "currency_id": dues.currency_id.id,
            "partner_id": dues.payer_id.id,
            "operation": "online_direct",
            "club_due_ids": [(6, 0, dues.ids)],
            "club_shares": shares,
            "invoice_ids": [(6, 0, dues.invoice_id.ids)],
        }
    )
    payment._process(
        "demo", {"reference": payment.reference, "simulated_state": "done"}
    )
    return payment.id


def ledger(env, partner):
    """What the partner owes, and how many entries say so."""
    lines = env["account.move.line"].search(
        [
            ("partner_id", "=", partner.id),
            ("account_id.account_type", "=", "asset_receivable"),
            ("parent_state", "=", "posted"),
        ]
    )
    return round(sum(lines.mapped("balance")), 2), len(lines.move_id)


@pytest.mark.parametrize("mode", ["collective", "invoice"])
def test_a_payment_learnt_of_twice_at_once_is_booked_once(
    at_once,
    open_env,
    database,
    dues,
    mode,
):
    with open_env(database) as env:
        payment = begin(env, dues[mode][0])
    assert at_once((book, payment), (hear_and_book, payment)) == ["done"] * 2
    with open_env(database) as env:
        transaction = env["payment.transaction"].browse(payment)
        paid = transaction.club_due_ids
        assert transaction.is_post_processed
        assert len(transaction.club_deposit_ids) == 1
        assert set(paid.mapped("state")) == {"paid"}
        assert ledger(env, paid.payer_id) == (0.0, 2)


@pytest.mark.parametrize("mode", ["collective", "invoice"])
def test_a_cheque_posted_while_the_payment_comes_in_leaves_one_credit(
    at_once,
    open_env,
    database,
    dues,
    mode,
):
    with open_env(database) as env:
        payment = begin(env, dues[mode][1])
        owed = env["club.due"].browse(dues[mode][1])
        deposit = env["club.deposit"].create(
            {
                "journal_id": dues["bank"],
                "line_ids": [
                    (0, 0, {"payer_id": owed.payer_id.id, "amount": AMOUNT,
                            "due_ids": [(6, 0, owed.ids)]})
                ],
            }
        )  # fmt: skip
        cheque = deposit.id
    assert at_once((book, payment), (post_deposit, cheque)) == ["done"] * 2
    with open_env(database) as env:
        owed = env["club.due"].browse(dues[mode][1])
        assert set(owed.mapped("state")) == {"paid"}
        assert ledger(env, owed.payer_id)[0] == -AMOUNT


def test_a_refund_learnt_of_twice_at_once_is_booked_once(
    at_once,
    open_env,
    database,
    dues,
):
    with open_env(database) as env:
        payment = begin(env, dues["collective"][2])
        transaction = env["payment.transaction"].browse(payment)
        transaction._post_process()
        refund = transaction._refund(AMOUNT).id
    assert at_once((book, refund), (book, refund)) == ["done"] * 2
    with open_env(database) as env:
        owed = env["club.due"].browse(dues["collective"][2])
        assert set(owed.mapped("state")) == {"called"}
        assert ledger(env, owed.payer_id) == (AMOUNT, 3)


def test_two_tabs_that_renew_at_once_call_the_dues_once(
    at_once,
    open_env,
    database,
    dues,
):
    assert at_once((renew, *dues["renewing"]), (renew, *dues["renewing"])) == (
        ["done"] * 2
    )
    with open_env(database) as env:
        member = env["club.membership"].browse(dues["renewing"][0])
        assert len(member.period_ids) == 2
        assert len(member.due_ids.filtered(lambda due: due.state == "called")) == 1
