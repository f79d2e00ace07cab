import pytest
from bank.references import candidates, numbers


@pytest.mark.parametrize(
    "label",
    [
        "RF18539007547034",
        "rf18 5390 0754 7034",
        "VIR SEPA DUPONT RF18 5390 0754 7034 COTISATION",
        "VIREMENTRF18539007547034",
        "COTISATION-RF18-5390-0754-7034.",
        "RF18539007547034MERCI",
    ],
)
def test_reference_is_read_whatever_the_bank_made_of_it(label):
    assert "RF18539007547034" in candidates(label)


@pytest.mark.parametrize(
    "label",
    ["", "COTISATION 2026", "RF19539007547034", "RF", "RF18", "SURF18 PLAGE", "RFXX12"],
)
def test_label_without_a_valid_reference_has_no_candidate_of_that_length(label):
    assert "RF18539007547034" not in candidates(label)


def test_reference_cut_by_the_bank_is_not_taken_for_the_whole():
    assert "RF18539007547034" not in candidates("RF185390075470")


def test_two_references_of_one_payment_are_both_read():
    found = candidates("RF18539007547034 ET RF712348231")
    assert {"RF18539007547034", "RF712348231"} <= set(found)


def test_invoice_numbers_are_read_in_their_order():
    text = "Factures fac/2026/00012 et F-2026-7, merci. 12/03/2026"
    assert numbers(text) == ["FAC/2026/00012", "F-2026-7"]
