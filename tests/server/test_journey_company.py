"""A manager invites, a colleague accepts and joins a commission: real clicks."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.server.crash import stop_jobs
from tests.server.page_checks import well_made

MANAGER = "ada@company.example"
COLLEAGUE = "nora@company.example"
PASSWORD = "a long sentence of mine"
LINK = r"/club/invitation/\d+/[\w-]+"


@pytest.fixture(scope="module")
def team(open_env, database):
    """Id of the membership of a company whose manager can sign in."""
    with open_env(database) as env:
        stop_jobs(env)
        company = env["res.company"].create({"name": "Journey club"})
        kind = env["club.membership.type"].create(
            {
                "name": "Team",
                "company_id": company.id,
                "member_kind": "organisation",
                "price_model": "seats",
                "price_ids": [(0, 0, {"date_from": "2020-01-01", "seats_included": 3})],
            }
        )
        partner = env["res.partner"].create(
            {"name": "Library Tools", "is_company": True}
        )
        today = date.today()
        [membership] = env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "section_id": company._club_root_section().id,
                    "type_id": kind.id,
                    "date_from": (today - timedelta(days=30)).isoformat(),
                    "date_to": (today + timedelta(days=300)).isoformat(),
                    "confirmed": True,
                }
            ]
        )
        manager = env["res.users"].with_context(no_reset_password=True).create(
            {
                "name": "Ada Manager",
                "login": MANAGER,
                "password": MANAGER,
                "email": MANAGER,
                "lang": "en_US",
                "company_id": company.id,
                "company_ids": [(6, 0, company.ids)],
                "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
            }
        )  # fmt: skip
        membership._name_to_team(manager.partner_id, "manager")
        env["club.commission"].create(
            {"name": "Catalogues", "company_id": company.id, "state": "open"}
        )
        return membership.id


def invite(page, team):
    """The manager invites Nora from her telephone."""
    page.goto("/my")
    menu = page.get_by_role("navigation", name="My space")
    menu.get_by_role("button", name="Menu").click()
    menu.get_by_text("My company").click()
    expect(page.locator("h1")).to_have_text("The team of Library Tools")
    well_made(page)
    page.get_by_label("Full name").fill("Nora New")
    page.get_by_label("E-mail address").fill(COLLEAGUE)
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("status")).to_contain_text(COLLEAGUE)
    well_made(page)


def mailed_link(open_env, database):
    """The link in the mail that waits to be sent."""
    with open_env(database) as env:
        mail = env["mail.mail"].search([("email_to", "like", COLLEAGUE)])
        return re.search(LINK, mail.body_html)[0]


def accept(page, link):
    """Nora opens the link, has no login, and chooses a password."""
    page.goto(link)
    expect(page.locator("h1")).to_have_text("Join the team of Library Tools")
    well_made(page)
    page.get_by_role("button", name="Accept and choose a password").click()
    page.wait_for_url("**/web/signup*")
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=confirm_password]", PASSWORD)
    page.click(".oe_signup_form button[type=submit]")
    expect(page.locator("h1")).to_have_text("The team of Library Tools")
    well_made(page)


def join(page):
    """She joins a commission for her company."""
    page.goto("/my/commissions")
    page.get_by_role("link", name="Catalogues").click()
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("status").first).to_be_visible()
    expect(page.get_by_text("Nora New").first).to_be_visible()


def test_manager_invites_colleague_accepts_and_joins_a_commission(
    server, new_page, shot, open_env, database, team
):
    manager = new_page(server, MANAGER, width=390)
    invite(manager, team)
    shot(manager, "manager")
    link = mailed_link(open_env, database)
    colleague = new_page(server, width=1280)
    accept(colleague, link)
    shot(colleague, "colleague")
    join(colleague)
    manager.goto(f"/my/company/{team}")
    expect(manager.get_by_text("Nora New").first).to_be_visible()
    taken = manager.locator("dl.o_club_figures dd")
    assert taken.all_inner_texts() == ["1", "0", "2"]
    # The link was for one person, once.
    again = new_page(server, width=390)
    again.goto(link)
    expect(again.get_by_role("alert")).to_contain_text("was used already")
    well_made(again)
