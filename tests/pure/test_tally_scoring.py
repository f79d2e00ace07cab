"""Rules of approval, points, quadratic votes and motions; what is refused."""

from fractions import Fraction as F
from hashlib import sha256

import pytest
from tally.ballots import Ballot, Election, Option
from tally.draw import lot, tie_order
from tally.errors import TallyError
from tally.greedy import greedy
from tally.majority import MajorityRule, majority
from tally.scoring import approval, cumulative, quadratic
from tally_cases import approvals, clones, random_election


def points(*ballots, options="abc", weights=None):
    weights = weights or [1] * len(ballots)
    made = zip(ballots, weights, strict=True)
    cast = tuple(Ballot(marks, F(weight)) for marks, weight in made)
    return Election(tuple(Option(key) for key in options), cast)


def codes(outcome):
    return {verdict.option: verdict.code for verdict in outcome.verdicts}


def test_approval_adds_weights():
    election = points({"a": 1}, {"a": 1, "b": 1}, {"b": 1}, weights=[1, 2, F(1, 2)])
    outcome = approval(election, seats=1)
    assert outcome.scores == {"a": 3, "b": F(5, 2), "c": 0}
    assert outcome.winners == ("a",)
    assert codes(outcome) == {"a": "seat", "b": "no_seat", "c": "no_votes"}


def test_support_passes_its_threshold_or_not():
    election = points({"a": 1}, {"a": 1, "b": 1}, {"a": 1})
    outcome = approval(election, threshold=F(2))
    assert outcome.winners == ("a",)
    assert codes(outcome)["b"] == "below"


def test_cumulative_adds_weighted_points():
    election = points({"a": 60, "b": 40}, {"b": 30}, weights=[1, 3])
    assert cumulative(election).scores == {"a": 60, "b": 130, "c": 0}


@pytest.mark.parametrize(
    ("marks", "settings", "code"),
    [
        ({"a": 60, "b": 41}, {}, "over_limit"),
        ({"a": 51}, {"cap": 50}, "over_cap"),
        ({"a": 1, "b": 99}, {"spread": 3}, "too_narrow"),
        ({"a": -1}, {}, "negative_points"),
    ],
)
def test_cumulative_refuses_more_than_is_allowed(marks, settings, code):
    with pytest.raises(TallyError) as refusal:
        cumulative(points({"a": 50, "b": 25, "c": 25}, marks), **settings)
    assert (refusal.value.code, refusal.value.ballot) == (code, 2)


def test_empty_ballot_is_not_too_narrow():
    assert cumulative(points({}, {"a": 1, "b": 1, "c": 1}), spread=3).scores["a"] == 1


def test_quadratic_votes_cost_their_square():
    outcome = quadratic(points({"a": 8, "b": 6}, {"c": 10}, weights=[2, 1]))
    assert outcome.scores == {"a": 16, "b": 12, "c": 10}
    with pytest.raises(TallyError, match="over_credits"):
        quadratic(points({"a": 8, "b": 7}))


def test_quadratic_votes_against_need_a_setting():
    election = points({"a": 1}, {"a": -2})
    with pytest.raises(TallyError, match="negative_points"):
        quadratic(election)
    outcome = quadratic(election, against=True)
    assert outcome.scores["a"] == -1
    assert outcome.winners == ()


def test_weight_w_is_w_clones_in_sums():
    for seed in range(100):
        election = random_election(seed, weights=(1, 2, 3))
        copies = clones(election)
        assert approval(election, 3) == approval(copies, 3)
        assert greedy(election) == greedy(copies)


def test_approval_refuses_points():
    with pytest.raises(TallyError, match="not_approval"):
        approval(points({"a": 2}))


def test_equal_votes_go_to_the_lower_cost_then_to_the_lot():
    election = approvals({"a": 2, "b": 1, "c": 2}, ["abc"], 3)
    first, second = sorted("ac", key=lambda key: lot("2026", key))
    assert tie_order(election.by_id, election.votes, "2026") == ["b", first, second]
    assert greedy(election, "2026").winners == ("b", first)


