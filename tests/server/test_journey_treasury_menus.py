"""A regional treasurer in every menu of the treasury: their section's, no other's."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.server.backend_forms import (
    agree,
    at,
    attach,
    choose,
    menu,
    new,
    open_row,
    unfilter,
)
from tests.server.finance_world import REGIONAL, FinanceWorld
from tests.server.journeys import another_page, field, in_state, open_app, press

ORDER = {"name": "order.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
IBAN = "FR7630006000011234567890189"
SECRET = "Secret of Normandy"
SHOWN = ".o_list_view, .o_kanban_view, .o_form_view, .o_pivot_view, .o_club_treasury"
# One more menu here is one more journey.
MENUS = {
    "club_board_menu": "",
    "club_bank_file_new_menu": "",
    "club_bank_line_menu": "ours at the bank",
    "club_bank_file_menu": "",
    "club_payout_menu": "PO-ours",
    "club_cash_movement_menu": "ours in the box",
    "club_cash_count_menu": "",
    "club_mandate_menu": "Ann Le Goff",
    "club_mandate_paper_menu": "",
    "club_debit_line_menu": "Ann Le Goff",
    "club_debit_return_line_menu": "",
    "club_expense_menu": "",
    "club_bill_menu": "Bill of ours",
    "club_payment_out_menu": "Payment of ours",
    "club_section_statement_menu": "",
    "club_section_entry_menu": "",
    "club_section_transfer_menu": "Transfer of ours",
    "club_share_line_menu": "",
    "club_budget_menu": "",
    "club_budget_tree_menu": "",
    "club_assembly_menu": "",
    "club_budget_line_menu": "",
    "club_donation_menu": "Bob Martin",
    "club_valuation_menu": "",
    "club_valuation_open_menu": "",
    "club_quote_menu": "Ann Le Goff",
    "club_purchase_order_menu": "ORD-ours",
}


# These open over the page before.
DIALOGS = {"club_mandate_paper_menu", "club_valuation_open_menu"}


class TwoSections(FinanceWorld):
    """The same of everything in both sections."""

    def __init__(self, env):
        super().__init__(env)
        self.set_up_debits()
        self.value_hours(20)
        root = self.brittany.parent_id
        self.normandy.cash_journal_id = self._journal("Cash of N", "CNOR", "cash")
        self.env["club.share.rule"].create(
            {"company_id": self.company.id, "percent": 40.5}
        )
        self.fill(self.brittany, "ours", ["Ann Le Goff", "Bob Martin", "City of Brest"])
        self.fill(self.normandy, SECRET, [f"{SECRET} {n}" for n in (1, 2, 3)])
        guest = self.add_owing(["Nils Guest"], self.normandy).payer_id
        self.env["club.donation"]._record(
            guest, 7.5, date.today(), "test,guest", self.brittany
        )
        debit = self.env["club.debit"].create({"company_id": self.company.id})
        debit.action_prepare()
        share = self.env["club.share"].create({"company_id": self.company.id})
        share.action_compute()
        share.action_book()
        assert root == share.transfer_ids.to_section_id

    def fill(self, section, name, people):
        """One record of each menu."""
        dues = self.add_owing(people, section)
        first, second, third = dues.payer_id
        third.is_company = True
        base = {"company_id": self.company.id, "section_id": section.id}
        spent = {**base, "heading_id": self.meetings.id, "amount": 12}
        today = date.today()
        self.env["club.mandate"]._sign(first, self.company, IBAN, "", "paper")
        self.pay(dues[1], section)
        self.env["account.bank.statement.line"].create(
            {
                "journal_id": section.bank_journal_id.id,
                "date": today,
                "payment_ref": f"{name} at the bank",
                "amount": 12,
            }
        )
        self.env["club.payout"].create({**base, "name": f"PO-{name}"})
        self.env["club.cash.movement"].create(
            {
                **base,
                "kind": "in",
                "label": f"{name} in the box",
                "heading_id": self.grants.id,
                "amount": 12,
            }
        ).action_book()
        supplier = {"partner_id": third.id}
        self.env["club.bill"].create({**spent, **supplier, "label": f"Bill of {name}"})
        self.env["club.payment.out"].create(
            {**spent, **supplier, "reason": f"Payment of {name}"}
        )
        self.env["club.section.transfer"].create(
            {
                "company_id": self.company.id,
                "from_section_id": section.id,
                "to_section_id": section.parent_id.id,
                "amount": 12,
                "reason": f"Transfer of {name}",
            }
        )
        self.env["club.donation"]._record(second, 12, today, f"test,{name}", section)
        self.env["club.quote"].create({**base, "partner_id": first.id})
        self.env["club.purchase.order"].create(
            {**base, "name": f"ORD-{name}", "partner_id": third.id}
        )
        self.add_hours(f"Volunteer of {name}", 2, today, section)


@pytest.fixture(scope="module")
def club(open_env, database):
    """Two sections that have everything, and the id of the first."""
    with open_env(database) as env:
        world = TwoSections(env)
        year = world.env["club.budget.opening"].with_user(world.tess).create({})
        year.action_open()
        seen = env["ir.ui.menu"].with_user(world.yann)._visible_menu_ids()
        top = env.ref("club_finance.club_menu_finance")
        leaves = (
            env["ir.ui.menu"]
            .browse(seen)
            .filtered(
                lambda item: (
                    item.parent_path.startswith(top.parent_path) and item.action
                )
            )
        )
        names = leaves.get_external_id().values()
        return {
            "company": world.company.id,
            "brittany": world.brittany.id,
            "menus": {name.partition(".")[2] for name in names},
        }


def test_every_menu_is_known(club):
    assert club["menus"] == set(MENUS)


def fits(page, entry):
    """No part of the page is cut on its right."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{entry} is {wide} pixels wider than the screen"


