"""E-mails without what a program would fetch from elsewhere."""

from __future__ import annotations

import re

from lxml import html

from .quotes import inner
from .signs import printable

# "url(…)" in a style, however it is written.
ADDRESS = re.compile(r"url|image|import|\\", re.IGNORECASE)
FETCHED = ("img", "picture", "audio", "video", "source", "track")


def without_pictures(body: str) -> str:
    """The same HTML with what its pictures are called in their place.

    A picture on somebody's server tells them who reads, where and when.

    :param body: HTML that Odoo has sanitised
    """
    lower = body.lower()
    if "style" not in lower and not any(f"<{tag}" in lower for tag in FETCHED):
        return body
    tree = html.fragment_fromstring(body, create_parent="div")
    for node in tree.xpath("|".join(f".//{tag}" for tag in FETCHED)):
        if called := printable(node.get("alt") or "").strip():
            node.tail = printable(f"[{called}]{node.tail or ''}")
        if node.tag in ("img", "source", "track"):
            node.drop_tree()
        else:
            node.drop_tag()
    for node in tree.xpath(".//*[@style]"):
        if ADDRESS.search(node.get("style")):
            del node.attrib["style"]
    return inner(tree)
