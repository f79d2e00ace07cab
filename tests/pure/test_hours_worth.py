"""Hours at a rate: whole minutes, rounded once."""

import pytest
from money.hours import worth


@pytest.mark.parametrize(
    ("minutes", "rate", "value"),
    [
        (60, 20.0, 20.0),
        (90, 15.33, 23.0),  # 22.995: half a cent upwards
        (20, 33.33, 11.11),
        (1, 0.01, 0.0),
        (6_000_000, 12.34, 1_234_000.0),
    ],
)
def test_worth_is_rounded_once_to_the_cent(minutes, rate, value):
    assert worth(minutes, rate) == value
