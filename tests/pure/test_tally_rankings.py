"""Rules of Borda's and Schulze's counts."""

from fractions import Fraction as F
from itertools import pairwise, permutations

import pytest
from tally.ballots import Option, RankedElection, Ranking
from tally.borda import borda
from tally.errors import TallyError
from tally.schulze import schulze
from tally_cases import random_rankings, schulze_example


def ranked(*orders, options="ABC", costs=None):
    costs = costs or {}
    made = tuple(Option(key, F(costs.get(key, 0))) for key in options)
    return RankedElection(made, tuple(Ranking(tuple(order)) for order in orders))


def clones(election):
    ballots = [
        Ranking(ballot.order)
        for ballot in election.ballots
        for _ in range(int(ballot.weight))
    ]
    return RankedElection(election.options, tuple(ballots))


@pytest.mark.parametrize("method", [borda, schulze])
def test_weight_w_is_w_clones_in_rankings(method):
    for seed in range(150):
        election = random_rankings(seed, weights=(1, 2, 4))
        assert method(election, 3) == method(clones(election), 3), seed


def test_borda_gives_every_ballot_the_same_sum():
    for seed in range(100):
        election = random_rankings(seed)
        count = len(election.options)
        expected = len(election.ballots) * F(count * (count - 1), 2)
        assert sum(borda(election).scores.values()) == expected


def test_options_left_out_share_what_the_ballot_has_left():
    assert borda(ranked("A")).scores == {"A": 2, "B": F(1, 2), "C": F(1, 2)}


def test_equal_borda_scores_go_to_more_first_places():
    outcome = borda(ranked("BAC", "CAB"), seats=3)
    assert set(outcome.scores.values()) == {2}
    assert outcome.winners[2] == "A"
    assert set(outcome.verdicts[2].tied) == {"B", "C"}


def test_equal_options_go_to_the_lower_cost():
    for method in (borda, schulze):
        outcome = method(ranked("AB", "BA", options="AB", costs={"A": 9, "B": 5}), 2)
        assert outcome.winners == ("B", "A")
        assert outcome.verdicts[0].tied == ("A",)


def brute_force_paths(election, preferred):
    """Try every path between two options."""
    ids = list(election.by_id)
    best = {}
    for start, end in permutations(ids, 2):
        others = [key for key in ids if key not in (start, end)]
        strengths = [F(0)]
        for length in range(len(others) + 1):
            for middle in permutations(others, length):
                path = [start, *middle, end]
                links = list(pairwise(path))
                if all(preferred[a, b] > preferred[b, a] for a, b in links):
                    strengths.append(min(preferred[link] for link in links))
        best[start, end] = max(strengths)
    return best


def test_schulze_finds_the_strongest_paths():
    for seed in range(40):
        election = random_rankings(seed)
        outcome = schulze(election)
        assert outcome.paths == brute_force_paths(election, outcome.preferred), seed


def test_schulze_elects_whoever_beats_all_others():
    found = 0
    for seed in range(100):
        election = random_rankings(seed)
        outcome = schulze(election)
        wins = outcome.preferred
        for key in election.by_id:
            others = [other for other in election.by_id if other != key]
            if all(wins[key, other] > wins[other, key] for other in others):
                assert outcome.winners == (key,), seed
                found += 1
    assert found > 30


def test_schulze_never_places_a_beaten_option_first():
    for seed in range(100):
        election = random_rankings(seed)
        outcome = schulze(election, seats=len(election.options))
        for place, key in enumerate(outcome.winners):
            for later in outcome.winners[place + 1 :]:
                assert outcome.paths[later, key] <= outcome.paths[key, later], seed


def test_options_left_out_are_behind_and_equal():
    preferred = schulze(ranked("A")).preferred
    assert preferred["A", "B"] == 1
    assert preferred["B", "C"] == preferred["C", "B"] == preferred["B", "A"] == 0


def test_every_option_has_its_verdict():
    outcome = schulze(schulze_example(), seats=2)
    assert [each.option for each in outcome.verdicts] == list("EACBD")
    assert [each.chosen for each in outcome.verdicts] == [True] * 2 + [False] * 3


@pytest.mark.parametrize(("order", "code"), [("AA", "twice"), ("X", "unknown_option")])
def test_broken_ranking_is_refused(order, code):
    with pytest.raises(TallyError) as refusal:
        ranked("A", order)
    assert (refusal.value.code, refusal.value.ballot) == (code, 2)
