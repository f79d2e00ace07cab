"""The same ballots by several rules, and who pays under equal shares."""

from fractions import Fraction as F

import pytest
from tally.ballots import Ballot, Election, Option, RankedElection, Ranking
from tally.borda import borda
from tally.compare import borda_points, compare
from tally.greedy import greedy
from tally.paid import who_paid
from tally.shares import SharesRule, equal_shares
from tally_cases import approvals, pabulib_example, random_election, random_rankings


def counted(election, seed=""):
    return compare(election, equal_shares(election, SharesRule(), seed), seed)


def test_published_example_is_counted_side_by_side():
    told = {each.rule: each for each in counted(pabulib_example())}
    assert set(told["greedy"].winners) == {"4", "5"}
    assert told["greedy"].spent == 2400
    assert told["greedy"].nothing == F(2, 10)
    by_hand = equal_shares(pabulib_example(), SharesRule())
    assert told["equalshares"].winners == by_hand.winners


def test_minority_gets_its_part_by_shares_only():
    election = approvals(
        {"a": 50, "b": 50, "c": 40}, ["ab"] * 6 + ["c"] * 4, 100, [1] * 9 + [2]
    )
    told = {each.rule: each for each in counted(election)}
    assert set(told["greedy"].winners) == {"a", "b"}
    assert (told["greedy"].nothing, told["greedy"].nothing_heads) == (
        F(5, 11),
        F(4, 10),
    )
    assert "c" in told["equalshares"].winners
    assert told["equalshares"].nothing == 0


@pytest.mark.parametrize("seed", range(20))
def test_points_that_rank_all_alike_give_the_scores_of_rankings(seed):
    ranked = random_rankings(seed, (1, 2))
    ballots = tuple(
        Ballot({key: 99 - place for place, key in enumerate(each.order)}, each.weight)
        for each in ranked.ballots
    )
    election = Election(ranked.options, ballots)
    assert borda_points(election) == borda(ranked).scores


def test_equal_points_share_their_places():
    options = tuple(Option(key) for key in "abcd")
    election = Election(options, (Ballot({"a": 5, "b": 5, "c": 1}),))
    assert borda_points(election) == {"a": F(5, 2), "b": F(5, 2), "c": 1, "d": 0}
    by_hand = RankedElection(options, (Ranking(("a", "b", "c")),))
    assert sum(borda_points(election).values()) == sum(borda(by_hand).scores.values())


def test_nothing_is_bought_by_borda_that_nobody_voted_for():
    election = approvals({"a": 1, "b": 1}, ["a"], 2)
    assert [each.winners for each in counted(election)] == [("a",)] * 3


@pytest.mark.parametrize("seed", range(30))
def test_what_is_paid_is_what_it_costs(seed):
    election = random_election(seed, points=bool(seed % 2), weights=(1, 3))
    outcome = equal_shares(election, SharesRule("cost"))
    groups = [ballot.weight for ballot in election.ballots]
    told = who_paid(election, outcome, groups)
    assert [each.option for each in told] == list(outcome.winners)
    for each in told:
        if each.option in outcome.completed:
            assert (each.least, each.payers) == (None, {})
            continue
        assert sum(each.money.values()) == election.by_id[each.option].cost
        assert each.least <= each.most
        assert sum(each.payers.values()) <= each.supporters


def test_greedy_within_the_comparison_is_greedy():
    for seed in range(20):
        election = random_election(seed)
        assert counted(election, "x")[0].winners == greedy(election, "x").winners
