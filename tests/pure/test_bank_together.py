import itertools
import random

import pytest
from bank.together import MOST, Together


@pytest.mark.parametrize(
    ("total", "amounts", "ways"),
    [
        (34000, [12000, 22000], [(0, 1)]),
        (34000, [12000, 5000, 22000], [(0, 2)]),
        (10000, [2000, 3000, 5000, 700], [(0, 1, 2)]),
        (10700, [2000, 3000, 5000, 700], [(0, 1, 2, 3)]),
        (6000, [3000, 3000], [(0, 1)]),
        (3001, [1000, 1000, 1000], []),
        (0, [1000, 2000], []),
        (6000, [], []),
    ],
)
def test_few_amounts_make_a_sum_to_the_cent(total, amounts, ways):
    assert Together(amounts).make(total) == ways


def test_one_amount_alone_is_not_together():
    assert Together([34000, 100]).make(34000) == []


def test_five_amounts_are_too_many():
    assert Together([1, 2, 4, 8, 16]).make(31) == []
    assert Together([1, 2, 4, 8, 16]).make(30) == [(1, 2, 3, 4)]


def test_two_choices_are_both_told():
    assert Together([3000, 3000, 3000]).make(6000) == [(0, 1), (0, 2)]
    assert len(Together([1000, 5000, 2000, 4000]).make(6000)) == 2


def test_more_amounts_than_can_be_told_apart_are_not_tried():
    assert Together([1, 2] + [1000] * (MOST - 2)).make(3) == [(0, 1)]
    assert Together([1, 2] + [1000] * (MOST - 1)).make(3) == []


def test_a_choice_is_told_as_the_only_one_when_it_is():
    draw = random.Random(12)
    for _time in range(400):
        amounts = [draw.randint(1, 40) for _amount in range(draw.randint(0, 9))]
        total = draw.randint(1, 120)
        every = [
            way
            for size in (2, 3, 4)
            for way in itertools.combinations(range(len(amounts)), size)
            if sum(amounts[place] for place in way) == total
        ]
        told = Together(amounts).make(total)
        assert len(told) == min(len(every), 2)
        assert len(set(told)) == len(told)
        assert set(told) <= set(every)
