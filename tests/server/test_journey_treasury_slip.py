"""The bank kept a fee of two slips: a regional treasurer says so, desk and phone."""

import pytest
from playwright.sync_api import expect

from tests.server.backend_forms import choose, imports, menu, rows
from tests.server.finance_world import REGIONAL, FinanceWorld, bank_file
from tests.server.journeys import open_app, press

TWO_WITHOUT_FEE, ONE_WITHOUT_FEE = "REMISE LESS CHARGES", "REMISE OF ONE"


@pytest.fixture(scope="module")
def club(open_env, database):
    """Three slips of thirty on their way to the bank: their ids, oldest first."""
    with open_env(database) as env:
        world = FinanceWorld(env)
        dues = world.add_owing(["Ann Le Goff", "Bob Martin", "Chloe Kerjean"])
        slips = world.env["club.deposit"]
        for due in dues:
            slip = slips.create(
                {
                    "company_id": world.company.id,
                    "section_id": world.brittany.id,
                    "method": "cheque",
                    "line_ids": [
                        (0, 0, {"payer_id": due.payer_id.id, "amount": due.residual})
                    ],
                }
            )
            slip.action_post()
            slips |= slip
        return {"slips": slips.ids, "names": slips.mapped("name")}


def test_two_slips_and_the_fee_the_bank_kept(
    server, new_page, shot, open_env, database, club
):
    page = new_page(server, REGIONAL)
    open_app(page)
    imports(page, bank_file((TWO_WITHOUT_FEE, "", 59.2)), "Left to you")
    press(page, "action_view_lines")
    rows(page, TWO_WITHOUT_FEE).locator("button[name=action_match]").click()
    dialog = page.locator(".modal")
    expect(dialog).to_contain_text("59.20")
    is_slips(page, dialog, club["names"][:2])
    expect(dialog.locator(".alert-warning")).to_contain_text("-0.80")
    shot(page, "slips")
    adds_the_fee(page, dialog)
    expect(dialog.locator(".alert-warning")).to_be_hidden()
    shot(page, "explained")
    dialog.locator("button[name=action_confirm]").click()
    expect(dialog).to_have_count(0)

    menu(page, "club_menu_deposits", addon="club_membership", section="club_menu_dues")
    for name in club["names"][:2]:
        expect(rows(page, name)).to_contain_text("Credited")
    expect(rows(page, club["names"][2])).not_to_contain_text("Credited")
    with open_env(database) as env:
        slips = env["club.deposit"].browse(club["slips"])
        assert [slip.at_bank == "credited" for slip in slips] == [True, True, False]
        line = env["club.bank.line"].search([("label", "=", TWO_WITHOUT_FEE)])
        assert line.state == "done"


def test_a_slip_and_a_fee_on_a_phone(server, new_page, shot, open_env, database, club):
    page = new_page(server, REGIONAL)
    open_app(page)
    imports(page, bank_file((ONE_WITHOUT_FEE, "", 29.6)), "Left to you")
    with open_env(database) as env:
        line = env["club.bank.line"].search([("label", "=", ONE_WITHOUT_FEE)])
    page = new_page(server, REGIONAL, width=390, touch=True)
    page.goto(f"/odoo/club.bank.line/{line.id}")
    press(page, "action_match")
    dialog = page.locator(".modal").first
    dialog.locator(".o_kanban_record").first.click()
    part = page.locator(".modal").last
    part.get_by_label("Deposit slips").check()
    touches(page, part, "slip_ids", club["names"][2])
    expect(part.locator("[name=amount]")).to_contain_text("30.00")
    shot(page, "part")
    keeps(page, part)
    expect(dialog.locator(".alert-warning")).to_contain_text("-0.40")
    dialog.locator(".o-kanban-button-new").click()
    part = page.locator(".modal").last
    part.get_by_label("Income or spending").check()
    touches(page, part, "heading_id", "Bank charges")
    shot(page, "fee")
    keeps(page, part)
    expect(dialog.locator(".alert-warning")).to_be_hidden()
    shot(page, "whole")
    dialog.locator("button[name=action_confirm]").click()
    expect(page.locator(".modal")).to_have_count(0)
    expect(page.locator(".o_form_view .alert-success")).to_contain_text(
        club["names"][2]
    )
    shot(page, "done")
    with open_env(database) as env:
        slip = env["club.deposit"].browse(club["slips"][2])
        assert slip.at_bank == "credited"


def is_slips(page, dialog, names):
    """The first part is these slips; their sum is filled in."""
    part = rows(dialog).first
    part.locator("td[name=what]").click()
    says(page, part, "Deposit slips")
    for name in names:
        choose(page, "slip_ids", name, inside=part)
    expect(part.locator("td[name=amount]")).to_contain_text("60.00")


def says(page, part, kind):
    """Choose what a part is from the list that opens."""
    part.locator("td[name=what] input").click()
    page.locator(".o_select_menu_item", has_text=kind).click()


def adds_the_fee(page, dialog):
    """A second part takes what is left, under a heading."""
    dialog.locator(".o_field_x2many_list_row_add a").click()
    part = rows(dialog).nth(1)
    says(page, part, "Income or spending")
    choose(page, "heading_id", "Bank charges", inside=part)


def touches(page, part, name, text):
    """On a phone a list of its own opens, from which one is taken."""
    part.locator(f"[name={name}] input").first.click()
    found = page.locator(".modal").last.locator(".o_kanban_record, .o_data_row")
    found.filter(has_text=text).click()
    expect(found).to_have_count(0)


def keeps(page, part):
    """Save a part and go back to the whole line."""
    part.locator(".o_form_button_save").click()
    expect(page.locator(".modal")).to_have_count(1)
