"""Amounts as people type them into a sheet."""

import math
import re
from decimal import Decimal, InvalidOperation

_BLANKS = re.compile(r"[\s\u00a0\u202f'’]")


class NotAnAmount(ValueError):
    """What stands in the cell is no amount."""


def amount_in(cell: object, digits: int = 2) -> float:
    """The amount of a cell: a number, or text such as ``1 234,50 €``.

    :param cell: as read; an empty one is zero
    :param digits: decimals of the currency
    :raises NotAnAmount: neither a number nor a text that is one
    """
    if cell is None or cell == "":
        return 0.0
    if isinstance(cell, bool):
        raise NotAnAmount(str(cell))
    if isinstance(cell, int | float):
        if not math.isfinite(cell):
            raise NotAnAmount(str(cell))
        return round(float(cell), digits)
    if not isinstance(cell, str):
        raise NotAnAmount(str(cell))
    text = _BLANKS.sub("", cell).strip("€$£")
    if not text:
        return 0.0
    # The last of the two marks is the decimal one, the other groups thousands.
    if "," in text and "." in text:
        grouping = "," if text.rindex(",") < text.rindex(".") else "."
        text = text.replace(grouping, "")
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise NotAnAmount(cell) from None
    if not number.is_finite():
        raise NotAnAmount(cell)
    return round(float(number), digits)
