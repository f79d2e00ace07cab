import pytest
from rules.references import creditor_reference, is_valid_reference


@pytest.mark.parametrize(
    ("body", "reference"),
    [
        # examples published with the standard
        ("539007547034", "RF18539007547034"),
        ("2348231", "RF712348231"),
        ("C2018/0042", None),
        ("m-000123.2026_1", None),
        ("1", None),
        ("A" * 21, None),
    ],
)
def test_reference_made_is_valid(body, reference):
    made = creditor_reference(body)
    assert is_valid_reference(made)
    if reference:
        assert made == reference


def test_reference_is_recognised_in_print_form():
    assert is_valid_reference("RF18 5390 0754 7034")
    assert is_valid_reference("rf18 5390 0754 7034")


@pytest.mark.parametrize("body", ["", " - ", "A" * 22, "é12", "12#4", "٣٤"])
def test_body_that_a_bank_would_refuse_is_refused(body):
    with pytest.raises(ValueError, match=r"\w"):
        creditor_reference(body)


@pytest.mark.parametrize("text", ["", "RF", "RF18", "RF18539007547035", "FR18539007"])
def test_other_text_is_no_reference(text):
    assert not is_valid_reference(text)


def test_every_single_wrong_digit_is_detected():
    reference = creditor_reference("20260004217")
    for index in range(2, len(reference)):
        for digit in "0123456789":
            wrong = reference[:index] + digit + reference[index + 1 :]
            assert is_valid_reference(wrong) == (wrong == reference)


def test_swapped_neighbours_are_detected():
    reference = creditor_reference("20260004217")
    for index in range(4, len(reference) - 1):
        pair = reference[index : index + 2]
        swapped = reference[:index] + pair[::-1] + reference[index + 2 :]
        assert is_valid_reference(swapped) == (pair[0] == pair[1])


def test_different_bodies_never_share_a_reference():
    made = {creditor_reference(f"{number:06d}") for number in range(5000)}
    assert len(made) == 5000
