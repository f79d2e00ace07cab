"""Marks from 1 to 5."""

from fractions import Fraction as F

import pytest
from tally.ballots import Ballot, Election, Option
from tally.errors import TallyError
from tally.rating import rating
from tally_cases import clones

OPTIONS = (Option("a"), Option("b"))


def marked(*ballots, weights=None):
    weights = weights or [1] * len(ballots)
    votes = tuple(
        Ballot(marks, F(weight)) for marks, weight in zip(ballots, weights, strict=True)
    )
    return Election(OPTIONS, votes)


def test_each_option_has_its_marks_mean_and_distribution():
    outcome = rating(marked({"a": 5}, {"a": 4}, {"a": 1}, {}))
    one, other = outcome.verdicts
    assert one.figures == {
        "marks": 3,
        "mean": F(10, 3),
        "satisfied": F(2077, 10_000),
        "mark_1": 1,
        "mark_2": 0,
        "mark_3": 0,
        "mark_4": 1,
        "mark_5": 1,
    }
    assert (other.code, other.figures) == ("unmarked", {"marks": 0})
    assert outcome.scores == {"a": F(10, 3)}


def test_marks_choose_nothing():
    outcome = rating(marked({"a": 5, "b": 5}))
    assert outcome.winners == ()
    assert not any(verdict.chosen for verdict in outcome.verdicts)


@pytest.mark.parametrize(
    ("happy", "answers", "least"), [(9, 10, "0.5958"), (90, 100, "0.8256")]
)
def test_satisfied_share_is_the_lower_end_of_wilsons_interval(happy, answers, least):
    ballots = [{"a": 4 + number % 2} for number in range(happy)]
    ballots += [{"a": 3}] * (answers - happy)
    [verdict, _] = rating(marked(*ballots)).verdicts
    assert verdict.figures["satisfied"] == F(least)


def test_weight_w_is_w_clones_in_marks():
    election = marked({"a": 5, "b": 2}, {"a": 1}, {"b": 4}, weights=[3, 1, 2])
    assert rating(election) == rating(clones(election))


@pytest.mark.parametrize("mark", [0, 6, -1])
def test_what_is_no_mark_is_refused(mark):
    with pytest.raises(TallyError, match="not_a_mark"):
        rating(marked({"a": 5}, {"b": mark}))
