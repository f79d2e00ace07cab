"""A regional treasurer without accounting rights: bank file, cash box, slip."""

import pytest
from playwright.sync_api import expect

from tests.server.backend_forms import (
    agree,
    attach,
    choose,
    imports,
    menu,
    notice,
    of_all,
    open_row,
    refused,
    rows,
    write,
)
from tests.server.finance_world import REGIONAL, FinanceWorld, bank_file
from tests.server.journeys import field, in_state, open_app, press

RECEIPT = {"name": "stamps.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n"}


@pytest.fixture(scope="module")
def club(open_env, database):
    """Ids of dues, and the file of Brittany's bank."""
    with open_env(database) as env:
        world = FinanceWorld(env)
        dues = world.add_owing(
            ["Ann Le Goff", "Bob Martin", "Chloe Kerjean", "Dan Morel"]
        )
        other = world.env["account.bank.statement.line"].create(
            {
                "journal_id": world.normandy.bank_journal_id.id,
                "date": dues[0].call_id.date,
                "payment_ref": "Secret of Normandy",
                "amount": 12,
            }
        )
        assert world.env["club.bank.line"].search(
            [("statement_line_id", "=", other.id)]
        )
        return {
            "company": world.company.id,
            "dues": dues.ids,
            "file": bank_file(
                (f"TRANSFER {dues[0].reference}", "", 30),
                ("TRANSFER", "BOB MARTIN", 30),
                ("DUES OF KERJEAN CHLOE", "P KERJEAN", 30),
                ("ACCOUNT FEES", "", -4.5),
            ),
        }


def test_bank_file_to_the_last_line(server, new_page, shot, open_env, database, club):
    page = new_page(server, REGIONAL)
    open_app(page)
    imports(page, club["file"], "Settled: 2. To confirm: 1. Left to you: 1.")
    shot(page, "imported")
    press(page, "action_view_lines")
    expect(rows(page)).to_have_count(2)
    expect(rows(page, "KERJEAN CHLOE")).to_contain_text("It names Chloe Kerjean")
    expect(rows(page, "ACCOUNT FEES")).to_contain_text("say what it is")
    shot(page, "lines")
    undoes_what_was_exact(page, shot)

    rows(page, "KERJEAN").locator("button[name=action_confirm]").click()
    expect(rows(page)).to_have_count(1)
    books_the_fee(page)
    undoes_the_fee(page, shot)

    imports(page, club["file"], "nothing changed")
    shot(page, "again")
    sees_nothing_of_normandy(page)
    with open_env(database) as env:
        dues = env["club.due"].browse(club["dues"])
        assert dues.mapped("state") == ["paid", "paid", "paid", "called"]
        lines = env["club.bank.line"].search([("file_id", "!=", False)])
        assert lines.mapped("state").count("done") == 4


def undoes_what_was_exact(page, shot):
    """Two lines were settled without asking: both undone, then confirmed at once."""
    page.locator(".o_searchview .o_facet_remove").first.click()
    expect(rows(page)).to_have_count(4)
    for text in ("TRANSFER RF", "Bob Martin"):
        rows(page, text).locator(".o_list_record_selector input").check()
    page.locator(".o_cp_action_menus button", has_text="Actions").click()
    page.get_by_role("menuitem", name="Undo").click()
    expect(rows(page).locator("button[name=action_confirm]")).to_have_count(3)
    of_all(page, "action_confirm_exact")
    notice(page, "Confirmed: 2. Left to you: 2.")
    shot(page, "exact")
    menu(page, "club_bank_line_menu")
    expect(rows(page)).to_have_count(2)


def books_the_fee(page):
    """The bank's own charge goes under a heading."""
    rows(page, "ACCOUNT FEES").locator("button[name=action_match]").click()
    dialog = page.locator(".modal")
    expect(dialog).to_contain_text("ACCOUNT FEES")
    part = rows(dialog)
    part.locator("td[name=heading_id]").click()
    choose(page, "heading_id", "Bank charges", inside=part)
    dialog.locator("button[name=action_confirm]").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".o_nocontent_help")).to_contain_text("is explained")


def undoes_the_fee(page, shot):
    """Booked, opened, undone: it waits again, and goes back where it was."""
    page.locator(".o_searchview .o_facet_remove").first.click()
    open_row(page, "ACCOUNT FEES")
    expect(page.locator(".alert-success")).to_contain_text("Bank charges")
    press(page, "action_undo")
    agree(page)
    expect(page.locator(".o_form_view .alert-info")).to_be_visible()
    shot(page, "undone")
    choose_heading(page)
    expect(page.locator(".o_form_view .alert-success")).to_contain_text("Bank charges")