def opened(page, entry, before):
    """The page of a menu is there, no more the one before."""
    if entry in DIALOGS:
        page.locator(".modal .o_form_view").wait_for()
    else:
        page.wait_for_url(lambda url: url != before)
        page.locator(SHOWN).last.wait_for()


def test_every_menu_shows_the_section_and_no_other(server, new_page, shot, club):
    page = new_page(server, REGIONAL)
    open_app(page)
    for entry, words in MENUS.items():
        before = page.url
        menu(page, entry)
        opened(page, entry, before)
        dialog = page.locator(".modal")
        unfilter(page)
        body = page.locator(".o_web_client, body").first
        expect(body).to_contain_text(words)
        expect(body).not_to_contain_text(SECRET)
        shot(page, entry)
        fits(page, entry)
        if dialog.count():
            dialog.locator("header .btn-close").click()
            expect(dialog).to_have_count(0)


def taps(page, entry):
    """Open a page by the menu behind the three bars."""
    sidebar = page.locator(".o_app_menu_sidebar")
    page.locator(".o_menu_toggle").tap()
    sidebar.locator(f"[data-menu-xmlid='club_finance.{entry}']").tap()
    expect(sidebar).to_have_count(0)


def test_every_menu_fits_a_phone(server, new_page, shot, club):
    page = new_page(server, REGIONAL, width=390, touch=True)
    sidebar = page.locator(".o_app_menu_sidebar")
    page.locator(".o_menu_toggle").tap()
    sidebar.get_by_text("All Apps").tap()
    sidebar.locator("[data-menu-xmlid='club_membership.club_menu_root']").tap()
    expect(sidebar).to_have_count(0)
    page.locator(".o_kanban_view").wait_for()
    for entry in MENUS:
        before = page.url
        with another_page(page):
            taps(page, entry)
        opened(page, entry, before)
        expect(page.locator("body")).not_to_contain_text(SECRET)
        shot(page, entry)
        fits(page, entry)
        if page.locator(".modal").count():
            page.locator(".modal header button").first.tap()
            expect(page.locator(".modal")).to_have_count(0)


def test_quote_to_a_town_is_issued_and_accepted_with_its_order(
    server, new_page, shot, open_env, database, club
):
    page = new_page(server, REGIONAL)
    open_app(page)
    menu(page, "club_quote_menu")
    new(page, "Quotes")
    choose(page, "partner_id", "City of Brest")
    expect(field(page, "section_id").locator("input")).to_have_value("Brittany")
    press(page, "action_issue")
    expect(in_state(page, "issued")).to_be_visible()
    expect(field(page, "amount_total")).to_contain_text("30.00")
    shot(page, "issued")
    page.locator(".o_form_view button", has_text="Accepted").first.click()
    dialog = page.locator(".modal")
    dialog.locator("[name=order_number] input").fill("BC-2031")
    shot(page, "accepting")
    dialog.locator("button[name=action_accept]").click()
    expect(dialog).to_have_count(0)
    expect(in_state(page, "accepted")).to_be_visible()
    shot(page, "accepted")
    follows_the_order(page, shot)
    with open_env(database) as env:
        order = env["club.purchase.order"].search([("name", "=", "BC-2031")])
        assert (order.section_id.id, order.state) == (club["brittany"], "closed")
        assert order.due_ids.mapped("amount") == [30]


def follows_the_order(page, shot):
    """It is in the list, gets its document, and is closed when nothing will come."""
    menu(page, "club_purchase_order_menu")
    at(page, "Purchase orders")
    open_row(page, "BC-2031")
    attach(page, "document", ORDER)
    press(page, "action_close")
    agree(page)
    expect(in_state(page, "closed")).to_be_visible()
    shot(page, "closed")


def test_gift_is_read_whoever_gave_it(server, new_page, shot, club):
    page = new_page(server, REGIONAL)
    open_app(page)
    menu(page, "club_donation_menu")
    at(page, "Donations")
    open_row(page, "Bob Martin")
    expect(field(page, "amount")).to_contain_text("12.00")
    expect(in_state(page, "booked")).to_be_visible()
    shot(page, "gift")
    # Somebody of Normandy gave to Brittany.
    menu(page, "club_donation_menu")
    at(page, "Donations")
    open_row(page, "Nils")
    expect(field(page, "amount")).to_contain_text("7.50")


def test_bill_of_another_section_is_out_of_reach_by_its_address(
    server, new_page, open_env, database, club
):
    with open_env(database) as env:
        bill = env["club.bill"].search([("label", "=", f"Bill of {SECRET}")])
    page = new_page(server, REGIONAL)
    server.expected.append("club.bill")
    page.goto(f"/odoo/action-club_finance.club_bill_action/{bill.id}")
    page.locator(".modal, .o_notification, .o_list_view").first.wait_for()
    expect(page.locator("body")).not_to_contain_text(SECRET)
