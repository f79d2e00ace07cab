"""The same results as pabutools and abcvoting, on random elections by seed."""

from random import Random

import pytest
from oracles import Pabutools, abc_equal_shares, abc_pav_score
from tally.ballots import Ballot
from tally.greedy import greedy
from tally.pabulib_read import read_pabulib
from tally.pav import pav_score
from tally.shares import SharesRule, equal_shares
from tally_cases import LODZ, committee, random_election

UTILITIES = ("cost", "cardinality", "points")
PLAIN = {"add_one": False, "by_votes": False}


@pytest.mark.parametrize("utility", UTILITIES)
def test_equal_shares_agree_with_pabutools(utility):
    for seed in range(200):
        election = random_election(seed, utility == "points")
        bought = equal_shares(election, SharesRule(utility, **PLAIN)).winners
        assert list(bought) == Pabutools(election, utility).equal_shares(), seed


@pytest.mark.parametrize("utility", UTILITIES)
def test_add_one_agrees_with_pabutools_run_again_and_again(utility):
    for seed in range(60):
        election = random_election(seed, utility == "points")
        rule = SharesRule(utility, by_votes=False)
        bought = equal_shares(election, rule).winners
        assert list(bought) == Pabutools(election, utility).add_one(), seed


def test_larger_elections_agree_with_pabutools():
    for seed in range(5):
        election = random_election(seed, voters=(200, 300), options=(30, 40))
        bought = equal_shares(election, SharesRule("cost", **PLAIN)).winners
        assert list(bought) == Pabutools(election, "cost").equal_shares(), seed


def test_greedy_agrees_with_pabutools():
    for seed in range(200):
        election = random_election(seed)
        asked = [key for key, votes in election.votes.items() if votes]
        theirs = [key for key in Pabutools(election, "cost").greedy() if key in asked]
        assert list(greedy(election).winners) == theirs, seed


@pytest.mark.parametrize("path", LODZ, ids=lambda path: path.stem)
def test_equal_shares_of_lodz_agree_with_pabutools(path):
    election = read_pabulib(path.read_text(encoding="utf-8")).election
    for utility in ("cost", "cardinality"):
        bought = equal_shares(election, SharesRule(utility, **PLAIN)).winners
        assert list(bought) == Pabutools(election, utility).equal_shares()


def random_committee(seed):
    draw = Random(seed)
    voters = draw.randint(1, 15)
    votes = " ".join(
        "".join(draw.sample("abcdef", draw.randint(2, 6))) for _ in range(voters)
    )
    return committee(votes, draw.randint(1, 5), "abcdef")


def test_committees_begin_as_abcvoting_begins():
    compared = 0
    for seed in range(150):
        election = random_committee(seed)
        outcome = equal_shares(election, SharesRule("cardinality", **PLAIN))
        found = abc_equal_shares(election, int(election.budget))
        assert any(set(outcome.winners) <= chosen for chosen in found), seed
        if len(outcome.winners) == election.budget:
            compared += 1
            assert set(outcome.winners) in found, seed
    assert compared > 20


def test_pav_scores_agree_with_abcvoting():
    for seed in range(100):
        election = random_committee(seed)
        chosen = Random(seed).sample("abcdef", 3)
        ours = pav_score(election, chosen)
        assert float(ours) == pytest.approx(float(abc_pav_score(election, chosen)))


def test_oracles_see_empty_ballots():
    election = random_election(1)
    with_empty = type(election)(
        election.options, (*election.ballots, Ballot({})), election.budget
    )
    oracle = Pabutools(with_empty, "cost")
    rule = SharesRule("cost", **PLAIN)
    assert list(equal_shares(with_empty, rule).winners) == oracle.equal_shares()
