from decimal import Decimal as D
from random import Random

import pytest
from rules.allocation import Part, share_residual


def parts(*pairs):
    return [Part(D(amount), D(credited)) for amount, credited in pairs]


@pytest.mark.parametrize(
    ("given", "residual", "shares"),
    [
        # nothing paid
        ([("100", "0"), ("50", "0")], "150", ["100", "50"]),
        # all paid
        ([("100", "0"), ("50", "0")], "0", ["0", "0"]),
        # half paid
        ([("100", "0"), ("50", "0")], "75", ["50", "25"]),
        # the donation alone was credited: the dues stay whole
        ([("100", "0"), ("30", "30")], "100", ["100", "0"]),
        # credit of 20 on the first, then 65 paid of 130
        ([("100", "20"), ("50", "0")], "65", ["40", "25"]),
        # the last cent goes to the largest remainder...
        ([("10", "0"), ("20", "0")], "0.05", ["0.02", "0.03"]),
        # ... and between equals to the earlier part
        ([("10", "0"), ("10", "0"), ("10", "0")], "10", ["3.34", "3.33", "3.33"]),
        ([("10", "0"), ("10", "0"), ("10", "0")], "20", ["6.67", "6.67", "6.66"]),
        # credited beyond its amount: nothing left of it
        ([("10", "15"), ("40", "0")], "30", ["0", "30"]),
        # open beyond all that is left: still the whole sum
        ([("10", "0"), ("30", "0")], "80", ["20", "60"]),
        # nothing left of any: amounts weigh, then parts
        ([("10", "10"), ("30", "30")], "4", ["1", "3"]),
        ([("0", "0"), ("0", "0")], "5", ["2.5", "2.5"]),
        ([("0", "0")], "0", ["0"]),
        ([], "0", []),
    ],
)
def test_open_amount_is_spread_by_the_written_rule(given, residual, shares):
    assert share_residual(parts(*given), D(residual), 2) == [D(s) for s in shares]


def test_goodwill_credit_leaves_the_rest_open():
    assert share_residual(parts(("60", "5")), D("55"), 2) == [D("55")]


def test_currency_without_cents_gets_whole_units():
    assert share_residual(parts(("100", "0"), ("200", "0")), D("100"), 0) == [33, 67]


def test_negative_residual_is_refused():
    with pytest.raises(ValueError, match="not a due"):
        share_residual(parts(("10", "0")), D("-0.01"), 2)


def test_residual_without_part_is_refused():
    with pytest.raises(ValueError, match="no part"):
        share_residual([], D("1"), 2)


def test_shares_never_negative_sum_exactly_and_fit_what_is_left():
    random = Random(19)
    for _trial in range(3000):
        digits = random.choice([0, 2, 2, 3])
        made = []
        for _part in range(random.randint(1, 9)):
            amount = D(random.randint(0, 90000)).scaleb(-digits)
            credited = D(random.randint(0, 90000)).scaleb(-digits)
            made.append(Part(amount, min(amount, credited)))
        left = [part.amount - part.credited for part in made]
        most = int(sum(left).scaleb(digits))
        residual = D(random.randint(0, most)).scaleb(-digits)
        shares = share_residual(made, residual, digits)
        assert sum(shares) == residual
        assert all(share >= 0 for share in shares)
        assert all(share <= most for share, most in zip(shares, left, strict=True))
        assert shares == share_residual(made, residual, digits)


def test_share_is_within_a_cent_of_the_exact_proportion():
    random = Random(7)
    for _trial in range(500):
        made = [Part(D(random.randint(1, 500))) for _part in range(6)]
        total = sum(part.amount for part in made)
        residual = D(random.randint(0, int(total) * 100)) / 100
        for part, share in zip(made, share_residual(made, residual, 2), strict=True):
            assert abs(share - residual * part.amount / total) < D("0.01")
