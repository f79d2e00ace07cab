"""Examples with published results."""

from fractions import Fraction as F
from itertools import combinations

import pytest
from tally.borda import borda
from tally.greedy import greedy
from tally.pabulib_read import read_pabulib
from tally.pav import pav_score
from tally.schulze import schulze
from tally.shares import SharesRule, equal_shares
from tally_cases import (
    ABCBOOK_1,
    ABCBOOK_12,
    LODZ,
    committee,
    pabulib_example,
    schulze_example,
)

PLAIN = {"add_one": False, "by_votes": False}


def rhos(outcome):
    return [each.rho for each in outcome.rounds]


@pytest.mark.parametrize(
    ("utility", "winners", "prices"),
    [("cost", {"4"}, [F(1, 6)]), ("cardinality", {"1", "5"}, [150, 200])],
)
def test_equal_shares_of_the_pabulib_example(utility, winners, prices):
    outcome = equal_shares(pabulib_example(), SharesRule(utility, **PLAIN))
    assert set(outcome.winners) == winners
    assert rhos(outcome) == prices


def test_greedy_of_the_pabulib_example():
    assert greedy(pabulib_example()).winners == ("4", "5")


def test_supporters_of_the_pabulib_example_pay_as_published():
    outcome = equal_shares(pabulib_example(), SharesRule("cardinality", **PLAIN))
    first, second = outcome.rounds
    assert set(first.payments.values()) == {F(150)}
    assert set(second.payments.values()) == {F(200)}


def test_equal_shares_of_abcbook_example_1():
    # In hundredths of a seat, for a step of add-one below the price of one.
    election = committee(ABCBOOK_1, 4, "abcdefgh", unit=100)
    outcome = equal_shares(election, SharesRule("cardinality"))
    assert set(outcome.winners) == set("abcd")
    assert outcome.completed == ()


def test_first_round_of_abcbook_example_1():
    election = committee(ABCBOOK_1, 4, "abcdefgh")
    outcome = equal_shares(election, SharesRule("cardinality", **PLAIN))
    assert outcome.winners == ("a",)
    assert rhos(outcome) == [F(1, 8)]


def test_pav_of_abcbook_example_1():
    election = committee(ABCBOOK_1, 4, "abcdefgh")
    scores = {
        chosen: pav_score(election, chosen) for chosen in combinations("abcdefgh", 4)
    }
    assert max(scores.values()) == F(83, 6)
    assert [chosen for chosen in scores if scores[chosen] == F(83, 6)] == [
        tuple("abcf")
    ]


def test_equal_shares_of_abcbook_example_12():
    election = committee(ABCBOOK_12, 3, "abcd")
    outcome = equal_shares(election, SharesRule("cardinality"))
    assert set(outcome.winners) == set("acd")
    assert [each.option for each in outcome.rounds] == ["c", "a"]
    assert rhos(outcome) == [F(1, 5), F(13, 40)]
    assert outcome.completed == ("d",)


def test_schulze_of_45_voters():
    outcome = schulze(schulze_example(), seats=5)
    assert outcome.winners == tuple("EACBD")
    assert (outcome.paths["A", "B"], outcome.paths["B", "A"]) == (28, 25)
    assert (outcome.paths["E", "D"], outcome.paths["D", "E"]) == (31, 24)


def test_borda_of_45_voters():
    scores = borda(schulze_example()).scores
    assert scores == {"A": 98, "B": 92, "C": 89, "D": 69, "E": 102}


@pytest.mark.parametrize("path", LODZ, ids=lambda path: path.stem)
def test_greedy_is_what_lodz_selected(path):
    file = read_pabulib(path.read_text(encoding="utf-8"))
    assert len(LODZ) == 3
    assert set(greedy(file.election).winners) == file.selected
