"""A delegate begins a request, finds a similar one and supports it; real clicks."""

import pytest
from playwright.sync_api import expect

from tests.server.page_checks import well_made
from tests.server.roadmap_world import RoadmapWorld


@pytest.fixture(scope="module")
def acme(open_env, database):
    """Login of the delegate of Acme."""
    with open_env(database) as env:
        return RoadmapWorld(env).sign_up("Acme", "voter")


def begin(page):
    """From the home page to the form of a new request."""
    page.goto("/my")
    page.get_by_role("link", name="Requests and votes").first.click()
    page.get_by_role("navigation", name="Requests and votes").get_by_role(
        "link", name="Requests"
    ).click()
    expect(page.get_by_text("Close a month in one operation")).to_be_visible()
    well_made(page)
    page.get_by_role("link", name="Propose a request").click()


def describe(page, title):
    page.get_by_label("Title").fill(title)
    page.get_by_label("What should change").fill("A button for all of it, please.")
    page.get_by_label("Business motivation").fill("It takes the whole evening.")
    page.get_by_label("Product").select_option("Ledger")
    page.get_by_label("Module").select_option("Accounts")


def support_the_similar_one(page):
    """While she types, the page shows what others asked; she follows it."""
    page.get_by_label("Title").press_sequentially("Close the month in one click")
    similar = page.get_by_role("link", name="Close a month in one operation")
    expect(similar).to_be_visible()
    well_made(page)
    with page.context.expect_page() as opened:
        similar.click()
    other = opened.value
    expect(other.get_by_role("heading", name="0 supporters")).to_be_visible()
    well_made(other)
    other.get_by_role("button", name="Support").click()
    expect(other.get_by_role("status").first).to_contain_text("Your support counts")
    expect(other.get_by_role("heading", name="1 supporter")).to_be_visible()
    well_made(other)
    other.close()


def test_member_supports_a_similar_request_and_publishes_a_new_one(
    server, new_page, shot, open_env, database, acme
):
    page = new_page(server, acme, width=390)
    begin(page)
    support_the_similar_one(page)
    # Something that nobody asked for yet.
    describe(page, "Print payslips in Breton")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status").first).to_contain_text("published")
    expect(page.locator("h1")).to_contain_text("Print payslips in Breton")
    well_made(page)
    shot(page, "published")
    with open_env(database) as env:
        made = env["club.request"].search([("name", "=", "Print payslips in Breton")])
        assert (made.state, made.module_id.name) == ("open", "Accounts")
        supported = env["club.request"].search([("name", "like", "Close a month")])
        assert supported.support_ids.membership_id.partner_id.name == "Acme"
