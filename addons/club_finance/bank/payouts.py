"""Reading the file in which a payment provider says what a payout is made of.

Providers name their columns each in their way, in English or French; one row is one
payment, with what the provider kept of it.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# What columns are called, without accents, capitals and signs.
GROSS = ("gross", "gross amount", "montant brut", "amount", "montant")
FEE = ("fee", "fees", "frais", "commission", "commissions", "frais de transaction")
NET = ("net", "net amount", "montant net", "net en banque", "montant verse")


class PayoutFileError(ValueError):
    """The file cannot be read; ``missing`` says which column was looked for."""

    def __init__(self, missing: str) -> None:
        """Keep what was looked for: ``text``, ``gross``, ``fee`` or a cell."""
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True)
class Row:
    """One payment of a payout, amounts in the file's currency."""

    number: int
    cells: tuple[str, ...]
    gross: Decimal
    fee: Decimal

    @property
    def net(self) -> Decimal:
        """What reaches the bank."""
        return self.gross - self.fee


def _key(title: str) -> str:
    plain = unicodedata.normalize("NFD", title).lower()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def _decode(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise PayoutFileError("text")


def amount(text: str) -> Decimal:
    """An amount as files write it: ``1 234,56 €``, ``-1,234.56``, empty for zero.

    :raises PayoutFileError: it is no number; the text is kept
    """
    bare = re.sub(r"[^\d,.\-]", "", text)
    if not bare:
        return Decimal(0)
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma > point:
        bare = bare.replace(".", "").replace(",", ".")
    else:
        bare = bare.replace(",", "")
    try:
        return Decimal(bare)
    except InvalidOperation:
        raise PayoutFileError(text) from None


def read(content: bytes) -> list[Row]:
    """The payments of a provider's file, in its order; rows of zero are left out.

    :param content: a CSV file, separated by commas, semicolons or tabs
    :raises PayoutFileError: not a text, or without a column of amounts and fees
    """
    text = _decode(content)
    head = text.splitlines()[0] if text.strip() else ""
    separator = max(",;\t", key=head.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    if not rows:
        raise PayoutFileError("text")
    titles = [_key(title) for title in rows[0]]
    gross, fee, net = (_column(titles, names) for names in (GROSS, FEE, NET))
    if gross is None:
        raise PayoutFileError("gross")
    if fee is None and net is None:
        raise PayoutFileError("fee")
    found = []
    for number, cells in enumerate(rows[1:], start=2):
        if len(cells) <= max(gross, fee or 0, net or 0):
            continue
        whole = amount(cells[gross])
        kept = abs(amount(cells[fee])) if fee is not None else Decimal(0)
        if fee is None and net is not None:
            kept = whole - amount(cells[net])
        if whole:
            told = tuple(cell.strip() for cell in cells if cell.strip())
            found.append(Row(number, told, whole, kept))
    return found


def _column(titles: list[str], names: tuple[str, ...]) -> int | None:
    """Where a column stands: the surest name first."""
    for name in names:
        if name in titles:
            return titles.index(name)
    return None
