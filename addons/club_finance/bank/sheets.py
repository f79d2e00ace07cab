"""The list of movements that a bank lets one download: which column is what.

Every bank has its own headings, some lines of its own above and below, one column with
a sign or two without. What is found is told to the importer, and kept for next time.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .names import words

# Headings by what they mean, the most telling first. Debit and credit as the bank's
# customer reads them: credit is money in.
HEADINGS = {
    "date": (
        "DATE OPERATION", "DATE COMPTABLE", "DATE COMPTABILISATION", "DATE",
        "BOOKING DATE", "TRANSACTION DATE", "DATE DE L OPERATION", "DATE D OPERATION",
        "DATE VALEUR", "DATE DE VALEUR", "VALUE DATE", "DATEOP",
    ),
    "credit": ("CREDIT", "CREDIT EUROS", "CREDIT EUR", "MONTANT CREDIT", "MONEY IN"),
    "debit": ("DEBIT", "DEBIT EUROS", "DEBIT EUR", "MONTANT DEBIT", "MONEY OUT"),
    "amount": (
        "MONTANT", "MONTANT EUROS", "MONTANT EUR", "MONTANT EN EUROS", "AMOUNT",
        "MONTANT DE L OPERATION", "MONTANT OPERATION", "MONTANT OPERATION EN EURO",
        "MONTANT OPERATION EN EUROS", "MONTANT EN EURO", "AMOUNT EUR",
    ),
    "label": (
        "LIBELLE", "LIBELLE OPERATION", "LIBELLE DE L OPERATION", "LIBELLE COMPLET",
        "LIBELLE SIMPLIFIE", "NATURE DE L OPERATION", "OPERATION", "DESCRIPTION",
        "LABEL", "DETAILS", "COMMUNICATION", "MOTIF", "LIBELLE LONG", "LIBELLE COURT",
    ),
    "more": (
        "INFORMATIONS COMPLEMENTAIRES", "DETAIL", "DETAIL DE L ECRITURE", "NOTES",
        "COMMENTAIRE", "MESSAGE",
    ),
    "payer": (
        "TIERS", "NOM TIERS", "NOM DU TIERS", "EMETTEUR", "DONNEUR D ORDRE",
        "CONTREPARTIE", "PARTNER NAME", "PAYER", "NOM DE LA CONTREPARTIE", "NAME",
    ),
    "account": (
        "IBAN", "IBAN TIERS", "IBAN CONTREPARTIE", "COMPTE CONTREPARTIE",
        "COMPTE TIERS", "BANK ACCOUNT", "COUNTERPARTY ACCOUNT",
    ),
    "reference": ("REFERENCE", "REF", "REFERENCE CLIENT", "REFERENCE SEPA"),
    "currency": ("DEVISE", "CURRENCY", "MONNAIE"),
    "number": (
        "NUMERO OPERATION", "NUMERO D OPERATION", "ID OPERATION", "TRANSACTION ID",
        "OPERATION NUMBER", "IDENTIFIANT",
    ),
}  # fmt: skip
FORMATS = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%m/%d/%Y")
# So far down a heading is looked for.
HEAD = 30

Row = tuple[int, Sequence[object]]


class NotUnderstood(Exception):
    """The list cannot be read; ``code`` says why, ``what`` shows it."""

    def __init__(self, code: str, what: str = "", row: int = 0) -> None:
        super().__init__(code)
        self.code, self.what, self.row = code, what, row


@dataclass(frozen=True)
class Layout:
    """Which heading is what, and how dates and amounts are written."""

    columns: dict[str, str]  # meaning: heading as the file writes it
    date_format: str
    decimal: str  # "," or "."
    thousands: str  # "." "," or none


def guess(rows: Sequence[Row]) -> tuple[Layout, int]:
    """Find the headings and how values are written.

    :param rows: number and cells of every row, as a spreadsheet numbers them
    :return: the layout, and the position of the row of headings in ``rows``
    :raises NotUnderstood: no row of headings, or no date that can be read
    """
    best: dict[str, str] = {}
    position = -1
    for at, (_number, cells) in enumerate(rows[:HEAD]):
        found = _columns(cells)
        if len(found) > len(best):
            best, position = found, at
    if not _is_enough(best):
        seen = [str(cell) for cell in (rows[0][1] if rows else []) if cell]
        raise NotUnderstood("no_headings", " · ".join(seen[:8]))
    titles = [_title(cell) for cell in rows[position][1]]
    below = [cells for _number, cells in rows[position + 1 :]]
    dates = _values(below, titles.index(best["date"]))
    amounts = [
        value
        for role in ("amount", "credit", "debit")
        if role in best
        for value in _values(below, titles.index(best[role]))
    ]
    decimal = _decimal(amounts)
    thousands = {",": ".", ".": ","}[decimal]
    return Layout(best, _date_format(dates), decimal, thousands), position


def to_csv(rows: Sequence[Row], layout: Layout, position: int) -> str:
    """The movements alone as plain CSV: semicolons, what stands above and below left
    out.

    :param position: of the row of headings in ``rows``
    :raises NotUnderstood: a row between others has an amount and no date that can be
        read
    """
    titles = [_title(cell) for cell in rows[position][1]]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(titles)
    when = titles.index(layout.columns["date"])
    money = [
        titles.index(layout.columns[role])
        for role in ("amount", "credit", "debit")
        if role in layout.columns
    ]
    last = max(
        number
        for number, cells in rows
        if len(cells) > when and _day(cells[when], layout.date_format)
    )
    for number, cells in rows[position + 1 :]:
        if number > last:
            # Totals and balances.
            break
        filled = list(cells) + [""] * (len(titles) - len(cells))
        day = _day(filled[when], layout.date_format)
        if day is None:
            if _text(filled[when]) and any(_text(filled[at]) for at in money):
                raise NotUnderstood("date", _text(filled[when]), number)
            continue
        if not any(_text(filled[at]) for at in money):
            continue
        written = [_written(cell, layout) for cell in filled[: len(titles)]]
        written[when] = day.strftime(layout.date_format)
        writer.writerow(written)
    return out.getvalue()


def _columns(cells: Sequence[object]) -> dict[str, str]:
    titles = {" ".join(words(_text(cell))): _title(cell) for cell in cells if cell}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for role, names in HEADINGS.items():
        for name in names:
            plain = " ".join(words(name))
            title = titles.get(plain)
            # A comma in a heading means several columns to the importer.
            if title and plain not in taken and "," not in title:
                found[role] = title
                taken.add(plain)
                break
    if "credit" in found and "debit" in found:
        found.pop("amount", None)
    return found


def _is_enough(found: dict[str, str]) -> bool:
    money = "amount" in found or {"credit", "debit"} <= found.keys()
    return money and "date" in found and "label" in found


def _values(rows: Iterable[Sequence[object]], at: int) -> list[object]:
    return [cells[at] for cells in rows if len(cells) > at and _text(cells[at])]


def _date_format(values: Sequence[object]) -> str:
    texts = [_text(value) for value in values if not isinstance(value, date)]
    if not texts:
        if values:
            return FORMATS[0]
        raise NotUnderstood("empty")
    # What stands below the movements is no date: the format that reads most.
    counts = {
        form: sum(_day(text, form) is not None for text in texts) for form in FORMATS
    }
    best = max(FORMATS, key=lambda form: counts[form])
    if not counts[best]:
        raise NotUnderstood("dates", texts[0])
    return best


def _decimal(values: Sequence[object]) -> str:
    """The sign before the cents: the last one of those that stand two digits from the
    end, a comma where nothing tells."""
    commas = points = 0
    for value in values:
        if not isinstance(value, str):
            continue
        if match := re.search(r"([.,])\d{1,2}\D*$", value):
            commas += match[1] == ","
            points += match[1] == "."
    return "." if points > commas else ","


def _day(value: object, form: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.strptime(_text(value), form).date()
    except ValueError:
        return None


def _written(cell: object, layout: Layout) -> str:
    if isinstance(cell, bool) or not isinstance(cell, float | int):
        # Some banks write a label over several lines.
        return _title(cell)
    text = f"{cell:.2f}" if isinstance(cell, float) else str(cell)
    return text.replace(".", layout.decimal)


def _title(cell: object) -> str:
    return " ".join(_text(cell).split())


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
