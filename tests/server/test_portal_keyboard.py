"""Without a mouse: sign in, open the menu, join a commission."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.server.page_checks import SETTLE, ready
from tests.server.portal_association import PortalAssociation

# What is seen of the focus: the element as it is, compared with itself without.
SEEN = """(settle) => {
    const look = (element) => {
        eval(settle)();
        const style = getComputedStyle(element);
        return [style.outlineStyle, style.outlineWidth, style.outlineColor,
                style.boxShadow, style.borderColor, style.backgroundColor,
                style.color, style.textDecorationLine].join();
    };
    const element = document.activeElement;
    const focused = look(element);
    element.blur();
    const plain = look(element);
    element.focus();
    return focused !== plain;
}"""


@pytest.fixture(scope="module")
def member(open_env, database, sink):
    """Login of a member who may join a commission."""
    with open_env(database) as env:
        made = PortalAssociation(env, sink)
        end = date(date.today().year, 12, 31)
        member = made.add_until(["Clara Clavier"], end)
        made.add_commission("Accueil")
        made.add_commission("Patrimoine")
        return made.add_login(member.partner_id).login


def tab_to(page, wanted):
    """Press Tab until this is reached; every stop on the way shows the focus."""
    for _stop in range(60):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if not focus.count():  # the browser's own controls
            continue
        assert page.evaluate(SEEN, SETTLE), (
            f"{page.url}: no focus seen on {focus.evaluate('e => e.outerHTML')[:200]}"
        )
        if page.evaluate("(s) => document.activeElement.matches(s)", wanted):
            return
    raise AssertionError(f"{page.url}: Tab does not reach {wanted}")


def enter(page, wanted):
    """Reach this with Tab and press Enter."""
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def test_a_member_needs_no_mouse(member, server, new_page, shot):
    page = new_page(server, lang="fr-FR")
    page.goto("/web/login")
    ready(page)
    # The cursor stands in the first field of the form.
    expect(page.locator("#login")).to_be_focused()
    page.keyboard.type(member)
    tab_to(page, "#password")
    page.keyboard.type(member)
    page.keyboard.press("Enter")
    page.wait_for_url("**/my*")
    ready(page)
    opens_the_menu(page)
    shot(page, "menu")
    page.keyboard.press("Escape")
    enter(page, ".o_club_menu a[href$='/my/commissions']")
    page.wait_for_url("**/my/commissions")
    tab_to(page, "main a[href*='/my/commissions/']")
    name = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/commissions/*")
    expect(page.locator("h1")).to_have_text(name)
    enter(page, "form[action$='/join'] button")
    page.wait_for_load_state()
    expect(page.locator("main [role=status]")).to_contain_text(name)
    expect(page.locator("form[action$='/leave']")).to_have_count(1)
    shot(page, "joined")


def opens_the_menu(page):
    """The user's menu opens with Enter and is walked through with the arrows."""
    enter(page, "header a[data-bs-toggle=dropdown], header button[data-bs-toggle]")
    expect(page.locator("header .dropdown-menu.show")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("header .dropdown-menu.show a:focus")).to_have_count(1)
