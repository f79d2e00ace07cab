"""A regional treasurer enters 37 cheques and prints the slip, in French."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.server import journeys
from tests.server.journeys import (
    field,
    fits_a_phone,
    in_state,
    open_app,
    open_menu,
    press,
)

CHEQUES = 37


@pytest.fixture(scope="module")
def association(open_env, database):
    """A region whose members owe their dues, and its treasurer."""
    with open_env(database) as env:
        made = journeys.Association(env)
        user = made.add_user("journey.treasurer")
        made.env["club.office"].create(
            {
                "partner_id": user.partner_id.id,
                "section_id": made.region.id,
                "kind_id": env.ref("club_membership.office_kind_treasurer").id,
                "date_from": "2020-01-01",
            }
        )
        members = made.add_members([f"Adhérent {i:02}" for i in range(CHEQUES)])
        spouse = made.add_members(["Conjoint Ensemble"])
        spouse.payer_id = members[0].partner_id
        made.call_dues(members + spouse, days_ago=10)
        assert not user.has_group("account.group_account_readonly")
        assert not user.has_group("account.group_account_invoice")
        return {"numbers": members.mapped("number")}


@pytest.fixture
def page(association, handover, server, new_page):
    """The regional treasurer, logged in at a desk."""
    journeys.knows_its_address(handover.databases, server)
    # Debian's wkhtmltopdf says at each page what it cannot do without Qt's patches.
    server.expected.append(r"using unpatched qt")
    return new_page(server, "journey.treasurer", lang="fr-FR")


def test_a_regional_treasurer_enters_37_cheques_and_prints_the_slip(
    page, association, shot
):
    open_app(page)
    open_menu(page, "club_menu_dues", "club_menu_deposit_new")
    types_the_cheques(page, association["numbers"], shot)
    posts_the_slip(page, shot)
    prints_the_slip(page)
    sees_the_dues_paid(page, shot)
    reads_french(page)


def types_the_cheques(page, numbers, shot):
    """Number, Enter, Tab, Tab, cheque number, Enter: no mouse after the first line."""
    cells = page.locator(".o_field_widget[name=line_ids]")
    cells.locator(".o_field_x2many_list_row_add a").click()
    for i, number in enumerate(numbers):
        row = cells.locator(".o_selected_row")
        payer = row.locator("[name=payer_id] input")
        expect(payer).to_be_focused()
        expect(payer).to_have_value("")
        page.keyboard.type(number)
        page.keyboard.press("Enter")
        owed = "60,00" if i == 0 else "30,00"
        expect(row.locator("[name=amount] input")).to_have_value(owed)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(row.locator("[name=number] input")).to_be_focused()
        page.keyboard.type(f"700{i:04}")
        if i < len(numbers) - 1:
            page.keyboard.press("Enter")
    shot(page, "typed")
    page.keyboard.press("Control+s")
    page.keyboard.press("Alt+s")
    expect(field(page, "line_count")).to_have_text(str(CHEQUES))
    # One of them pays for two spouses.
    expect(field(page, "total").first).to_contain_text("140,00")


def posts_the_slip(page, shot):
    press(page, "action_post")
    expect(in_state(page, "posted")).to_be_visible()
    expect(field(page, "name")).to_contain_text("BR/")
    shot(page, "posted")


def prints_the_slip(page):
    """A PDF where wkhtmltopdf is there, a page to print elsewhere."""
    button = page.locator(".o_form_statusbar button.btn-primary:visible")
    if shutil.which("wkhtmltopdf"):
        with page.expect_download() as download:
            button.click()
        with open(download.value.path(), "rb") as file:
            assert file.read(5) == b"%PDF-"
    else:
        button.click()
        slip = page.frame_locator(".o_action iframe")
        expect(slip.locator("tbody tr")).to_have_count(CHEQUES)


def sees_the_dues_paid(page, shot):
    open_menu(page, "club_menu_members", "club_menu_members_list")
    owing = "[name=amount_due] .text-danger, [name=amount_due].text-danger"
    expect(page.locator(".o_data_row")).to_have_count(CHEQUES + 1)
    expect(page.locator(".o_data_row .text-bg-success")).to_have_count(CHEQUES + 1)
    expect(page.locator(owing)).to_have_count(0)
    shot(page, "members")


def reads_french(page):
    """The words of the glossary, as members of French associations say them."""
    expect(page.locator(".o_main_navbar")).to_contain_text("Adhérents")
    expect(page.locator(".o_main_navbar")).to_contain_text("Cotisations")


def test_the_regional_treasurers_pages_fit_a_phone(association, server, new_page, shot):
    page = new_page(server, "journey.treasurer", width=390, lang="fr-FR")
    for action in (
        "club_membership_action",
        "club_dues_owing_action",
        "club_deposit_action",
        "club_deposit_new_action",
        "club_section_bank_action",
    ):
        fits_a_phone(page, action, shot)
