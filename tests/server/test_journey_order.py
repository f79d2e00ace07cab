"""A company's manager takes a quote and sends an order: paid late, never called so."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.server.finance_portal_world import NATIONAL, MoneyWorld, open_row
from tests.server.journeys import in_state, knows_its_address

FIRM = "Granit SA"
ORDER = "PO-2026-118"
PDF = {
    "name": "order.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
}


@pytest.fixture(scope="module")
def login(open_env, database, sink):
    """Login of the manager of a company whose dues are late."""
    with open_env(database) as env:
        made = MoneyWorld(env, sink)
        manager = made.add_reader("Mia Manager")
        firm = made.add_company(FIRM, manager.partner_id)
        [late] = made.add_until(
            ["Atelier du Port"],
            date(date.today().year - 1, 12, 31),
            firm.type_id,
            is_company=True,
        )
        made.name_to_team(late, manager.partner_id, "manager")
        # Payable since sixty days.
        made.call_dues(late, days_ago=90)
        return manager.partner_id.email


@pytest.fixture
def page(login, handover, server, new_page):
    """The manager, on a telephone."""
    knows_its_address(handover.databases, server)
    # Debian's wkhtmltopdf says at each page what it cannot do without Qt's patches.
    server.expected.append(r"using unpatched qt")
    return new_page(server, login, width=390, touch=True)


def unfold(page, company):
    """Open what one can do for one of several companies."""
    folded = page.locator("details.o_club_details", has_text=company)
    folded.locator("summary").click()
    return folded


def test_a_manager_asks_for_a_quote_prints_and_accepts_it(
    page, server, new_page, shot, check_page
):
    page.goto("/my/orders")
    check_page(page)
    shot(page, "empty")
    unfold(page, FIRM).get_by_role("button", name="For more seats").click()
    expect(page.get_by_role("status").first).to_contain_text("is ready")
    check_page(page)
    shot(page, "asked")
    quotes = page.locator("section[aria-labelledby=quotes_title] .list-group-item")
    quotes.first.get_by_role("link").click()
    check_page(page)
    shot(page, "quote")
    with page.expect_download() as download:
        page.get_by_role("link", name="The quote as PDF").click()
    with open(download.value.path(), "rb") as file:
        assert file.read(5) == b"%PDF-"
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status").first).to_contain_text("is accepted")
    check_page(page)
    shot(page, "accepted")
    page.goto("/my/dues")
    expect(page.locator("section[aria-labelledby=dues_open]")).to_contain_text(FIRM)

    office = new_page(server, NATIONAL)
    open_row(office, "club_quote_menu", FIRM)
    expect(in_state(office, "accepted")).to_be_visible()
    shot(office, "quote-office")


def test_an_order_keeps_a_slow_payer_from_being_called_late(
    page, server, new_page, shot, check_page
):
    page.goto("/my/dues")
    expect(page.get_by_text("Was payable by")).to_be_visible()
    page.goto("/my/orders")
    form = unfold(page, "Atelier du Port")
    form.get_by_label("Number of the order").fill(ORDER)
    form.get_by_label("The order itself").set_input_files(PDF)
    form.get_by_label("Amount, taxes included").fill("200,00")
    check_page(page)
    shot(page, "sending")
    form.get_by_role("button", name="Send the order").click()
    expect(page.get_by_role("status").first).to_contain_text(ORDER)
    check_page(page)
    shot(page, "sent")
    page.goto("/my/dues")
    expect(page.locator("main")).to_contain_text("Atelier du Port")
    expect(page.get_by_text("Was payable by")).to_have_count(0)
    check_page(page)
    shot(page, "dues")

    office = new_page(server, NATIONAL)
    open_row(office, "club_purchase_order_menu", ORDER)
    expect(in_state(office, "open")).to_be_visible()
    expect(office.locator(".o_form_view")).to_contain_text(
        "The company entered this order itself"
    )
    shot(office, "order-office")
