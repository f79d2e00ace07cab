import itertools
import random

import pytest
from bank.picking import ALL, AMBIGUOUS, CHOICE, OLDEST, OVER, PART, pick


@pytest.mark.parametrize(
    ("amount", "debts", "how", "chosen"),
    [
        (6000, [6000], ALL, (0,)),
        (12000, [6000, 6000], ALL, (0, 1)),
        (6000, [6000, 4000], OLDEST, (0,)),
        (6000, [6000, 6000], OLDEST, (0,)),
        (4000, [6000, 4000], CHOICE, (1,)),
        (9000, [6000, 4000, 5000], CHOICE, (1, 2)),
        (4000, [6000, 4000, 4000], AMBIGUOUS, (1,)),
        (5000, [6000, 4000], PART, (0,)),
        (7000, [6000, 4000], PART, (0, 1)),
        (7000, [6000], OVER, (0,)),
        (7000, [], OVER, ()),
    ],
)
def test_an_amount_pays_what_the_rules_say(amount, debts, how, chosen):
    result = pick(amount, debts)
    assert (result.how, result.chosen) == (how, chosen)
    assert result.whole == (how in (ALL, OLDEST, CHOICE))


def test_a_choice_is_the_only_one_that_makes_the_amount():
    draw = random.Random(7)
    for _time in range(500):
        debts = [draw.randint(1, 12) for _debt in range(draw.randint(1, 7))]
        amount = draw.randint(1, sum(debts))
        result = pick(amount, debts)
        ways = [
            way
            for size in range(1, len(debts) + 1)
            for way in itertools.combinations(range(len(debts)), size)
            if sum(debts[i] for i in way) == amount
        ]
        if result.how in (ALL, OLDEST):
            assert result.chosen in ways
        elif result.how == CHOICE:
            assert ways == [result.chosen]
        elif result.how == AMBIGUOUS:
            assert len(ways) > 1
            assert result.chosen in ways
        else:
            assert not ways


def test_very_many_debts_are_not_tried_in_all_combinations():
    debts = [101] * 400
    assert pick(150, debts).how == PART
