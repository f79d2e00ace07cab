"""Reading the XML of ISO 20022, whatever its version, from files of strangers.

Nothing outside the file is ever fetched: a file with a document type, hence with
entities, is refused; so is one too large or too deep to be a bank's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree
from xml.parsers import expat

MAX_BYTES = 20_000_000
MAX_DEPTH = 60


class FileError(ValueError):
    """A file that cannot be read; ``reason`` says why, one word of ``REASONS``."""

    REASONS = ("empty", "large", "entities", "deep", "xml", "kind")

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(content: bytes) -> ElementTree.Element:
    """The tree of a file that was walked first, without building anything.

    :raises FileError: it is no XML, or not safe to read
    """
    if not content.strip():
        raise FileError("empty")
    if len(content) > MAX_BYTES:
        raise FileError("large")
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise FileError("deep")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_declaration: object) -> None:
        raise FileError("entities")

    walker = expat.ParserCreate()
    walker.StartElementHandler = begin
    walker.EndElementHandler = end
    walker.StartDoctypeDeclHandler = refuse
    walker.EntityDeclHandler = refuse
    try:
        walker.Parse(content, True)
        return ElementTree.fromstring(content)
    except (expat.ExpatError, ElementTree.ParseError, LookupError) as error:
        raise FileError("xml") from error
    except ValueError as error:
        if isinstance(error, FileError):
            raise
        raise FileError("xml") from error


def amount_of(
    parent: ElementTree.Element | None, paths: tuple[str, ...]
) -> tuple[Decimal | None, str]:
    """The amount at the first of these paths that has one, and its currency."""
    for path in paths:
        found = find(parent, path)
        if found is not None:
            try:
                value = Decimal((found.text or "").strip())
            except InvalidOperation:
                continue
            if value.is_finite():
                return value, found.get("Ccy", "")
    return None, ""


def day_of(text: str) -> date | None:
    """The day that a date or a moment begins with; None where it is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def name_of(element: ElementTree.Element) -> str:
    """The name of an element, whatever its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(
    parent: ElementTree.Element | None, name: str
) -> Iterator[ElementTree.Element]:
    """The direct children of this name."""
    for child in parent if parent is not None else ():
        if name_of(child) == name:
            yield child


def find(parent: ElementTree.Element | None, path: str) -> ElementTree.Element | None:
    """The first element at this path of names, whatever the namespaces."""
    for name in path.split("/"):
        parent = next(children(parent, name), None)
    return parent


def text_of(parent: ElementTree.Element | None, path: str) -> str:
    """The words at this path, empty where there are none."""
    found = find(parent, path)
    return (found.text or "").strip() if found is not None else ""
