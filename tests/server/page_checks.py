"""What every page must stand: accessibility rules, a narrow screen, its language."""

import re

from playwright.sync_api import Error

from runner import node_packages
from runner.cli import ROOT
from runner.project import Project

AXE = node_packages.modules(Project(ROOT)) / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
# Whoever reads one of these on a French page reads an untranslated sentence.
ENGLISH = ("the", "and", "your", "with", "this", "you", "from")
# No language says these: a value or a translation went missing.
LEAKS = ("%(", "{{", "${", "undefined", "[object Object]", "NaN")

# Odoo's site loads most of its scripts once a page is there. Until they have begun,
# buttons keep the clicks they get for later, and what scripts move still moves.
READY = """() => document.body.hasAttribute("is-ready")
    || !window.odoo?.loader?.modules.has("@web/legacy/js/public/lazyloader")"""

# What fades in is measured once it is there.
SETTLE = """() => document.getAnimations().forEach((animation) => {
    try { animation.finish(); } catch { animation.cancel(); }
})"""

RUN_AXE = """(tags) => axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"],
}).then(({violations}) => violations.map(({id, help, nodes}) => ({
    id, help, targets: nodes.map(({target}) => target.flat().join(" ")),
})))"""

# Odoo scrolls the page itself, its body or the frame around a portal page.
WIDER = """() => {
    const boxes = [document.documentElement, document.body,
                   document.querySelector("#wrapwrap")];
    const wide = boxes.filter((box) => box && box.scrollWidth > box.clientWidth);
    if (!wide.length) { return null; }
    const limit = document.documentElement.clientWidth;
    const inside = (element) => {
        for (let box = element.parentElement; box && !boxes.includes(box);
             box = box.parentElement) {
            if (getComputedStyle(box).overflowX !== "visible") { return true; }
        }
        return false;
    };
    const name = (element) => element.tagName.toLowerCase()
        + (element.id ? "#" + element.id : "")
        + [...element.classList].map((each) => "." + each).join("");
    const culprits = [...document.body.querySelectorAll("*")].filter((element) =>
        element.getBoundingClientRect().right > limit + 0.5 && !inside(element));
    return {
        by: Math.max(...wide.map((box) => box.scrollWidth - box.clientWidth)),
        culprits: culprits.slice(0, 5).map(name),
    };
}"""

# Tabs that do not fit on a narrow screen are moved until the current one is seen.
CURRENT_IN_SIGHT = """async () => {
    const tab = document.querySelector(".o_club_tabs [aria-current=page]");
    const seen = () => {
        const {left, right} = tab.getBoundingClientRect();
        return left >= 0 && right <= document.documentElement.clientWidth;
    };
    const end = Date.now() + 3000;
    while (tab && !seen() && Date.now() < end) {
        await new Promise(requestAnimationFrame);
    }
    return !tab || seen();
}"""

# What is read or read out: text, titles, placeholders, labels of buttons and images.
TEXTS = """() => {
    const texts = [document.title, document.body.innerText];
    const spoken = ["placeholder", "aria-label", "title", "alt"];
    for (const element of document.body.querySelectorAll("*")) {
        if (element.checkVisibility()) {
            texts.push(...spoken.map((name) => element.getAttribute(name) || ""));
            if (element.matches("input[type=submit], input[type=button]")) {
                texts.push(element.value);
            }
        }
    }
    return {lang: document.documentElement.lang, text: texts.join("\\n")};
}"""


def check(page, english=()):
    """Fail, naming everything, if the page breaks a rule for pages.

    :param page: Playwright's page, showing what is to be checked
    :param english: words of the page in English that must not be left in French
    """
    problems = read(
        page, accessibility, width, lambda page: language(page, english), current_tab
    )
    assert not problems, f"{page.url}:\n" + "\n".join(problems)


def well_made(page):
    """Fail unless the page is readable by everybody, and no wider than the screen."""
    problems = read(page, accessibility, width)
    assert not problems, "\n".join([page.url, *problems])


def ready(page):
    """Wait until a page of the site is there, and its scripts have begun."""
    page.wait_for_load_state()
    page.wait_for_function(READY)


def read(page, *readers, attempts=3):
    """What the readers have to say of the page, once it stands still.

    A page that a click leaves behind while it is read has no document any more; the
    page that took its place is read instead.

    :raise Error: the page could not be read the last time either
    """
    for attempt in range(attempts):
        try:
            ready(page)
            page.evaluate(SETTLE)
            return [problem for reader in readers for problem in reader(page)]
        except Error:
            if attempt == attempts - 1:
                raise
    return []


def accessibility(page):
    """One line per broken rule of WCAG 2.1 A and AA and element."""
    for frame in page.frames:
        frame.evaluate(AXE.read_text())
    return [
        f"{violation['id']}: {target}: {violation['help']}"
        for violation in page.evaluate(RUN_AXE, TAGS)
        for target in violation["targets"]
    ]


def width(page):
    """One line if the page scrolls sideways, with the elements that stick out."""
    wider = page.evaluate(WIDER)
    if not wider:
        return []
    return [
        f"scrolls sideways: {wider['by']} pixels wider than"
        f" {page.viewport_size['width']}: {', '.join(wider['culprits'])}"
    ]


def current_tab(page):
    """One line if the tab of this page is not in sight, once scripts have run."""
    if page.evaluate(CURRENT_IN_SIGHT):
        return []
    return ["the current tab is out of sight"]


def language(page, english):
    """One line per word that the page's reader cannot understand."""
    found = page.evaluate(TEXTS)
    problems = [f"leaked: {sign}" for sign in LEAKS if sign in found["text"]]
    if found["lang"].startswith("fr"):
        problems += [
            f"English on a French page: {excerpt}"
            for word in dict.fromkeys((*ENGLISH, *english))
            for excerpt in excerpts(word, found["text"])
        ]
    return problems


def excerpts(word, text):
    """The first line that holds the word, alone and in any case."""
    for line in text.splitlines():
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line, re.IGNORECASE):
            return [f"{word}: {line.strip()[:80]}"]
    return []
