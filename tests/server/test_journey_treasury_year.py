"""A section's year: its volunteers' hours in the books, its dashboard."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.server.backend_forms import menu, open_row, rows
from tests.server.finance_world import REGIONAL, FinanceWorld
from tests.server.journeys import in_state, open_app, press

LAST = date.today().year - 1


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
