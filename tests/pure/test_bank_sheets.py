from datetime import datetime

import pytest
from bank.sheets import NotUnderstood, guess, to_csv


def numbered(*rows):
    return list(enumerate(rows, start=1))


FRENCH = numbered(
    ["Compte n° 12345", "", "", ""],
    ["Solde au 31/03/2026", "1 234,56", "", ""],
    ["Date opération", "Libellé", "Débit euros", "Crédit euros"],
    ["02/03/2026", "VIR MARTIN", "", "1 060,00"],
    ["03/03/2026", "FRAIS", "-12,50", ""],
    ["", "", "", ""],
    ["Total", "", "12,50", "1 060,00"],
)


def test_headings_are_found_below_what_the_bank_put_above():
    layout, position = guess(FRENCH)
    assert position == 2
    assert layout.columns == {
        "date": "Date opération",
        "credit": "Crédit euros",
        "debit": "Débit euros",
        "label": "Libellé",
    }
    assert (layout.date_format, layout.decimal) == ("%d/%m/%Y", ",")


def test_the_movements_alone_are_kept():
    layout, position = guess(FRENCH)
    assert to_csv(FRENCH, layout, position).splitlines() == [
        "Date opération;Libellé;Débit euros;Crédit euros",
        "02/03/2026;VIR MARTIN;;1 060,00",
        "03/03/2026;FRAIS;-12,50;",
    ]


def test_a_row_whose_date_cannot_be_read_is_named():
    rows = [*FRENCH[:4], (5, ["31/02/2026", "VIR", "", "5,00"]), (6, FRENCH[3][1])]
    layout, position = guess(rows)
    with pytest.raises(NotUnderstood) as refusal:
        to_csv(rows, layout, position)
    assert (refusal.value.code, refusal.value.what, refusal.value.row) == (
        "date",
        "31/02/2026",
        5,
    )


def test_cells_of_a_workbook_are_written_as_the_layout_says():
    rows = numbered(
        ["Date", "Montant", "Libellé", "Tiers"],
        [datetime(2026, 3, 2), 60.5, "Cotisation", "Ann Martin"],
        [datetime(2026, 3, 3), -12, "Frais", None],
    )
    layout, position = guess(rows)
    assert to_csv(rows, layout, position).splitlines()[1:] == [
        "02/03/2026;60,50;Cotisation;Ann Martin",
        "03/03/2026;-12;Frais;",
    ]


def test_american_dates_and_decimal_points_are_told_from_french_ones():
    layout, _position = guess(
        numbered(["Date", "Label", "Amount"], ["03/25/2026", "x", "1,033.50"])
    )
    assert (layout.date_format, layout.decimal, layout.thousands) == (
        "%m/%d/%Y",
        ".",
        ",",
    )


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (numbered(), "no_headings"),
        (numbered(["Nom", "Prénom"], ["Martin", "Ann"]), "no_headings"),
        (numbered(["Date", "Libellé"], ["02/03/2026", "x"]), "no_headings"),
        (numbered(["Date", "Libellé", "Montant"]), "empty"),
        (numbered(["Date", "Libellé", "Montant"], ["hier", "x", "1,00"]), "dates"),
    ],
)
def test_what_is_no_list_of_movements_is_refused(rows, code):
    with pytest.raises(NotUnderstood) as refusal:
        guess(rows)
    assert refusal.value.code == code
