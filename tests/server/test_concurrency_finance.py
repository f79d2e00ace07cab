"""Two people who click at the same instant on what an association spends or gives."""

from datetime import date

import pytest

from tests.server import treasury_year
from tests.server.treasury_desk import AMOUNT, Desk, booked_on, check_books
from tests.server.treasury_year import HOURS_YEAR

BLIND = True
BOTH = ["done", "done"]


def click(env, user, record, method):
    """Click on a button of one record, named as "model,id", as somebody."""
    model, number = record.split(",")
    getattr(env(user=user, su=False)[model].browse(int(number)), method)()


def refuse(env, user, number):
    """Refuse a payment."""
    payment = env(user=user, su=False)["club.payment.out"].browse(number)
    payment._refuse("Too dear")


def take_back(env, number):
    """Take a claim back to change it, as who claims does."""
    env["club.expense"].browse(number)._take_back()


def give_receipts(env, user, gifts):
    """Give the tax receipts of gifts."""
    receipts = env(user=user, su=False)["club.tax.receipt"]
    receipts._give(receipts.env["club.donation"].browse(gifts), apart=True)


def value_year(env, user, company):
    """Value the hours of last year, and book them."""
    env = env(user=user, su=False)
    valuations = env["club.valuation"]._prepare_year(
        env["res.company"].browse(company),
        date(HOURS_YEAR, 1, 1),
        date(HOURS_YEAR, 12, 31),
    )
    valuations.action_book()


@pytest.fixture(scope="module")
def desk(open_env, database):
    """Ids of what waits for a click, by name, and of three treasurers."""
    with open_env(database) as env:
        desk = Desk(env)
        return {
            "company": desk.company.id,
            "asks": desk.asks.id,
            "first": desk.first.id,
            "second": desk.second.id,
            "paid": desk.payment(approved=True).id,
            "paid or refused": desk.payment(approved=True).id,
            "approved": desk.payment().id,
            "approved or changed": desk.payment().id,
            "claim": desk.claim().id,
            "claim or taken back": desk.claim().id,
            "bill": desk.bill().id,
            "transfer": desk.transfer().id,
            "share": desk.share().id,
            "gifts": treasury_year.gifts(desk, 4).ids,
            "hours": treasury_year.hours(desk).id,
        }


@pytest.fixture
def both_click(at_once, desk):
    """Function: two treasurers click on the same button of the same record."""

    def click_at_once(model, name, method):
        record = f"{model},{desk[name]}"
        return at_once(
            (click, desk["first"], record, method),
            (click, desk["second"], record, method),
        )

    return click_at_once


def entries(env, name):
    """The entries that say this name."""
    return env["account.move"].search([("ref", "like", f"{name}%")])


def test_a_payment_paid_by_two_leaves_once(both_click, open_env, database, desk):
    assert both_click("club.payment.out", "paid", "action_pay") == BOTH
    with open_env(database) as env:
        payment = env["club.payment.out"].browse(desk["paid"])
        assert payment.state == "paid"
        assert len(entries(env, payment.name)) == 1
        account = payment.journal_id._club_payout_account()
        assert booked_on(account, payment.partner_id) == -AMOUNT
        check_books(env)


def test_a_payment_approved_by_two_is_approved_by_one(
    both_click, open_env, database, desk
):
    assert both_click("club.payment.out", "approved", "action_approve") == BOTH
    with open_env(database) as env:
        payment = env["club.payment.out"].browse(desk["approved"])
        assert payment.state == "approved"
        assert payment.approved_by_id.id in (desk["first"], desk["second"])
        assert payment.approver_partner_id == payment.approved_by_id.partner_id


def test_a_payment_paid_and_refused_is_one_of_both(at_once, open_env, database, desk):
    number = desk["paid or refused"]
    record = f"club.payment.out,{number}"
    outcome = at_once(
        (click, desk["first"], record, "action_pay"), (refuse, desk["second"], number)
    )
    with open_env(database) as env:
        payment = env["club.payment.out"].browse(number)
        assert payment.state in ("paid", "refused")
        loser, winner = sorted(outcome, key=lambda said: said == "done")
        assert winner == "done"
        assert f"{payment.name} is no longer as you saw it" in loser, loser
        assert len(entries(env, payment.name)) == (payment.state == "paid")
        check_books(env)


def test_a_payment_changed_while_it_is_approved_is_not_approved(
    at_once, open_env, database, desk
):
    record = f"club.payment.out,{desk['approved or changed']}"
    outcome = at_once(
        (click, desk["first"], record, "action_approve"),
        (click, desk["asks"], record, "action_back_to_draft"),
    )
    with open_env(database) as env:
        payment = env["club.payment.out"].browse(desk["approved or changed"])
        # Approved first, it is taken back; taken back first, nobody can approve it.
        assert payment.state == "draft"
        assert not payment.approved_by_id
        loser, winner = sorted(outcome, key=lambda said: said == "done")
        assert winner == "done"
        assert loser == "done" or "no longer as you saw it" in loser


