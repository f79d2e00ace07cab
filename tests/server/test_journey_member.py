"""From the form to the card, and a renewal by telephone: in French."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.server.journeys import in_state, open_app, press
from tests.server.portal_association import SECRETARY, PortalAssociation

NEWCOMER = "nolwenn@example.org"
APPLICATIONS = "[data-menu-xmlid='club_portal.club_application_menu']"


@pytest.fixture(scope="module")
def renewing(open_env, database, sink):
    """Login of a member of last year, whose kind is renewed on request only."""
    with open_env(database) as env:
        made = PortalAssociation(env, sink)
        kind = made.add_kind("Sur demande", "DEM", 30, renewal="request")
        [member] = made.add_members(["Rozenn Renouvelle"], kind=kind)
        return made.add_login(member.partner_id).login


def submit(page, form="form[method=post]"):
    """Send the form of the page's content, whatever its button says."""
    page.locator(f"main {form} button[type=submit]").click()


def pay(page):
    """Pay what is asked with the provider that only pretends."""
    page.locator("a[href*='/my/dues/pay']").first.click()
    page.wait_for_url("**/my/dues/pay*")
    page.fill("#customer_input", "4242 4242 4242 4242")
    page.select_option("#simulated_payment_state", "done")
    page.click("button[name=o_payment_submit_button]")
    page.wait_for_url("**/my/dues")


def test_a_newcomer_applies_is_approved_pays_and_has_a_card(
    renewing, server, new_page, mailbox, shot, check_page
):
    page = new_page(server, lang="fr-FR")
    applies(page, check_page)
    confirms_the_address(page, mailbox, check_page)
    approve(new_page(server, SECRETARY, lang="fr-FR"), shot)
    signs_in_by_the_link(page, mailbox, check_page)
    shot(page, "to-pay")
    pay(page)
    expect(page.locator("[role=status]").first).to_be_visible()
    shows_the_card(page, new_page(server, lang="fr-FR"), check_page)


def applies(page, check_page):
    page.goto("/club/join")
    check_page(page)
    page.locator("a[href*='/club/join/']").click()
    check_page(page)
    page.fill("#join_name", "Nolwenn Nouvelle")
    page.fill("#join_email", NEWCOMER)
    page.fill("#join_street", "7 rue Neuve")
    page.fill("#join_zip", "35000")
    page.fill("#join_city", "Rennes")
    page.check("#join_accepted")
    submit(page, "form[action*='/club/join/']")
    expect(page.locator("[role=status]")).to_contain_text(NEWCOMER)
    check_page(page)


def confirms_the_address(page, mailbox, check_page):
    page.goto(mailbox.link(NEWCOMER, "/club/join/confirm/"))
    expect(page.locator("main")).to_contain_text("Nolwenn Nouvelle")
    check_page(page)
    submit(page)
    expect(page.locator("main [role=status]")).to_be_visible()
    check_page(page)


def approve(staff, shot):
    """The secretary finds the application by the menu and says yes."""
    open_app(staff)
    staff.locator(
        ".o_menu_sections [data-menu-xmlid='club_membership.club_menu_members']"
    ).click()
    staff.locator(APPLICATIONS).click()
    staff.locator(".o_data_row", has_text="Nolwenn Nouvelle").click()
    expect(in_state(staff, "waiting")).to_be_visible()
    shot(staff, "application")
    press(staff, "action_approve")
    # The new member's own form.
    expect(staff.locator(".o_field_widget[name=number]")).to_be_visible()
    expect(staff.locator(".o_form_view")).to_contain_text("Nolwenn Nouvelle")
    shot(staff, "approved")


def signs_in_by_the_link(page, mailbox, check_page):
    page.goto(mailbox.link(NEWCOMER, "/club/signin/"))
    check_page(page)
    submit(page)
    page.wait_for_url("**/my")
    expect(page.locator("h1")).to_contain_text("Nolwenn Nouvelle")
    check_page(page)


def shows_the_card(page, passer_by, check_page):
    """Valid until the end of the year; whoever scans the code reads so as well."""
    until = f"31/12/{date.today().year}"
    page.locator("nav a[href$='/my/card']").click()
    expect(page.locator(".o_club_card_facts")).to_contain_text(
        f"Valable jusqu’au {until}"
    )
    check_page(page)
    code = page.locator("a:has(.o_club_card_code)").get_attribute("href")
    passer_by.goto(code[code.index("/club/card/") :])
    expect(passer_by.locator("#card_answer")).to_contain_text(until)
    assert "Nouvelle" not in passer_by.inner_text("body")
    check_page(passer_by)


def test_a_member_renews_by_telephone(renewing, server, new_page, shot, check_page):
    page = new_page(server, renewing, width=390, lang="fr-FR")
    page.goto("/my")
    check_page(page)
    submit(page, "form[action*='/renew']")
    page.wait_for_url("**/my/membership")
    check_page(page)
    shot(page, "renewed")
    page.locator("a[href*='/my/dues/pay']").first.click()
    page.wait_for_url("**/my/dues/pay*")
    check_page(page)
    page.go_back()
    pay(page)
    check_page(page)
    page.goto("/my/membership")
    expect(page.locator("main")).to_contain_text(f"31/12/{date.today().year}.")
    expect(page.locator("a[href*='/my/dues/pay']")).to_have_count(0)
    check_page(page)
