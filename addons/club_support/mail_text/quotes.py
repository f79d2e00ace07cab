"""What somebody wrote in an e-mail, without what they quote."""

from __future__ import annotations

import re

from lxml import html

from .signs import printable

# Outgoing e-mails begin with it: what a reply holds below was written by us.
MARK = "##-##"
QUOTED = re.compile(r"^\s*>")
# "On Monday, Anna wrote:", in the languages that members write in.
INTRO = re.compile(
    r"^\s*(on|le|am|el|il)\b.{4,200}\b(wrote|écrit|schrieb|escribió|scritto)\b.{0,60}:"
    r"\s*$",
    re.IGNORECASE | re.DOTALL,
)
# Blanks of one line only: across lines, thousands of empty ones would take minutes.
BORDER = re.compile(
    r"^[^\S\n]*(-{3,}[^\S\n]*(original message|message d.origine)\b.*|_{10,})"
    r"[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)


def without_quotes(body: str) -> tuple[str, bool]:
    """The sender's own words in the HTML of an e-mail.

    :param body: HTML that Odoo has sanitised: it marks the quotes that it knows
    :return: the words, and whether something was taken out; all of it, when nothing
        of the sender's own would be left
    """
    if not body:
        return "", False
    tree = html.fragment_fromstring(str(body), create_parent="div")
    cut = _cut_at_border(tree)
    for node in tree.xpath(".//*[@data-o-mail-quote='1'] | .//blockquote"):
        if node.getparent() is not None:
            node.drop_tree()
            cut = True
    cut = _cut_lines(tree) or cut
    if not cut or not tree.text_content().strip():
        return str(body), False
    return inner(tree), True


def inner(tree: html.HtmlElement) -> str:
    """The HTML in this element, without the element."""
    text: str = html.tostring(tree, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("<")].strip()


def _pieces(tree: html.HtmlElement) -> list[tuple[html.HtmlElement, str]]:
    """The places where the tree holds text, in the order in which it is read."""
    found = []
    stack = [(tree, "text")]
    while stack:
        node, name = stack.pop()
        found.append((node, name))
        if name == "text":
            for child in reversed(node):
                stack.append((child, "tail"))
                if isinstance(child.tag, str):
                    stack.append((child, "text"))
    return found


def _cut_at_border(tree: html.HtmlElement) -> bool:
    """Take out our mark, or an old message's border, and everything after it."""
    pieces = _pieces(tree)
    for number, (node, name) in enumerate(pieces):
        text = getattr(node, name) or ""
        border = BORDER.search(text)
        at = text.find(MARK) if MARK in text else border.start() if border else -1
        if at < 0:
            continue
        _put(node, name, text[:at])
        for later, what in pieces[number + 1 :]:
            setattr(later, what, None)
        _drop_empty(tree, {node, *node.iterancestors()})
        return True
    return False


def _put(node: html.HtmlElement, name: str, text: str) -> None:
    setattr(node, name, printable(text))


def _drop_empty(tree: html.HtmlElement, kept: set[html.HtmlElement]) -> None:
    for node in reversed(list(tree.iterdescendants())):
        if node not in kept and not len(node) and not (node.text or "").strip():
            if node.tag in ("br", "img") and node.getnext() is not None:
                continue
            node.drop_tree()


def _cut_lines(tree: html.HtmlElement) -> bool:
    """Take out quoted lines of plain text, with the words that announce them."""
    cut = False
    for node, name in _pieces(tree):
        lines = (getattr(node, name) or "").split("\n")
        kept: list[str] = []
        for line in lines:
            if not QUOTED.match(line):
                kept.append(line)
                continue
            _drop_intro(kept)
        if len(kept) != len(lines):
            _put(node, name, "\n".join(kept))
            cut = True
    return cut


def _drop_intro(kept: list[str]) -> None:
    """Of the lines before a quoted one: take out who wrote it, on one line or two."""
    last = len(kept)
    while last and not kept[last - 1].strip():
        last -= 1
    for first in (last - 1, last - 2):
        if 0 <= first < last and INTRO.match("\n".join(kept[first:last])):
            del kept[first:]
            return
