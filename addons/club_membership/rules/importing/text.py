"""Clean a cell's text and refuse what a spreadsheet would execute."""

import re
import unicodedata
from typing import Final

from .issue import CellError

# Control and format characters (zero width, direction marks, byte order mark).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_BLANKS = re.compile(r"\s+")
# UTF-8 read as Windows-1252 (two letters for an accented one), or lost on the way.
_CONTINUED = bytes(range(0x80, 0xC0))
_GARBLED = re.compile(
    f"Ã[{_CONTINUED.decode('latin-1')}{_CONTINUED.decode('cp1252', 'ignore')}]"
    "|â€|\ufffd"
)
_FORMULA_START: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_SIGNED_NUMBER = re.compile(r"[+-][\d\s.,()/'\u2019€-]*\d[\d\s.,()/'\u2019€-]*")
_EXCEL_ERROR = re.compile(
    r"#(N/?A|REF!|VALUE!|VALEUR!|DIV/0!|NAME\?|NOM\?|NULL!|NUL!|NUM!|NOMBRE!|#+)",
    re.IGNORECASE,
)
SHOWN_LENGTH: Final = 80


def clean(value: str) -> str:
    """Return composed text without control characters, on one line, trimmed.

    A lone dash, often typed for "none", is nothing.
    """
    if not (value.isascii() and value.isprintable()):
        value = _INVISIBLE.sub("", value)
        value = unicodedata.normalize("NFC", value)
    value = value.strip()
    if "  " in value or not value.isprintable():
        value = _BLANKS.sub(" ", value)
    return "" if value in ("-", "\u2013", "\u2014") else value


def check_harmless(text: str) -> None:
    """Refuse formulas and a spreadsheet's own error marks in a cleaned text.

    A signed number or telephone number may begin with + or -; a text may not, as a
    spreadsheet opening a later export would run it (CWE-1236).

    :raises CellError: ``formula``, ``excel_error`` or ``garbled``
    """
    first = text[0]
    if first in _FORMULA_START and not _SIGNED_NUMBER.fullmatch(text):
        raise CellError("formula")
    if first == "#" and _EXCEL_ERROR.fullmatch(text):
        raise CellError("excel_error")
    if not text.isascii() and _GARBLED.search(text):
        raise CellError("garbled")


def shown(value: object) -> str:
    """Return a cell's text as a report quotes it: cleaned and short."""
    text = clean(str(value))
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"