def test_a_claim_approved_by_two_is_booked_once(both_click, open_env, database, desk):
    assert both_click("club.expense", "claim", "action_approve") == BOTH
    with open_env(database) as env:
        claim = env["club.expense"].browse(desk["claim"])
        payments = env["club.payment.out"].search(
            [("origin", "=", f"club.expense,{claim.id}")]
        )
        assert (claim.state, payments.amount) == ("approved", AMOUNT)
        assert entries(env, claim.name) == claim.move_id
        payable = claim.partner_id.property_account_payable_id
        assert booked_on(payable, claim.partner_id) == -AMOUNT
        check_books(env)


def test_a_claim_taken_back_while_it_is_approved_is_one_of_both(
    at_once, open_env, database, desk
):
    number = desk["claim or taken back"]
    outcome = at_once(
        (click, desk["first"], f"club.expense,{number}", "action_approve"),
        (take_back, number),
    )
    with open_env(database) as env:
        claim = env["club.expense"].browse(number)
        if claim.state == "approved":
            assert outcome == BOTH
            assert claim.move_id.state == "posted"
        else:
            assert (claim.state, claim.move_id.id) == ("draft", False)
            assert not claim.payment_id
            assert "no longer as you saw it" in outcome[1]
        check_books(env)


def test_a_bill_booked_by_two_is_owed_once(both_click, open_env, database, desk):
    assert both_click("club.bill", "bill", "action_book") == BOTH
    with open_env(database) as env:
        bill = env["club.bill"].browse(desk["bill"])
        payments = env["club.payment.out"].search(
            [("origin", "=", f"club.bill,{bill.id}")]
        )
        assert (bill.state, payments) == ("booked", bill.payment_id)
        payable = bill.partner_id.property_account_payable_id
        assert booked_on(payable, bill.partner_id) == -AMOUNT
        payment = bill.payment_id
        payment.with_user(desk["asks"]).action_approve()
        desk["bill's payment"] = payment.id
    outcome = both_click("club.payment.out", "bill's payment", "action_pay")
    assert outcome == BOTH
    with open_env(database) as env:
        bill = env["club.bill"].browse(desk["bill"])
        payable = bill.partner_id.property_account_payable_id
        assert (bill.state, bill.move_id.payment_state) == ("paid", "paid")
        assert booked_on(payable, bill.partner_id) == 0.0
        check_books(env)


def test_a_transfer_confirmed_by_two_moves_once(both_click, open_env, database, desk):
    assert both_click("club.section.transfer", "transfer", "action_confirm") == BOTH
    with open_env(database) as env:
        transfer = env["club.section.transfer"].browse(desk["transfer"])
        assert transfer.state == "confirmed"
        assert entries(env, transfer.name) == transfer.move_id
        check_books(env)


def test_a_share_booked_by_two_is_taken_once(both_click, open_env, database, desk):
    assert both_click("club.share", "share", "action_book") == BOTH
    with open_env(database) as env:
        share = env["club.share"].browse(desk["share"])
        assert (share.state, share.move_id.state) == ("booked", "posted")
        assert entries(env, share.name) == share.move_id
        moved = share.move_id.line_ids.filtered(lambda line: line.balance > 0)
        assert round(sum(moved.mapped("balance")), 2) == share.taken > AMOUNT / 2
        sides = [(x.from_section_id, x.to_section_id) for x in share.transfer_ids]
        assert len(sides) == len(set(sides)) > 0
        again = env["club.share"].create({"company_id": share.company_id.id})
        again.action_compute()
        assert not again.line_ids
        check_books(env)


def test_tax_receipts_given_at_once_have_numbers_in_a_row(
    at_once, open_env, database, desk
):
    one, two, three, four = desk["gifts"]
    with open_env(database) as env:
        # Refused, it gives its number back.
        env["club.donation"].browse(two).partner_id.zip = False
    outcome = at_once(
        *((give_receipts, desk["first"], [gift]) for gift in (one, two, three, four)),
        (give_receipts, desk["second"], [three]),
    )
    assert outcome[:3] == ["done"] * 3
    assert "no full address" in " ".join(outcome[3:])
    assert "a tax receipt for this gift already" in " ".join(outcome[3:])
    with open_env(database) as env:
        receipts = env["club.tax.receipt"].search(
            [("company_id", "=", desk["company"])]
        )
        assert sorted(receipts.mapped("number")) == [1, 2, 3]
        assert sorted(receipts.line_ids.donation_id.ids) == [one, three, four]
        assert receipts.year_id.last_number == 3


def test_hours_valued_by_two_count_once(at_once, open_env, database, desk):
    refused, done = sorted(
        at_once(
            (value_year, desk["first"], desk["company"]),
            (value_year, desk["second"], desk["company"]),
        ),
        key=lambda said: said == "done",
    )
    assert done == "done"
    assert refused == "done" or "are valued already" in refused
    with open_env(database) as env:
        evidence = env["club.valuation.hours"].search(
            [("hours_id", "=", desk["hours"]), ("counts", "=", True)]
        )
        [valuation] = evidence.valuation_id
        assert (len(evidence), valuation.state) == (1, "booked")
        moves = env["account.move"].search([("ref", "like", valuation.display_name)])
        assert moves == valuation.move_id
        check_books(env)
