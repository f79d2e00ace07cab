"""Amounts and counts as people write them, in French or in English."""

import re
from decimal import Decimal
from typing import Final

from .issue import CellError

_DROPPED = re.compile(r"[\s'\u2019€¤]|EUR(?:OS?)?$", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?\d+")
_GROUPED: Final = {
    ",": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+"),
    ".": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+"),
}
_SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
FLOAT_DIGITS: Final = 6


def parse_decimal(value: object) -> Decimal:
    """Return the amount a cell holds.

    Accepted: 1234.5, 1 234,56, 1,234.56, 1.234,56, -12,50 €. One comma or point
    with exactly three digits behind (1,234) is one thousand for some and one for
    others: refused.

    :raises CellError: ``number_unreadable`` or ``number_ambiguous``
    """
    if isinstance(value, bool):
        raise CellError("number_unreadable")
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(str(round(value, FLOAT_DIGITS)))
    text = _DROPPED.sub("", str(value))
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    return Decimal(_with_point(text))


def parse_count(value: object) -> int:
    """Return a whole number from zero up.

    :raises CellError: ``number_…``
    """
    number = parse_decimal(value)
    if number != number.to_integral_value():
        raise CellError("number_not_whole")
    if number < 0:
        raise CellError("number_negative")
    return int(number)


def is_scientific(text: str) -> bool:
    """Tell whether a spreadsheet shortened a long number (8,1E+13)."""
    return bool(_SCIENTIFIC.fullmatch(text))


def _with_point(text: str) -> str:
    """Return the number without thousands marks, a point before the decimals."""
    mark = "," if text.rfind(",") > text.rfind(".") else "."
    other = "." if mark == "," else ","
    whole, _mark, decimals = text.rpartition(mark)
    if other not in text and text.count(mark) > 1:
        whole, decimals, other = text, "", mark
    if other in whole:
        if not _GROUPED[other].fullmatch(whole):
            raise CellError("number_unreadable")
        whole = whole.replace(other, "")
    elif _is_ambiguous(whole, decimals):
        raise CellError("number_ambiguous")
    number = f"{whole or '0'}.{decimals or '0'}"
    if whole in ("+", "-"):
        number = f"{whole}0.{decimals}"
    if not re.fullmatch(r"[+-]?\d+\.\d+", number) or not (whole or decimals):
        raise CellError("number_unreadable")
    return number


def _is_ambiguous(whole: str, decimals: str) -> bool:
    digits = whole.lstrip("+-")
    return len(decimals) == 3 and 1 <= len(digits) <= 3 and not digits.startswith("0")
