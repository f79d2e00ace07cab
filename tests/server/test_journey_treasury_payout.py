"""A regional treasurer follows money to and from the bank: online payments, a claim."""

from datetime import date

import pytest
from odoo.fields import Command
from playwright.sync_api import expect

from tests.server.backend_forms import (
    agree,
    at,
    attach,
    imports,
    menu,
    new,
    open_row,
    rows,
    sees_nothing_of,
    write,
)
from tests.server.finance_world import (
    DUES,
    PRESIDENT,
    REGIONAL,
    FinanceWorld,
    bank_file,
)
from tests.server.journeys import field, in_state, open_app, press

SECRET = "Secret of Normandy"
IBAN = "FR7630006000011234567890189"


class OnlineWorld(FinanceWorld):
    """Brittany takes payments online, which its own bank account receives."""

    def __init__(self, env):
        super().__init__(env)
        self.company.club_fee_heading_id = self.charges
        self.meetings.claimable = True

    def pay_online(self, dues, bank, code):
        """Return the payments of these dues, by a provider that pays to a bank."""
        provider = self.env.ref("payment.payment_provider_demo").copy(
            {"company_id": self.company.id, "state": "test"}
        )
        provider.journal_id = bank
        ways = self.env["account.payment.method.line"]
        ways.search(
            [("payment_provider_id", "=", provider.id)]
        ).payment_account_id = self.env["account.account"].create(
            {
                "name": "Provider's money",
                "code": code,
                "account_type": "asset_current",
                "reconcile": True,
                "company_ids": [Command.set(self.company.ids)],
            }
        )
        payments = self.env["payment.transaction"].create(
            [
                {
                    "reference": f"ONLINE-{due.id}",
                    "provider_id": provider.id,
                    "payment_method_id": provider.payment_method_ids[:1].id,
                    "amount": due.residual,
                    "currency_id": due.currency_id.id,
                    "partner_id": due.payer_id.id,
                    "operation": "online_redirect",
                    "club_due_ids": [Command.set(due.ids)],
                    "club_shares": due._payment_shares("all"),
                }
                for due in dues
            ]
        )
        payments._set_done()
        payments._post_process()
        return payments

    def claim(self, who, section, summary, amount):
        """Return a claim that was sent."""
        claim = self.env["club.expense"].create(
            {
                "company_id": self.company.id,
                "section_id": section.id,
                "partner_id": who.id,
                "summary": summary,
                "iban": IBAN,
                "line_ids": [
                    Command.create(
                        {
                            "label": "Train",
                            "date": date.today(),
                            "amount": amount,
                            "heading_id": self.meetings.id,
                            "no_receipt_reason": "Lost",
                        }
                    )
                ],
            }
        )
        claim.action_submit()
        return claim


@pytest.fixture(scope="module")
def club(open_env, database):
    """Two payments of Brittany and one of Normandy, and a claim of each."""
    with open_env(database) as env:
        world = OnlineWorld(env)
        dues = world.add_owing(["Ann Le Goff", "Bob Martin"], days_ago=5)
        theirs = world.add_owing([SECRET], world.normandy, days_ago=5)
        paid = world.pay_online(dues, world.brittany.bank_journal_id, "511901")
        other = world.pay_online(theirs, world.normandy.bank_journal_id, "511902")
        assert dues.mapped("state") == ["paid", "paid"]
        world.env["club.payout"].create(
            {
                "company_id": world.company.id,
                "section_id": world.normandy.id,
                "name": SECRET,
            }
        )
        world.claim(dues[0].payer_id, world.brittany, "Trip of Ann", 24)
        world.claim(theirs.payer_id, world.normandy, SECRET, 99)
        return {
            "company": world.company.id,
            "paid": paid.mapped("reference"),
            "other": other.reference,
            "dues": dues.ids,
        }


def csv_of(name, *rows):
    """The file that the provider offers for a payout: (reference, fee)."""
    lines = ["reference,gross,fee", *(f"{ref},{DUES},{fee}" for ref, fee in rows)]
    return {
        "name": name,
        "mimeType": "text/csv",
        "buffer": "\n".join(lines).encode(),
    }


def sees_only_ours(page, mine):
    """Whatever the filters: one's own record, and nothing of the other section."""
    sees_nothing_of(page, SECRET)
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text(mine)


def enters_the_payout(page, club, shot):
    """A payment of the other section is in the file: it is not found here."""
    menu(page, "club_payout_menu")
    new(page, "Payouts of online payments")
    write(page, "provider", "Stripe")
    write(page, "name", "po_7")
    first, second = club["paid"]
    attach(page, "file", csv_of("wrong.csv", (first, 0.6), (club["other"], 0.4)))
    press(page, "action_read_file")
    lines = field(page, "line_ids")
    expect(lines.locator(".o_data_row")).to_have_count(2)
    expect(page.locator(".alert-warning:visible")).to_contain_text("not found here: 1")
    expect(page.locator("body")).not_to_contain_text(SECRET)
    shot(page, "unknown")
    attach(page, "file", csv_of("right.csv", (first, 0.6), (second, 0.4)))
    press(page, "action_read_file")
    expect(page.locator(".alert-success:visible")).to_contain_text(
        "Every payment is known"
    )
    expect(field(page, "net").first).to_contain_text("59.00")
    shot(page, "known")


