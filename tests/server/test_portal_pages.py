"""Every page of the portal, at a desk and on a telephone, in French and in English."""

import re
from urllib.parse import urlsplit

import pytest

from tests.server.portal_addresses import CORE, NO_PAGES, PagesAssociation, rules
from tests.server.vendor_addresses import VENDOR

WIDTHS = (1280, 390)
# Not left in French either: words that stand alone on buttons and labels.
WORDS = (
    "back", "card", "choose", "data", "dues", "home", "join", "leave", "member",
    "members", "membership", "my", "name", "paid", "pay", "payable", "payment",
    "receipt", "renew", "search", "seats", "send", "sign", "until", "valid",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(open_env, database, sink):
    """Login of a member, the rules of all pages, and an address for each."""
    with open_env(database) as env:
        made = PagesAssociation(env, sink)
        return {
            "login": made.login,
            "rules": rules(env),
            "addresses": made.addresses(),
        }


def addresses(site):
    """(name, address) of all pages in order; a rule with an argument says its own."""
    for rule in [*sorted(site["rules"] - NO_PAGES), *CORE]:
        name = re.sub(r"\W+", "-", rule)
        for number, address in enumerate(site["addresses"].get(rule, [rule])):
            yield f"{name}-{number}", address


def test_every_page_is_known(site):
    """A new page is looked at, or said to be none."""
    named = site["addresses"].keys() | NO_PAGES
    assert named <= site["rules"], named - site["rules"]
    unknown = {rule for rule in site["rules"] - named if "<" in rule}
    assert not unknown, f"without an address in portal_addresses.py: {unknown}"


@pytest.mark.parametrize("lang", ["fr-FR", "en-US"])
def test_every_page_keeps_the_rules(
    site, database, open_env, server, new_page, check_page, shot, lang
):
    with open_env(database) as env:
        # The pages speak their reader's language, whatever the browser's.
        readers = env["res.users"].search([("login", "in", (site["login"], VENDOR))])
        readers.lang = lang.replace("-", "_")
    pages = {
        "my": new_page(server, site["login"], lang=lang),
        "vendor": new_page(server, VENDOR, lang=lang),
    }
    visitor = new_page(server, lang=lang)
    problems = []
    for name, address in addresses(site):
        page = pages.get(re.split("[/?]", address)[1], visitor)
        answer = page.goto(address)
        problems += lost(page, address, answer, lang)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            problems += broken(page, width, check_page)
            shot(page, f"{name}-{width}")
    assert not problems, "\n\n".join(problems)


def lost(page, address, answer, lang):
    """Shown is what was asked for, in the language asked for."""
    path = re.sub(r"^/(fr|en)(?=/)", "", urlsplit(page.url).path)
    if (answer.status, path) != (200, address.partition("?")[0]):
        return [f"{address}: {answer.status} at {path}"]
    shown = page.locator("html").get_attribute("lang")
    return [] if shown == lang else [f"{address}: in {shown}, not in {lang}"]


def broken(page, width, check_page):
    """What check_page says of the page at this width."""
    try:
        check_page(page, english=WORDS)
    except AssertionError as error:
        return [f"{width} pixels: {error}"]
    return []
