from decimal import Decimal

import pytest
from bank.payouts import PayoutFileError, amount, read

STRIPE = b"""id,Amount,Fee,Net,Currency,payment_reference
txn_1,30.00,0.67,29.33,eur,S00012-1
txn_2,"1,050.00",15.00,1035.00,eur,S00013
"""
FRENCH = """Référence;Montant brut;Frais;Montant net\r
S00012-1;30,00 €;0,67 €;29,33 €\r
\r
S00013;1 050,00 €;15,00 €;1 035,00 €\r
""".encode("cp1252")


@pytest.mark.parametrize("content", [STRIPE, FRENCH])
def test_payments_are_read_from_files_in_both_languages(content):
    rows = read(content)
    assert [(row.gross, row.fee, row.net) for row in rows] == [
        (Decimal("30"), Decimal("0.67"), Decimal("29.33")),
        (Decimal("1050"), Decimal("15"), Decimal("1035")),
    ]
    assert "S00012-1" in rows[0].cells


def test_fee_is_what_is_missing_to_the_net():
    [row] = read(b"Reference,Gross,Net\nX1,30,29.5\n")
    assert row.fee == Decimal("0.5")


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        (b"", "text"),
        (b"Reference,Fee\nX,1\n", "gross"),
        (b"Reference,Gross\nX,1\n", "fee"),
        (b"Reference,Gross,Fee\nX,1-2,0\n", "1-2"),
    ],
)
def test_file_that_cannot_be_read_says_what_is_missing(content, missing):
    with pytest.raises(PayoutFileError) as error:
        read(content)
    assert error.value.missing == missing


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 234,56 €", "1234.56"), ("-1,234.56", "-1234.56"), ("", "0"), ("12", "12")],
)
def test_amounts_are_read_as_files_write_them(text, value):
    assert amount(text) == Decimal(value)
