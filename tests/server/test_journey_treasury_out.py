"""Money that leaves a section, or goes to another: two people agree on it."""

import pytest
from playwright.sync_api import expect

from tests.server.backend_forms import (
    agree,
    choose,
    menu,
    open_row,
    refused,
    rows,
    write,
)
from tests.server.finance_world import NATIONAL, PRESIDENT, REGIONAL, FinanceWorld
from tests.server.journeys import field, in_state, open_app, press


@pytest.fixture(scope="module")
def club(open_env, database):
    """The id of the association, whose town hall lets a room."""
    with open_env(database) as env:
        world = FinanceWorld(env)
        world.env["res.partner"].create({"name": "Town Hall of Brest"})
        return {"brittany": world.brittany.id, "company": world.company.id}


def asks(page, server, amount, reason):
    """Ask for a payment to the town hall; a heading is asked for first."""
    menu(page, "club_payment_out_menu")
    page.locator(".o_list_button_add").click()
    choose(page, "partner_id", "Town Hall of Brest")
    write(page, "amount", f"{amount}")
    write(page, "reason", reason)
    press(page, "action_request")
    refused(page, server, "choose a heading")
    choose(page, "heading_id", "Meetings")
    press(page, "action_request")
    expect(in_state(page, "requested")).to_be_visible()


def approve(page, reason):
    """Find what waits, from the dashboard, and approve it."""
    menu(page, "club_board_menu")
    page.get_by_role("link", name="Payments to approve").click()
    open_row(page, reason)
    press(page, "action_approve")
    expect(in_state(page, "approved")).to_be_visible()


def pays(page, reason):
    """Find what is approved, from the dashboard, and pay it."""
    menu(page, "club_board_menu")
    page.get_by_role("link", name="Payments to make").click()
    open_row(page, reason)
    press(page, "action_pay")
    agree(page)
    expect(in_state(page, "paid")).to_be_visible()


def cannot_approve(page, server, reason):
    """The form says who approves, and offers no button; the list says it as well."""
    expect(page.locator(".o_form_view .alert-info")).to_contain_text(
        "another officer or treasurer approves it"
    )
    expect(page.locator("button[name=action_approve]:visible")).to_have_count(0)
    menu(page, "club_payment_out_menu")
    rows(page, reason).locator(".o_list_record_selector input").check()
    page.locator(".o_control_panel button[name=action_approve]").click()
    refused(page, server, "another officer or treasurer has to approve it")


def test_payment_is_asked_for_approved_by_the_president_and_paid(
    server, new_page, shot, open_env, database, club
):
    page = new_page(server, REGIONAL)
    open_app(page)
    asks(page, server, 120, "Room of the spring meeting")
    shot(page, "asked")
    cannot_approve(page, server, "Room of the spring")

    president = new_page(server, PRESIDENT, width=390, touch=True)
    president.goto("/odoo/action-club_finance.club_payment_out_action")
    president.locator(".o_kanban_record", has_text="Room of the spring").click()
    expect(president.locator(".o_form_view")).to_contain_text("Who and when")
    shot(president, "phone")
    press(president, "action_approve")
    expect(president.locator(".o_form_view")).to_contain_text("Approved by")

    pays(page, "Room of the spring")
    shot(page, "paid")
    expect(field(page, "approved_by_id")).to_contain_text(PRESIDENT)
    sees_it_in_the_accounts(page, shot)
    with open_env(database) as env:
        payment = env["club.payment.out"].search(
            [("reason", "=", "Room of the spring meeting")]
        )
        balances = {
            line.account_id.account_type: line.balance
            for line in payment.move_id.line_ids
        }
        assert balances["expense"] == 120
        assert sum(balances.values()) == 0


def sees_it_in_the_accounts(page, shot):
    """Income and spending of the section show it, in the section's own words."""
    menu(page, "club_section_entry_menu")
    expect(page.locator(".o_content")).to_contain_text("Meetings")
    shot(page, "entries")


def test_national_treasurer_refuses_with_a_reason_and_approves_the_next(
    server, new_page, shot, club
):
    page, national = new_page(server, REGIONAL), new_page(server, NATIONAL)
    open_app(page)
    asks(page, server, 900, "Banners")
    open_app(national)
    menu(national, "club_payment_out_menu")
    open_row(national, "Banners")
    national.locator("button", has_text="Refuse").first.click()
    dialog = national.locator(".modal")
    dialog.locator("[name=reason] input").fill("The budget has 300 for it.")
    dialog.locator("button[name=action_refuse]").click()
    expect(dialog).to_have_count(0)

    menu(page, "club_payment_out_menu")
    page.locator(".o_searchview .o_facet_remove").first.click()
    open_row(page, "Banners")
    expect(page.locator(".alert-warning")).to_contain_text("The budget has 300 for it.")
    shot(page, "refused")
    press(page, "action_back_to_draft")
    write(page, "amount", "300")
    press(page, "action_request")
    expect(in_state(page, "requested")).to_be_visible()
    approve(national, "Banners")
    pays(page, "Banners")


def test_transfer_is_proposed_by_one_side_and_confirmed_by_the_other(
    server, new_page, shot, open_env, database, club
):
    page, national = new_page(server, REGIONAL), new_page(server, NATIONAL)
    open_app(page)
    menu(page, "club_section_transfer_menu")
    page.locator(".o_list_button_add").click()
    choose(page, "to_section_id", "Friends of Ledger")
    write(page, "amount", "75")
    write(page, "reason", "Share of the fair")
    press(page, "action_propose")
    expect(in_state(page, "proposed")).to_be_visible()
    expect(page.locator(".o_form_view .alert-info")).to_contain_text(
        "Waits to be confirmed by"
    )
    expect(page.locator("button[name=action_confirm]:visible")).to_have_count(0)
    shot(page, "proposed")
    menu(page, "club_section_transfer_menu")
    rows(page, "Share of the fair").locator(".o_list_record_selector input").check()
    page.locator(".o_control_panel button[name=action_confirm]").click()
    refused(page, server, "confirms it, or another treasurer")

    open_app(national)
    menu(national, "club_board_menu")
    national.get_by_role("link", name="Transfers to confirm").click()
    open_row(national, "Share of the fair")
    press(national, "action_confirm")
    expect(in_state(national, "confirmed")).to_be_visible()
    shot(national, "confirmed")

    # The other way round: a grant, which the section confirms.
    menu(national, "club_section_transfer_menu")
    national.locator(".o_list_button_add").click()
    choose(national, "to_section_id", "Brittany")
    write(national, "amount", "200")
    write(national, "reason", "Help with the congress")
    choose(national, "heading_id", "Grants")
    press(national, "action_propose")
    expect(in_state(national, "proposed")).to_be_visible()
    menu(page, "club_board_menu")
    page.get_by_role("link", name="Transfers to confirm").click()
    open_row(page, "Help with the congress")
    press(page, "action_confirm")
    expect(in_state(page, "confirmed")).to_be_visible()
    with open_env(database) as env:
        transfers = env["club.section.transfer"].search(
            [("company_id", "=", club["company"])]
        )
        assert set(transfers.mapped("state")) == {"confirmed"}
        entries = env["club.section.entry"].search(
            [
                ("section_id", "=", club["brittany"]),
                ("move_id", "in", transfers.move_id.ids),
            ]
        )
        assert entries.mapped("amount") == [200]