def test_online_payments_are_followed_to_the_bank(
    server, new_page, shot, open_env, database, club
):
    page = new_page(server, REGIONAL)
    open_app(page)
    enters_the_payout(page, club, shot)
    imports(page, bank_file(("VIR STRIPE po_7", "STRIPE", 59)), "Settled: 1.")
    menu(page, "club_payout_menu")
    at(page, "Payouts of online payments")
    sees_only_ours(page, "po_7")
    open_row(page, "po_7")
    expect(in_state(page, "credited")).to_be_visible()
    expect(field(page, "bank_line_id")).to_contain_text("STRIPE")
    shot(page, "credited")
    menu(page, "club_section_statement_menu")
    expect(field(page, "spending")).to_contain_text("1.00")
    expect(field(page, "by_heading")).to_contain_text("Bank charges")

    phone = new_page(server, REGIONAL, width=390, touch=True)
    phone.goto("/odoo/action-club_finance.club_payout_action")
    card = phone.locator(".o_kanban_record", has_text="Stripe")
    expect(card).to_contain_text("Seen at the bank")
    expect(phone.locator("body")).not_to_contain_text(SECRET)
    shot(phone, "phone")
    with open_env(database) as env:
        payout = env["club.payout"].search([("name", "=", "po_7")])
        assert (payout.state, payout.bank_line_id.state) == ("credited", "done")
        assert not payout._waiting_lines()


def accepts_the_claim(page, shot):
    """Who accepted it asks for the payment, and cannot approve that."""
    menu(page, "club_expense_menu")
    at(page, "Expense claims")
    sees_only_ours(page, "Trip of Ann")
    open_row(page, "Trip of Ann")
    press(page, "action_approve")
    expect(in_state(page, "approved")).to_be_visible()
    menu(page, "club_payment_out_menu")
    at(page, "Payments out")
    sees_only_ours(page, "Ann Le Goff")
    open_row(page, "Ann Le Goff")
    expect(in_state(page, "requested")).to_be_visible()
    expect(page.locator("button[name=action_approve]:visible")).to_have_count(0)
    expect(page.locator("button[name=action_pay]:visible")).to_have_count(0)
    shot(page, "asked")
    return field(page, "name").first.inner_text()


def test_a_claim_is_accepted_approved_paid_and_seen_at_the_bank(
    server, new_page, shot, open_env, database, club
):
    page = new_page(server, REGIONAL)
    open_app(page)
    number = accepts_the_claim(page, shot)
    president = new_page(server, PRESIDENT, width=390, touch=True)
    president.goto("/odoo/action-club_finance.club_payment_out_action")
    president.locator(".o_kanban_record", has_text="Ann Le Goff").click()
    expect(president.locator(".o_form_view")).to_contain_text("0189")
    expect(president.locator(".o_form_view")).not_to_contain_text("30006000")
    press(president, "action_approve")
    expect(president.locator(".o_form_view")).to_contain_text("Approved by")
    shot(president, "approved")

    phone = new_page(server, REGIONAL, width=390, touch=True)
    phone.goto("/odoo/action-club_finance.club_payment_out_action")
    phone.locator(".o_kanban_record", has_text="Ann Le Goff").click()
    expect(field(phone, "payee_account")).to_contain_text("30006000")
    press(phone, "action_pay")
    agree(phone)
    expect(phone.locator(".o_form_view")).to_contain_text("Paid on")
    shot(phone, "paid")

    imports(page, bank_file((f"VIR {number}", "ANN LE GOFF", -24)), "Settled: 1.")
    menu(page, "club_payment_out_menu")
    at(page, "Payments out")
    sees_only_ours(page, "Ann Le Goff")
    menu(page, "club_expense_menu")
    at(page, "Expense claims")
    sees_only_ours(page, "Paid")
    shot(page, "claims")
    with open_env(database) as env:
        [payment] = env["club.payment.out"].search(
            [("name", "=", number), ("company_id", "=", club["company"])]
        )
        assert (payment.state, payment.amount) == ("paid", 24)
        assert payment.approved_by_id.login == PRESIDENT
        assert payment.paid_by_id.login == REGIONAL
        left = payment.move_id.line_ids.filtered(
            lambda line: line.account_id == payment.journal_id._club_payout_account()
        )
        assert sum(left.mapped("amount_residual")) == 0
        line = env["club.bank.line"].search(
            [("amount", "=", -24), ("company_id", "=", club["company"])]
        )
        assert line.state == "done"
