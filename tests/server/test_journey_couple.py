"""Two members share a mailbox: one mail names both, each opens a space of their own."""

import pytest
from playwright.sync_api import expect

from tests.server.portal_association import PortalAssociation

MAILBOX = "legoff@example.org"
ANNE, YANN = "Anne Le Goff", "Yann Le Goff"


@pytest.fixture(scope="module")
def numbers(open_env, database, sink):
    """The couple's member numbers, by name; neither has signed in before."""
    with open_env(database) as env:
        made = PortalAssociation(env, sink)
        couple = made.add_members([ANNE, YANN], email=MAILBOX)
        return {member.partner_id.name: member.number for member in couple}


def open_space(page, link, name):
    """Open the link of the mail and enter."""
    page.goto(link)
    expect(page.locator("h1")).to_contain_text(name)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/my")
    expect(page.locator("h1")).to_contain_text(name)


def test_a_couple_with_one_mailbox_has_two_spaces(
    numbers, server, new_page, mailbox, shot, check_page
):
    page = new_page(server, width=390, lang="fr-FR")
    page.goto("/club/signin")
    check_page(page)
    page.fill("#club_asked", MAILBOX)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("[role=status]")).to_be_visible()
    check_page(page)

    links = mailbox.links(MAILBOX, "/club/signin/")
    assert len(links) == 2
    for name, other in ((ANNE, YANN), (YANN, ANNE)):
        [link] = [link for words, link in links.items() if name in words]
        own = new_page(server, width=390, lang="fr-FR")
        open_space(own, link, name)
        content = own.inner_text("main")
        assert numbers[name] in content
        assert other not in content
        assert numbers[other] not in content
        check_page(own)
        shot(own, name)

        # Whoever reads the mail afterwards opens nothing.
        again = new_page(server, lang="fr-FR")
        answer = again.goto(link)
        assert answer.status == 410
        check_page(again)