def test_lot_is_the_published_digest():
    assert lot("spring", "R12") == sha256(b"spring:R12").hexdigest()
    assert lot("café", "é") == sha256("café:é".encode()).hexdigest()


def test_seed_changes_who_wins_a_tie():
    election = approvals({"a": 1, "b": 1}, ["ab"], 1)
    winners = {greedy(election, str(seed)).winners for seed in range(20)}
    assert winners == {("a",), ("b",)}


def test_greedy_passes_over_what_does_not_fit():
    election = approvals({"a": 3, "b": 3, "c": 1, "d": 1}, ["abc", "abc", "a"], 4)
    outcome = greedy(election)
    assert outcome.winners == ("a", "c")
    assert codes(outcome) == {
        "a": "by_votes",
        "b": "no_room",
        "c": "by_votes",
        "d": "no_votes",
    }


@pytest.mark.parametrize(
    ("votes", "rule", "state"),
    [
        ((6, 5, 10, 100), MajorityRule(), "adopted"),
        ((5, 5, 0, 100), MajorityRule(), "rejected"),
        ((0, 0, 5, 100), MajorityRule(), "rejected"),
        ((6, 5, 10, 100), MajorityRule(base="cast"), "rejected"),
        ((51, 0, 0, 100), MajorityRule(base="roll"), "adopted"),
        ((50, 0, 0, 100), MajorityRule(base="roll"), "rejected"),
        ((20, 10, 0, 100), MajorityRule(share=F(2, 3), strict=False), "adopted"),
        ((20, 10, 0, 100), MajorityRule(share=F(2, 3)), "rejected"),
        ((20, 4, 1, 100), MajorityRule(quorum=F(1, 4)), "adopted"),
        ((20, 4, 0, 100), MajorityRule(quorum=F(1, 4)), "no_quorum"),
        ((0, 0, 0, 0), MajorityRule(share=F(2, 3), strict=False), "rejected"),
    ],
)
def test_motion_needs_quorum_and_majority(votes, rule, state):
    outcome = majority(*(F(each) for each in votes), rule)
    winners = {"adopted": ("yes",), "rejected": ("no",), "no_quorum": ()}
    assert (outcome.state, outcome.winners) == (state, winners[state])
    assert outcome.scores == dict(zip(("yes", "no", "abstain"), votes, strict=False))


def test_motion_with_more_votes_than_voters_is_refused():
    with pytest.raises(TallyError, match="over_roll"):
        majority(F(2), F(0), F(0), F(1), MajorityRule())


@pytest.mark.parametrize(
    ("options", "ballots", "budget", "code"),
    [
        (("a", "a"), [], 0, "same_option"),
        (("a",), [Ballot({"b": 1})], 0, "unknown_option"),
        (("a",), [Ballot({}, F(0))], 0, "weight"),
        (("a",), [Ballot({}, F(-1))], 0, "weight"),
        (("a",), [], -1, "negative_budget"),
    ],
)
def test_broken_election_is_refused(options, ballots, budget, code):
    made = tuple(Option(key) for key in options)
    with pytest.raises(TallyError) as refusal:
        Election(made, tuple(ballots), F(budget))
    assert refusal.value.code == code


def test_negative_cost_is_refused():
    with pytest.raises(TallyError, match="negative_cost"):
        Election((Option("a", F(-1)),), ())


def test_equal_ballots_lie_on_one_pile():
    election = points({"a": 1, "b": 2}, {"b": 2, "a": 1, "c": 0}, {}, weights=[1, 2, 1])
    first, second = election.piles
    assert (first.content, first.weight, first.voters) == ((("a", 1), ("b", 2)), 3, 2)
    assert (second.content, second.voters) == ((), 1)
