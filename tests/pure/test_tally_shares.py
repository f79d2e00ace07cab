"""Rules of the Method of Equal Shares."""

from fractions import Fraction as F

import pytest
from tally.ballots import Ballot, Election, Option
from tally.errors import TallyError
from tally.shares import SharesRule, _Count, equal_shares
from tally_cases import approvals, clones, random_election

UTILITIES = ("cost", "cardinality", "points")
SEEDS = range(150)


def told(outcome):
    """What does not depend on how voters are piled."""
    rounds = [(each.option, each.rho, each.tied) for each in outcome.rounds]
    weighed = [
        (verdict.option, verdict.code, verdict.figures.get("weight"))
        for verdict in outcome.verdicts
    ]
    return outcome.winners, outcome.increases, rounds, weighed


@pytest.mark.parametrize("utility", UTILITIES)
def test_weight_w_is_w_clones(utility):
    for seed in SEEDS:
        election = random_election(seed, utility == "points", weights=(1, 2, 3, 5))
        rule = SharesRule(utility)
        assert told(equal_shares(election, rule)) == told(
            equal_shares(clones(election), rule)
        ), seed


def test_weights_under_one_count_in_proportion():
    for seed in SEEDS:
        thirds = random_election(seed, weights=(F(1, 3), F(2, 3), F(1)))
        tripled = tuple(Ballot(each.marks, each.weight * 3) for each in thirds.ballots)
        rule = SharesRule("cost", add_one=False)
        whole = Election(thirds.options, tripled, thirds.budget)
        assert equal_shares(thirds, rule).winners == equal_shares(whole, rule).winners


@pytest.mark.parametrize("utility", UTILITIES)
def test_payments_cover_every_cost_and_no_more_than_the_purses(utility):
    for seed in SEEDS:
        election = random_election(seed, utility == "points", weights=(1, 2))
        outcome = equal_shares(election, SharesRule(utility))
        spent = [F(0)] * len(election.piles)
        for each in outcome.rounds:
            paid = F(0)
            for pile, payment in each.payments.items():
                spent[pile] += payment
                paid += payment * election.piles[pile].weight / election.scale
            assert paid == election.by_id[each.option].cost, seed
        assert all(total <= outcome.endowment for total in spent), seed
        assert outcome.spent <= election.budget


@pytest.mark.parametrize("utility", UTILITIES)
def test_who_pays_the_share_pays_in_proportion_to_the_utility(utility):
    for seed in SEEDS:
        election = random_election(seed, utility == "points")
        for each in equal_shares(election, SharesRule(utility)).rounds:
            cost = election.by_id[each.option].cost
            for pile in set(each.payments) - each.emptied:
                points = dict(election.piles[pile].content)[each.option]
                worth = {"cost": cost, "cardinality": 1, "points": points}[utility]
                assert each.payments[pile] == each.rho * worth, seed


def test_two_groups_get_their_parts_of_the_list():
    costs = {f"{side}{number}": 1 for side in "lr" for number in range(10)}
    left = [key for key in costs if key[0] == "l"]
    right = [key for key in costs if key[0] == "r"]
    election = approvals(costs, [left] * 51 + [right] * 49, 10)
    winners = equal_shares(election).winners
    assert sum(key[0] == "l" for key in winners) in (5, 6)
    assert len(winners) == 10


def test_add_one_goes_on_after_an_exhaustive_list():
    # With 5/2 each only a is bought, and b does not fit beside it; one more, and the
    # supporters of b can pay it, which leaves too little for a.
    election = approvals({"a": 2, "b": 10}, ["", "ab", "ab", "b"], 10)
    first, second, last = equal_shares(election).increases
    assert (first.endowment, first.bought) == (F(5, 2), ("a",))
    assert (second.endowment, second.bought, second.kept) == (F(7, 2), ("b",), True)
    assert (last.bought, last.kept) == (("b", "a"), False)


def test_add_one_stops_before_the_budget_is_passed():
    for seed in SEEDS:
        election = random_election(seed)
        outcome = equal_shares(election, SharesRule("cost", by_votes=False))
        *kept, last = outcome.increases
        assert all(each.kept for each in kept)
        assert last.kept or last.spent > election.budget
        assert outcome.spent <= election.budget


def test_add_one_skips_what_changes_nothing():
    # Voter 1 can pay b alone with 1,000,001 each: a million runs, or one.
    costs = {"a": 1, "b": 1_000_001, "c": 3_000_000}
    election = approvals(costs, ["ab", "a"], 1_500_000)
    outcome = equal_shares(election, SharesRule("cost"))
    assert set(outcome.winners) == {"a", "b"}
    assert outcome.endowment >= 1_000_001


def test_skipping_gives_what_single_steps_give(monkeypatch):
    elections = [random_election(seed, seed % 2 == 1) for seed in SEEDS]
    rule = SharesRule("points", step=F(1, 4), by_votes=False)
    skip = _Count._next
    skipped = []

    def step_by_step(self, step):
        skipped.append(skip(self, step) > self.endowment + step)
        return self.endowment + step

    skipping = [equal_shares(election, rule) for election in elections]
    monkeypatch.setattr(_Count, "_next", step_by_step)
    assert skipping == [equal_shares(election, rule) for election in elections]
    assert sum(skipped) > 100


def test_step_is_in_the_budgets_unit():
    election = approvals({"a": 1000, "b": 1500}, ["a", "b", "b"], 2500)
    rule = SharesRule("cost", step=F(500))
    first, *others = equal_shares(election, rule).increases
    assert all((each.endowment - first.endowment) % 500 == 0 for each in others)


def test_step_of_nothing_is_refused():
    with pytest.raises(TallyError, match="no_step"):
        equal_shares(approvals({"a": 1}, ["a"], 1), SharesRule(step=F(0)))


def test_equal_prices_go_to_more_votes_then_lower_cost_then_lot():
    # By cost utilities 1/2 each: b and c have as many votes, c costs less.
    election = approvals({"a": 4, "b": 4, "c": 2}, ["ab", "ac", "bc"], 12)
    outcome = equal_shares(election, SharesRule("cost"))
    assert outcome.rounds[0].option == "c"
    assert set(outcome.rounds[0].tied) == {"a", "b"}


def test_option_for_nothing_is_bought_first():
    election = approvals({"a": 0, "b": 1}, ["ab"], 1)
    outcome = equal_shares(election)
    assert outcome.winners == ("a", "b")
    assert outcome.rounds[0].rho == 0


def test_nobody_votes_and_nothing_is_bought():
    empty = Election((Option("a", F(1)),), (), F(5))
    assert equal_shares(empty).winners == ()
    assert equal_shares(approvals({"a": 1}, [""], 5)).winners == ()


def test_points_against_are_refused():
    election = Election((Option("a", F(1)),), (Ballot({"a": -1}),), F(1))
    with pytest.raises(TallyError, match="negative_points"):
        equal_shares(election)


def test_unpaid_option_says_what_its_supporters_have_left():
    election = approvals({"a": 6, "b": 5}, ["a", "ab"], 8)
    rule = SharesRule("cost", add_one=False, by_votes=False)
    last = equal_shares(election, rule).verdicts[-1]
    assert (last.option, last.code) == ("b", "unpaid")
    assert (last.figures["left"], last.figures["cost"]) == (1, 5)
