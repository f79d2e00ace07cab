from decimal import Decimal as D
from random import Random

import pytest
from money.shares import Rule, apportion, split


@pytest.mark.parametrize(
    ("collected", "asked", "rules", "parts"),
    [
        # nothing collected, nothing shared
        (0, 3000, [Rule(percent=D(60))], [0, 0]),
        # sixty per cent for the association
        (3000, 3000, [Rule(percent=D(60))], [1800, 1200]),
        # a fixed amount in proportion to what came in
        (1500, 3000, [Rule(amount=2500)], [1250, 250]),
        # amount first, then a percentage of the whole
        (3000, 3000, [Rule(amount=1000), Rule(percent=D(10))], [1000, 300, 1700]),
        # nobody takes more than there is
        (3000, 3000, [Rule(amount=2500), Rule(percent=D(50))], [2500, 500, 0]),
        (1000, 1000, [Rule(amount=2500)], [1000, 0]),
        # half a cent goes to the level above
        (5, 5, [Rule(percent=D(50))], [3, 2]),
        (1, 1, [Rule(percent=D(50))], [1, 0]),
        # paid more than asked: the amount stays what it is
        (4000, 3000, [Rule(amount=1000)], [1000, 3000]),
        # no rule: all stays
        (3000, 3000, [], [3000]),
        # money given back beyond what came in is nobody's share
        (-500, 3000, [Rule(percent=D(60))], [0, -500]),
        # free of charge, given all the same
        (500, 0, [Rule(amount=200)], [200, 300]),
    ],
)
def test_parts_follow_the_written_rule(collected, asked, rules, parts):
    assert split(collected, asked, rules) == parts


def test_parts_add_up_and_none_is_negative():
    random = Random(7)
    for _round in range(2000):
        asked = random.randint(1, 100_000)
        collected = random.randint(0, asked)
        rules = [
            Rule(
                percent=D(random.randint(0, 10_000)) / 100,
                amount=random.choice([0, random.randint(0, 50_000)]),
            )
            for _rule in range(random.randint(0, 4))
        ]
        parts = split(collected, asked, rules)
        assert sum(parts) == collected
        assert min(parts) >= 0


def test_instalments_end_where_one_payment_ends():
    rules = [Rule(percent=D("33.33")), Rule(amount=777)]
    asked, paid, given = 10_001, 0, [0, 0, 0]
    for part in (3334, 3333, 3334):
        paid += part
        target = split(paid, asked, rules)
        given = [
            before + (now - before) for before, now in zip(given, target, strict=True)
        ]
    assert given == split(asked, asked, rules)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (100, [0, 3], [0, 100]),
        (100, [0, 0], [100, 0]),
        (0, [5, 5], [0, 0]),
        (7, [60, 40], [4, 3]),
    ],
)
def test_cents_are_spread_in_proportion(total, weights, parts):
    assert apportion(total, weights) == parts


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_nothing_is_spread_over_nothing(weights):
    with pytest.raises(ValueError, match="cannot be spread"):
        apportion(100, weights)