def choose_heading(page):
    """From the line's own page."""
    press(page, "action_match")
    dialog = page.locator(".modal")
    part = rows(dialog)
    part.locator("td[name=heading_id]").click()
    choose(page, "heading_id", "Bank charges", inside=part)
    dialog.locator("button[name=action_confirm]").click()
    expect(dialog).to_have_count(0)


def sees_nothing_of_normandy(page):
    """Neither in the lines, filter or not, nor on the dashboard."""
    menu(page, "club_bank_line_menu")
    page.locator(".o_searchview .o_facet_remove").first.click()
    expect(rows(page)).to_have_count(4)
    expect(page.locator("body")).not_to_contain_text("Secret of Normandy")
    menu(page, "club_board_menu")
    expect(page.locator(".o_club_treasury")).to_contain_text("Brittany")
    expect(page.locator(".o_club_treasury")).not_to_contain_text("Normandy")


def test_cash_box_is_kept_and_counted(server, new_page, shot, open_env, database, club):
    page = new_page(server, REGIONAL)
    open_app(page)
    menu(page, "club_cash_movement_menu")
    spends(page, "Stamps", 20, "Meetings")
    press(page, "action_book")
    refused(page, server, "There is only")
    receives(page, "Sale of cakes", 50, "Grants")
    menu(page, "club_cash_movement_menu")
    open_row(page, "Stamps")
    attach(page, "receipt", RECEIPT)
    press(page, "action_book")
    expect(in_state(page, "booked")).to_be_visible()
    expect(field(page, "box_balance")).to_contain_text("30.00")
    shot(page, "booked")
    counts_the_box(page, server, shot)
    with open_env(database) as env:
        brittany = env["club.section"].search(
            [("name", "=", "Brittany"), ("company_id", "=", club["company"])]
        )
        assert brittany._cash_balance() == 28
        spent = env["club.cash.movement"].search([("label", "=", "Stamps")])
        assert spent.has_receipt


def spends(page, label, amount, heading):
    """What left the box, under a heading."""
    page.locator(".o_list_button_add").click()
    write(page, "amount", f"{amount}")
    choose(page, "heading_id", heading)
    write(page, "label", label)


def receives(page, label, amount, heading):
    """What came in first."""
    menu(page, "club_cash_movement_menu")
    page.locator(".o_list_button_add").click()
    page.get_by_label("Received in the box").check()
    write(page, "amount", f"{amount}")
    choose(page, "heading_id", heading)
    write(page, "label", label)
    press(page, "action_book")
    expect(in_state(page, "booked")).to_be_visible()


def counts_the_box(page, server, shot):
    """One coin short: refused without a word of explanation, booked with one."""
    menu(page, "club_cash_count_menu")
    page.locator(".o_list_button_add").click()
    # Notes of 20 and 5, coins of 1.
    for place, quantity in ((4, 1), (6, 1), (8, 3)):
        cell = rows(page).nth(place).locator("td[name=quantity]")
        cell.click()
        # Not Enter: it goes to the next line, when one types elsewhere already.
        cell.locator("input").fill(f"{quantity}")
        cell.locator("input").blur()
    expect(field(page, "difference")).to_contain_text("2.00")
    press(page, "action_confirm")
    refused(page, server, "or explain the difference")
    write(page, "explanation", "Coffee of the meeting")
    press(page, "action_confirm")
    expect(in_state(page, "confirmed")).to_be_visible()
    shot(page, "counted")


def test_slip_is_followed_to_the_bank(server, new_page, shot, open_env, database, club):
    page = new_page(server, REGIONAL)
    open_app(page)
    menu(
        page,
        "club_menu_deposit_new",
        addon="club_membership",
        section="club_menu_dues",
    )
    lines = page.locator(".o_field_widget[name=line_ids]")
    lines.locator(".o_field_x2many_list_row_add a").click()
    choose(page, "payer_id", "Dan Morel", inside=lines.locator(".o_selected_row"))
    expect(lines.locator("[name=amount] input")).to_have_value("30.00")
    press(page, "action_post")
    expect(in_state(page, "posted")).to_be_visible()
    expect(page.locator(".o_form_view")).to_contain_text("has not shown it yet")
    number = field(page, "name").inner_text()
    shot(page, "posted")

    imports(page, bank_file(("CHEQUES DEPOSITED", "", 30)), "")
    press(page, "action_view_lines")
    expect(rows(page)).to_contain_text(number)
    shot(page, "line")
    if rows(page).locator("button[name=action_confirm]").count():
        rows(page).locator("button[name=action_confirm]").click()
        expect(rows(page).locator("button[name=action_confirm]")).to_have_count(0)
    menu(page, "club_menu_deposits", addon="club_membership", section="club_menu_dues")
    expect(rows(page)).to_contain_text("Credited")
    shot(page, "credited")
