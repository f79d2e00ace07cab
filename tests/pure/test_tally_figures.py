"""Figures published beside a result."""

from fractions import Fraction as F

import pytest
from tally.figures import nothing_funded, wilson_lower
from tally_cases import approvals, clones, pabulib_example


def test_voters_with_nothing_funded_are_counted_by_heads():
    election = approvals({"a": 1, "b": 1}, ["a", "b", "b", ""], 1, [9, 1, 1, 1])
    assert nothing_funded(election, {"a"}) == F(2, 3)
    assert nothing_funded(clones(election), {"a"}) == F(2, 11)


def test_greedy_leaves_two_of_ten_with_nothing():
    assert nothing_funded(pabulib_example(), {"4", "5"}) == F(2, 10)


def test_nobody_asked_for_anything():
    assert nothing_funded(approvals({"a": 1}, [""], 1), {"a"}) == 0


@pytest.mark.parametrize(
    ("satisfied", "answers", "lower"),
    [(9, 10, 0.5958), (90, 100, 0.8256), (0, 10, 0), (0, 0, 0)],
)
def test_few_answers_prove_little(satisfied, answers, lower):
    assert wilson_lower(satisfied, answers) == pytest.approx(lower, abs=5e-5)


def test_more_satisfied_than_answers_is_refused():
    with pytest.raises(ValueError, match="3 satisfied of 2"):
        wilson_lower(3, 2)
