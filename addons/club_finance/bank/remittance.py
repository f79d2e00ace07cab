"""Whether a bank line says that cheques or cash were brought to the bank."""

from __future__ import annotations

import re
import unicodedata

# As French and English speaking banks label them.
BROUGHT = {"REMISE", "REM", "CHEQUE", "CHEQUES", "CHQ", "CHQS", "VERSEMENT", "VERST"}
BROUGHT |= {"VRST", "ESPECES", "DEPOT", "DEPOSIT", "CHECK", "CHECKS", "CASH"}
FETCHED = {"RETRAIT", "DAB", "ESPECES", "WITHDRAWAL", "CASH", "ATM"}
TAKEN_BACK = {"IMPAYE", "IMPAYES", "REJET", "REJETE", "RETOUR", "UNPAID", "BOUNCED"}


def _plain(text: str) -> str:
    """The text in capitals without accents."""
    decomposed = unicodedata.normalize("NFD", text).upper()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def says_so(text: str, amount: float) -> bool:
    """Whether a label says that money was brought, fetched or taken back.

    :param amount: of the bank line; below zero money left the account
    """
    said = set(re.findall(r"[A-Z]+", _plain(text)))
    return bool(said & (BROUGHT if amount > 0 else FETCHED | TAKEN_BACK))


def names_slip(text: str, slip: str) -> bool:
    """Whether a label quotes the number of a slip, whatever stands between its parts.

    ``REMISE BR 2026 0001`` names ``BR/2026/0001``.
    """
    parts = re.findall(r"[A-Z0-9]+", _plain(slip))
    if len(parts) < 2:
        return False
    between = r"[^A-Z0-9]*"
    pattern = rf"(?<![A-Z0-9]){between.join(parts)}(?![A-Z0-9])"
    return re.search(pattern, _plain(text)) is not None
