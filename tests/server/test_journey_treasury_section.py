"""A regional treasurer's dues and bills: shared, booked and paid."""

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
    refused,
    rows,
    sees_nothing_of,
    write,
)
from tests.server.finance_world import NATIONAL, PRESIDENT, REGIONAL, FinanceWorld
from tests.server.journeys import field, in_state, open_app, press

BILL = {"name": "bill.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
SECRET = "Secret of Normandy"


@pytest.fixture(scope="module")
def club(open_env, database):
    """Two sections whose dues are paid, and Normandy's own bill."""
    with open_env(database) as env:
        world = FinanceWorld(env)
        people = ["Ann Le Goff", "Bob Martin", "Chloe Kerjean"]
        # Called this year, in January too: the accounts that are shown are a year's.
        ago = min(20, date.today().timetuple().tm_yday - 1)
        ours = world.add_owing(people, days_ago=ago)
        theirs = world.add_owing(["Nils Norman", SECRET], world.normandy, days_ago=ago)
        world.pay(ours[:2], world.brittany)
        world.pay(theirs[0], world.normandy)
        world.env["res.partner"].create({"name": "Town Hall of Brest"})
        world.env["club.bill"].create(
            {
                "company_id": world.company.id,
                "section_id": world.normandy.id,
                "partner_id": theirs[1].payer_id.id,
                "label": SECRET,
                "amount": 99,
                "heading_id": world.meetings.id,
            }
        )
        return {
            "company": world.company.id,
            "brittany": world.brittany.id,
        }


def sets_the_rule(national):
    """What the association takes is said in the configuration."""
    menu(national, "club_share_rule_menu", section="club_menu_config")
    new(national, "Rules of sharing")
    row = national.locator(".o_selected_row")
    row.locator("[name=percent] input").fill("40.5")
    national.locator(".o_list_button_save:visible").first.click()
    expect(rows(national)).to_contain_text("40.5")


def shares(national, shot):
    """Compute, look, book."""
    menu(national, "club_share_menu")
    new(national, "Shares of dues")
    press(national, "action_compute")
    expect(field(national, "collected")).to_contain_text("90.00")
    expect(field(national, "taken")).to_contain_text("36.45")
    shot(national, "computed")
    press(national, "action_book")
    agree(national)
    expect(in_state(national, "booked")).to_be_visible()
    expect(rows(national, "Brittany")).to_contain_text("24.30")
    expect(rows(national, "Normandy")).to_contain_text("12.15")
    shot(national, "booked")


def reads_the_share(page, shot):
    """Due by due, then what is left of it in the accounts of the section."""
    menu(page, "club_share_line_menu")
    at(page, "Shares of dues, due by due")
    shot(page, "shares")
    page.locator(".o_switch_view.o_list").click()
    expect(page.locator(".o_list_view")).to_be_visible()
    sees_nothing_of(page, SECRET, "Nils")
    # Of each due: what stays, what is taken, and where it came in.
    expect(rows(page)).to_have_count(6)
    expect(rows(page, "Ann Le Goff")).to_have_count(3)
    expect(rows(page, "Stays with the section").first).to_contain_text("17.85")
    expect(rows(page, "Taken by a level above").first).to_contain_text("12.15")
    shot(page, "due_by_due")
    menu(page, "club_section_statement_menu")
    # Three dues were called; of the two that are paid, a part is taken.
    expect(field(page, "income")).to_contain_text("65.70")
    shot(page, "statement")


def test_share_of_dues_returns_to_the_section(
    server, new_page, shot, open_env, database, club
):
    national, page = new_page(server, NATIONAL), new_page(server, REGIONAL)
    open_app(national)
    sets_the_rule(national)
    shares(national, shot)

    open_app(page)
    reads_the_share(page, shot)
    menu(page, "club_board_menu")
    page.get_by_role("link", name="Transfers to confirm").click()
    expect(rows(page)).to_have_count(1)
    open_row(page, "24.30")
    press(page, "action_confirm")
    expect(in_state(page, "confirmed")).to_be_visible()
    shot(page, "transfer")
    with open_env(database) as env:
        share = env["club.share"].search([("company_id", "=", club["company"])])
        assert sum(share.move_id.line_ids.mapped("balance")) == 0
        entries = env["club.section.entry"].search(
            [("section_id", "=", club["brittany"]), ("kind", "=", "income")]
        )
        assert sorted(entries.mapped("amount")) == [-24.3, 90]
        assert {(t.amount, t.state) for t in share.transfer_ids} == {
            (24.3, "confirmed"),
            (12.15, "proposed"),
        }


def enters_the_bill(page, server, shot):
    """Nothing is booked without the bill itself."""
    menu(page, "club_bill_menu")
    new(page, "Bills")
    choose(page, "partner_id", "Town Hall of Brest")
    write(page, "amount", "123.45")
    write(page, "label", "Rent of the hall")
    choose(page, "heading_id", "Meetings")
    write(page, "reference", "F-2031")
    press(page, "action_book")
    refused(page, server, "nothing is paid without it")
    attach(page, "document", BILL)
    shot(page, "entered")
    press(page, "action_book")
    expect(in_state(page, "booked")).to_be_visible()


def enters_it_twice(page, server):
    """The number on the bill tells."""
    menu(page, "club_bill_menu")
    new(page, "Bills")
    choose(page, "partner_id", "Town Hall of Brest")
    write(page, "amount", "123.45")
    write(page, "label", "Rent once more")
    choose(page, "heading_id", "Meetings")
    write(page, "reference", "F-2031")
    server.expected.append("club_bill_reference_uniq")
    page.locator(".o_form_button_save").click()
    refused(page, server, "was entered already")
    page.locator(".o_form_button_cancel").click()


def test_bill_is_entered_approved_by_another_and_paid(
    server, new_page, shot, open_env, database, club
):
    page = new_page(server, REGIONAL)
    open_app(page)
    enters_the_bill(page, server, shot)
    page.locator("button[name=action_view_payment]").click()
    expect(in_state(page, "requested")).to_be_visible()
    # Who asked does not approve.
    expect(page.locator("button[name=action_approve]:visible")).to_have_count(0)
    shot(page, "asked")

    president = new_page(server, PRESIDENT, width=390, touch=True)
    president.goto("/odoo/action-club_finance.club_payment_out_action")
    president.locator(".o_kanban_record", has_text="Rent of the hall").click()
    press(president, "action_approve")
    expect(president.locator(".o_form_view")).to_contain_text("Approved by")

    menu(page, "club_board_menu")
    page.get_by_role("link", name="Payments to make").click()
    open_row(page, "Rent of the hall")
    press(page, "action_pay")
    agree(page)
    expect(in_state(page, "paid")).to_be_visible()
    enters_it_twice(page, server)
    reads_the_bill(page, shot)
    with open_env(database) as env:
        bill = env["club.bill"].search([("reference", "=", "F-2031")])
        assert (bill.state, bill.payment_id.state) == ("paid", "paid")
        assert bill.move_id.amount_residual == 0
        bank = bill.section_id.bank_journal_id.default_account_id
        paid = bill.payment_id.move_id.line_ids
        left = paid.filtered(
            lambda line: line.account_id == bank or line.balance == -123.45
        )
        assert sum(left.mapped("balance")) == -123.45


def reads_the_bill(page, shot):
    """It is paid, it is the only one, and the section's accounts show it."""
    menu(page, "club_bill_menu")
    at(page, "Bills")
    expect(rows(page, "Rent of the hall")).to_contain_text("Paid")
    sees_nothing_of(page, SECRET, "Nils")
    expect(rows(page)).to_have_count(1)
    shot(page, "bills")
    menu(page, "club_section_statement_menu")
    expect(field(page, "spending")).to_contain_text("123.45")
    expect(field(page, "by_heading")).to_contain_text("Meetings")
    press(page, "action_view_entries")
    page.locator(".o_group_header", has_text="Meetings").click()
    expect(rows(page)).to_contain_text("123.45")
    shot(page, "entries")
