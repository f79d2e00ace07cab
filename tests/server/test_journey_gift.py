"""Dues and a gift in one payment by telephone, kept apart; the tax receipt is there."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.server.finance_portal_world import (
    NATIONAL,
    MoneyWorld,
    open_list,
)
from tests.server.journeys import CHEQUE, field, knows_its_address
from tests.server.test_journey_pay import pay

NAME = "Gwen Giver"
GIFT = 20.0


@pytest.fixture(scope="module")
def login(open_env, database, sink):
    """Login of a member who owes dues to an association that gives tax receipts."""
    with open_env(database) as env:
        made = MoneyWorld(env, sink)
        made.switch_on_tax_receipts()
        member = made.add_reader(NAME)
        made.call_dues(member)
        return member.partner_id.email


def test_a_gift_beside_dues_is_kept_apart_and_has_a_receipt(
    login, handover, server, new_page, shot, check_page, open_env, database
):
    knows_its_address(handover.databases, server)
    # Debian's wkhtmltopdf says at each page what it cannot do without Qt's patches.
    server.expected.append(r"using unpatched qt")
    page = new_page(server, login, width=390, touch=True)
    page.goto("/my/dues")
    page.get_by_role("link", name="Pay my dues").click()
    page.get_by_label("Add a gift to").fill("20")
    page.get_by_role("button", name="Update the total").click()
    expect(page.locator("main")).to_contain_text("50.00")
    check_page(page)
    shot(page, "to-pay")
    pay(page)
    page.wait_for_url("**/my/dues")
    expect(page.get_by_role("status")).to_contain_text("Thank you")
    check_page(page)
    shot(page, "paid")
    with open_env(database) as env:
        due = env["club.due"].search([("payer_id.name", "=", NAME)])
        gift = env["club.donation"].search([("partner_id.name", "=", NAME)])
        assert (due.state, due.amount, gift.amount) == ("paid", CHEQUE, GIFT)
        # In the books as well: one payment, two accounts.
        entry = gift.move_line_id.move_id
        company = gift.company_id
        [given] = entry.line_ids.filtered(
            lambda line: line.account_id == company.club_donation_account_id
        )
        assert given.balance == -GIFT
        assert sum(entry.line_ids.filtered("debit").mapped("debit")) == CHEQUE + GIFT

    gives_receipts(new_page(server, NATIONAL), shot)
    page.goto("/my/donate")
    receipts = page.locator("section[aria-labelledby=tax_receipts] li")
    expect(receipts).to_have_count(1)
    expect(receipts).to_contain_text("20.00")
    check_page(page)
    shot(page, "receipt")
    with page.expect_download() as download:
        receipts.get_by_role("link", name="Download").click()
    with open(download.value.path(), "rb") as file:
        content = file.read()
    assert content.startswith(b"%PDF-") or NAME.encode() in content


def gives_receipts(treasurer, shot):
    """The treasurer gives the receipts of this year's gifts."""
    open_list(treasurer, "club_donation_menu")
    shot(treasurer, "gifts")
    treasurer.locator(
        ".o_menu_sections [data-menu-xmlid='club_finance.club_menu_finance']"
    ).click()
    treasurer.locator(
        "[data-menu-xmlid='club_finance.club_tax_receipt_give_menu']"
    ).click()
    year = field(treasurer, "year").locator("input")
    year.fill(str(date.today().year))
    year.press("Tab")
    expect(field(treasurer, "gift_count")).to_have_text("1")
    shot(treasurer, "give")
    treasurer.locator("button[name=action_give]").click()
    treasurer.locator(".modal", has_text="cannot be deleted").last.locator(
        "footer .btn-primary"
    ).click()
    # The list of receipts, not that of gifts behind the dialog.
    expect(treasurer.locator(".o_data_row [name=donor_name]")).to_have_text(NAME)
    shot(treasurer, "receipts")
