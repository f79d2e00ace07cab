"""Payment references in what people wrote to their bank (ISO 11649, invoice numbers).

Banks cut labels at 35 or 140 characters, glue words together and add their own; people
write references in groups of four, with dots or in small letters. Everything that could
be a reference is a candidate: whether it is one of ours, the books know.
"""

from __future__ import annotations

import re

from stdnum.iso7064 import mod_97_10

# RF, two check digits, 1 to 21 characters of the creditor's own.
LONGEST = 25
SHORTEST = 5
_SPACES = re.compile(r"[\s\-/._:,;*+()]+")
_START = re.compile(r"(?=RF\d\d[A-Z0-9])")
# An invoice number: FAC/2026/00012, F2026-00012.
_NUMBER = re.compile(r"(?<![A-Z0-9])[A-Z][A-Z0-9]*(?:[/-][A-Z0-9]+)+(?![A-Z0-9])")


def candidates(text: str) -> list[str]:
    """Every valid creditor reference that can be read out of a label, longest first.

    :param text: what the bank shows, spaced, glued or in small letters
    :return: compact references (``RF18539007547034``); of one place in the text,
        several lengths can pass the check: one in 97 does by chance
    """
    compact = _SPACES.sub("", text).upper()
    found: dict[str, None] = {}
    for match in _START.finditer(compact):
        piece = re.match(r"[A-Z0-9]+", compact[match.start() :])
        longest = piece.group()[:LONGEST] if piece else ""
        for size in range(len(longest), SHORTEST - 1, -1):
            if _is_valid(longest[:size]):
                found.setdefault(longest[:size])
    return list(found)


def numbers(text: str) -> list[str]:
    """What looks like the number of an invoice (``FAC/2026/00012``), in order."""
    return list(dict.fromkeys(_NUMBER.findall(text.upper())))


def _is_valid(reference: str) -> bool:
    return bool(mod_97_10.is_valid(reference[4:] + reference[:4]))
