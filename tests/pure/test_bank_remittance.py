import pytest
from bank.remittance import names_slip, says_so


@pytest.mark.parametrize(
    ("text", "amount", "said"),
    [
        ("REMISE DE CHEQUES 12", 60.0, True),
        ("Versement espèces", 60.0, True),
        ("VIR M DUPONT COTISATION", 60.0, False),
        ("Retrait DAB Rennes", -60.0, True),
        ("REMISE CHEQUES", -60.0, False),
        ("Chèque impayé 123", -60.0, True),
        ("Remboursement", 60.0, False),
    ],
)
def test_label_says_what_was_brought_or_fetched(text, amount, said):
    assert says_so(text, amount) is said


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("REMISE BR/2026/0001", True),
        ("rem br 2026 0001 chq", True),
        ("BR20260001", True),
        ("BR/2026/00012", False),
        ("XBR/2026/0001", False),
        ("REMISE", False),
    ],
)
def test_slip_is_named_whatever_stands_between_its_parts(text, named):
    assert names_slip(text, "BR/2026/0001") is named


def test_a_slip_without_number_is_named_by_nothing():
    assert not names_slip("REMISE /", "/")
