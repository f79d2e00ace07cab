"""The check of pages finds what is wrong with a page, and nothing with a good one."""

from types import SimpleNamespace

import pytest

NOWHERE = SimpleNamespace(url="about:blank")
GOOD = """<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title></head>
<body><main><h1>{title}</h1><label>{label} <input name="n" /></label>
<div style="overflow-x: auto"><div style="width: 2000px">…</div></div>
{more}</main></body></html>"""
FRENCH = {"lang": "fr-FR", "title": "Mes cotisations", "label": "Nom"}
ENGLISH = {"lang": "en-US", "title": "My dues", "label": "The name"}


@pytest.fixture
def page(new_page):
    """A page as wide as a phone, to be given its content."""
    return new_page(NOWHERE, width=390)


def show(page, words, more=""):
    page.set_content(GOOD.format(**words, more=more))


@pytest.mark.parametrize("words", [FRENCH, ENGLISH])
def test_a_good_page_passes(page, check_page, words):
    show(page, words)
    check_page(page)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ('<input name="q" />', r"label: input\[name=\"q\"\]: .*label"),
        ('<img src="data:," />', r"image-alt: img: .*alternative text"),
        ('<p id="p" style="color: #bbb">Pâle</p>', "color-contrast: #p: .*contrast"),
        ('<a href="/my"></a>', r"link-name: a: .*discernible text"),
        ('<p id="wide" style="width: 600px">Large</p>', r"wider than 390: p#wide"),
        ('<button aria-label="Search the list">⌕</button>', "the: Search the list"),
        (
            '<nav class="o_club_tabs" style="overflow-x: auto"><a class="nav-link" '
            'href="/" aria-current="page" style="margin-left: 900px">Votes</a></nav>',
            "the current tab is out of sight",
        ),
        ("<p>Il reste undefined euros</p>", "leaked: undefined"),
    ],
)
def test_what_is_wrong_is_named(page, check_page, more, found):
    show(page, FRENCH, more)
    with pytest.raises(AssertionError, match=found):
        check_page(page)


def test_a_page_without_language_fails(page, check_page):
    page.set_content("<title>Mes cotisations</title><p>Bonjour")
    with pytest.raises(AssertionError, match="html-has-lang: html"):
        check_page(page)


def test_words_of_the_caller_must_be_translated(page, check_page):
    show(page, FRENCH, "<p>Dues 2026</p>")
    check_page(page)
    with pytest.raises(AssertionError, match="dues: Dues 2026"):
        check_page(page, english=["dues"])


def test_words_of_the_caller_are_fine_in_english(page, check_page):
    show(page, ENGLISH, "<p>Dues 2026</p>")
    check_page(page, english=["dues"])


def test_everything_wrong_is_named_at_once(page, check_page):
    more = '<img src="data:," /><p style="width: 500px">{{ name }}</p>'
    show(page, FRENCH, more)
    with pytest.raises(AssertionError) as caught:
        check_page(page)
    for part in ("image-alt", "scrolls sideways", "leaked: {{"):
        assert part in str(caught.value)
