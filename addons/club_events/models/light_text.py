"""Minutes typed on a telephone: paragraphs, headings, lists and bold words.

What is typed there becomes HTML, and back. Other HTML (tables, pictures, links) is
told by ``is_light``: a telephone would lose it.
"""

import re

from lxml import etree, html
from markupsafe import Markup, escape

KNOWN = {"p", "div", "br", "h1", "h2", "h3", "h4", "ul", "ol", "li", "strong", "b"}
# They carry nothing that a reader would miss.
KNOWN |= {"span", "body", "font"}
BOLD = re.compile(r"\*\*(.+?)\*\*")


def _line(text):
    return Markup(BOLD.sub(r"<strong>\1</strong>", str(escape(text.strip()))))


def _block(lines):
    """HTML of the lines of one block: one of items, or a paragraph."""
    if all(line.startswith("- ") for line in lines):
        items = Markup().join(Markup("<li>%s</li>") % _line(line[2:]) for line in lines)
        return Markup("<ul>%s</ul>") % items
    return Markup("<p>%s</p>") % Markup("<br>").join(_line(line) for line in lines)


def to_html(text):
    """HTML of what somebody typed.

    :param text: blocks between empty lines; ``# `` begins a heading, ``- `` an item
        of a list, ``**`` stands around bold words
    :return: safe ``Markup``
    """
    blocks, lines = [], []

    def end():
        if lines:
            blocks.append(_block(lines))
            lines.clear()

    for line in [*(text or "").replace("\r\n", "\n").split("\n"), ""]:
        line = line.strip()
        if not line or line.startswith("# "):
            end()
            if line:
                blocks.append(Markup("<h3>%s</h3>") % _line(line[2:]))
            continue
        if lines and line.startswith("- ") != lines[-1].startswith("- "):
            end()
        lines.append(line)
    return Markup().join(blocks)


def _tree(content):
    return html.fragment_fromstring(str(content or ""), create_parent="div")


def is_light(content):
    """Whether this HTML survives ``to_text`` and ``to_html``."""
    tags = {node.tag for node in _tree(content).iter() if isinstance(node.tag, str)}
    return tags <= KNOWN


def to_text(content):
    """What somebody would have typed to get this HTML."""
    text = "".join(_typed(_tree(content)))
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _typed(node):
    """Pieces of the text of one node and what is in it."""
    before, after = _around(node)
    yield before
    yield _words(node.text)
    for child in node:
        if not isinstance(child, etree._Comment):
            yield from _typed(child)
        yield _words(child.tail)
    yield after


def _words(text):
    return re.sub(r"\s+", " ", text or "")


def _around(node):
    """What is typed before and after what is in this node."""
    tag = node.tag
    if tag in ("p", "div", "ul", "ol"):
        return "\n\n", "\n\n"
    return {
        "br": ("\n", ""),
        "h1": ("\n\n# ", "\n\n"),
        "h2": ("\n\n# ", "\n\n"),
        "h3": ("\n\n# ", "\n\n"),
        "h4": ("\n\n# ", "\n\n"),
        "li": ("\n- ", ""),
        "strong": ("**", "**"),
        "b": ("**", "**"),
    }.get(tag, ("", ""))
