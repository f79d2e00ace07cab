"""A section's year: its budget, its volunteers' hours in the books, its dashboard."""

import io
from datetime import date

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.server.backend_forms import agree, menu, open_row, refused, rows
from tests.server.finance_world import NATIONAL, REGIONAL, FinanceWorld
from tests.server.journeys import in_state, open_app, press

LAST = date.today().year - 1
NEXT = date.today().year + 1


@pytest.fixture(scope="module")
def club(open_env, database):
    """Ids of the section and of the accounts on which hours are booked."""
    with open_env(database) as env:
        world = FinanceWorld(env)
        use, _gift = world.value_hours(20)
        world.add_hours("Ann Volunteer", 3, f"{LAST}-05-01")
        world.add_hours("Bob Volunteer", 1.5, f"{LAST}-06-01")
        world.add_hours("Nils Norman", 8, f"{LAST}-06-01", world.normandy)
        world.add_owing(["Cleo Owing", "Dora Owing"])
        return {"brittany": world.brittany.id, "use": use.id}


def fills(page, heading, amount):
    """Type what next year needs into the line of a heading."""
    line = rows(page, heading).first
    line.locator("td[name=asked]").click()
    cell = line.locator("td[name=asked] input")
    cell.fill(f"{amount}")
    cell.blur()


def proposes(page, server, shot):
    """The sheet of the section, refused while it is empty."""
    menu(page, "club_budget_menu")
    open_row(page, f"{NEXT}")
    press(page, "action_propose")
    agree(page)
    refused(page, server, "give at least one amount")
    fills(page, "Grants", 1000)
    fills(page, "Meetings", 800)
    fills(page, "Bank charges", 50)
    shot(page, "sheet")
    press(page, "action_propose")
    agree(page)
    expect(in_state(page, "proposed")).to_be_visible()
    expect(page.locator(".o_form_view button[name=action_approve]")).to_have_count(0)
    expect(page.locator(".o_field_x2many_list_row_add")).to_have_count(0)


def downloads(page):
    """The budget as a workbook: figures as typed, totals as formulas."""
    with page.expect_download() as download:
        page.locator("button[name=action_download]:visible").first.click()
    with open(download.value.path(), "rb") as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    assert download.value.suggested_filename.endswith(".xlsx")
    sheet = book.active
    asked = {row[1].value: row[5].value for row in sheet.iter_rows(min_row=5)}
    assert asked["Grants"] == 1000
    assert asked["Meetings"] == 800
    assert asked["Total spending"].startswith("=SUM(")
    assert asked["Result"].startswith("=")


def test_budget_from_the_opening_to_the_assembly(server, new_page, shot, club):
    national, page = new_page(server, NATIONAL), new_page(server, REGIONAL)
    open_app(national)
    menu(national, "club_budget_opening_menu")
    national.locator(".modal button[name=action_open]").click()
    expect(rows(national)).to_have_count(3)
    shot(national, "opened")

    open_app(page)
    proposes(page, server, shot)

    menu(national, "club_board_menu")
    national.get_by_role("link", name="Budgets to approve").click()
    open_row(national, "Brittany")
    press(national, "action_approve")
    expect(in_state(national, "approved")).to_be_visible()
    press(national, "action_freeze")
    expect(in_state(national, "frozen")).to_be_visible()

    menu(page, "club_budget_menu")
    open_row(page, f"{NEXT}")
    expect(in_state(page, "frozen")).to_be_visible()
    shot(page, "frozen")
    downloads(page)
    menu(page, "club_assembly_menu")
    picture = page.locator(".club_assembly")
    expect(picture).to_contain_text(f"Brittany {NEXT}")
    expect(picture).to_contain_text("1,000")
    expect(picture).to_contain_text("850")
    shot(page, "assembly")
    menu(page, "club_budget_tree_menu")
    expect(page.locator(".o_club_treasury")).to_contain_text("Brittany")
    shot(page, "added_up")


def test_hours_of_a_year_are_valued_shown_and_booked(
    server, new_page, shot, open_env, database, club
):
    page = new_page(server, REGIONAL)
    open_app(page)
    menu(page, "club_valuation_open_menu")
    page.locator(".modal button[name=action_open]").click()
    expect(rows(page)).to_have_count(1)
    open_row(page, "Brittany")
    expect(page.locator(".o_form_view")).to_contain_text("90.00")
    shot(page, "valued")
    page.locator(".o_data_row button[name=action_view_evidence]").click()
    expect(rows(page)).to_have_count(2)
    expect(page.locator(".o_list_table")).to_contain_text("Ann Volunteer")
    expect(page.locator("body")).not_to_contain_text("Nils")
    shot(page, "evidence")
    page.go_back()
    press(page, "action_book")
    expect(in_state(page, "booked")).to_be_visible()
    shot(page, "booked")
    menu(page, "club_valuation_open_menu")
    page.locator(".modal button[name=action_open]").click()
    # What is booked is found again, not booked again.
    expect(rows(page)).to_have_count(1)
    with open_env(database) as env:
        lines = env["account.move.line"].search([("account_id", "=", club["use"])])
        assert lines.mapped("balance") == [90]


@pytest.mark.parametrize("width", [1280, 390])
def test_dashboard_of_the_section(server, new_page, shot, club, width):
    page = new_page(server, REGIONAL, width=width, touch=width < 500)
    if width > 500:
        open_app(page)
        menu(page, "club_board_menu")
    else:
        opens_on_a_phone(page)
    board = page.locator(".o_club_treasury")
    for words in ("Cash", "Reserve", "Dues called and collected", "Dues still open"):
        expect(board).to_contain_text(words)
    expect(board).to_contain_text("60.00")
    expect(board).not_to_contain_text("Normandy")
    for box in ("document.documentElement", "document.querySelector('.o_content')"):
        wide = page.evaluate(f"{box}.scrollWidth - {box}.clientWidth")
        assert wide <= 0, f"{box} is {wide} pixels wider than the screen"
    shot(page, f"board_{width}")


def opens_on_a_phone(page):
    """By the menu behind the three bars."""
    sidebar = page.locator(".o_app_menu_sidebar")
    page.locator(".o_menu_toggle").tap()
    sidebar.get_by_text("All Apps").tap()
    sidebar.locator("[data-menu-xmlid='club_membership.club_menu_root']").tap()
    expect(sidebar).to_have_count(0)
    page.locator(".o_kanban_view").wait_for()
    page.locator(".o_menu_toggle").tap()
    sidebar.locator("[data-menu-xmlid='club_finance.club_board_menu']").tap()
