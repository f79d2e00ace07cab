from itertools import product

import pytest
from secrecy.cells import all_large, shown


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"a": 5, "b": 9}, "ab"),
        # one small group would be the total less the others
        ({"a": 4, "b": 5, "c": 9}, "c"),
        # two small ones hide each other
        ({"a": 4, "b": 4, "c": 5}, "c"),
        ({"a": 1, "b": 9}, ""),
        ({"a": 2, "b": 2}, ""),
        # nobody voted there: nothing to hide
        ({"a": 0, "b": 5}, "b"),
        ({}, ""),
    ],
)
def test_small_groups_are_hidden_with_enough_others(counts, told):
    groups = {group: {1: count} for group, count in counts.items()}
    assert shown(groups, 5) == set(told)


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ({"a": {1: 5, 3: 6}, "b": {1: 7}}, "ab"),
        # one heavy ballot could be read out of the weighted figure of its group
        ({"a": {1: 8, 3: 1}, "b": {1: 7}}, ""),
        # and out of the total less the others, until enough heavy ones are hidden
        ({"a": {1: 8, 3: 1}, "b": {1: 7}, "c": {1: 9, 3: 5}, "d": {3: 20}}, "d"),
    ],
)
def test_group_with_few_ballots_of_a_weight_is_hidden_with_enough_of_them(groups, told):
    assert shown(groups, 5) == set(told)


def test_no_group_shown_and_none_left_over_is_ever_small():
    for sizes in product(range(6), repeat=4):
        counts = dict(enumerate(sizes))
        told = shown({group: {1: count} for group, count in counts.items()}, 3)
        rest = sum(count for group, count in counts.items() if group not in told)
        assert all(counts[group] >= 3 for group in told)
        assert rest == 0 or rest >= 3 or not told


def test_ballots_are_listed_when_no_group_that_voted_is_small():
    assert all_large({"a": 5, "b": 0}, 5)
    assert not all_large({"a": 5, "b": 1}, 5)
