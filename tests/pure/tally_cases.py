"""Elections for the tests of the tally: published ones, and random ones by seed."""

from fractions import Fraction as F
from pathlib import Path
from random import Random

from tally.ballots import Ballot, Election, Option, RankedElection, Ranking

LODZ = sorted((Path(__file__).parents[1] / "data" / "pabulib").glob("*.pb"))

# https://pabulib.org/format: five projects, budget 2,500.
PABULIB_COSTS = {"1": 600, "2": 800, "4": 1400, "5": 1000, "7": 1200}
PABULIB_VOTES = "1,2,4 1,2 2,4,5 5,7 1,4,7 1,7 5 4 2,4,5 4,5"

# Lackner and Skowron 2023, Multi-Winner Voting with Approval Preferences; the same
# profiles stand in tests/expected_output/test_abcbook_example01_py and 12_py of the
# source distribution of abcvoting 2.19.2.
ABCBOOK_1 = "ab ab ab ac ac ac ad ad bcf e f g"
ABCBOOK_12 = "cd cd cd ab ab ac ac bd"

# Schulze's example of 45 voters.
SCHULZE_45 = {
    "ACBED": 5,
    "ADECB": 5,
    "BEDAC": 8,
    "CABED": 3,
    "CAEBD": 7,
    "CBADE": 2,
    "DCEBA": 7,
    "EBADC": 8,
}


def approvals(costs, votes, budget, weights=None):
    options = tuple(Option(key, F(cost)) for key, cost in costs.items())
    weights = weights or [1] * len(votes)
    ballots = tuple(
        Ballot(dict.fromkeys(vote, 1), F(weight))
        for vote, weight in zip(votes, weights, strict=True)
    )
    return Election(options, ballots, F(budget))


def pabulib_example():
    votes = [vote.split(",") for vote in PABULIB_VOTES.split()]
    return approvals(PABULIB_COSTS, votes, 2500)


def committee(votes, seats, candidates, unit=1):
    """A committee is a budget where everybody costs the same."""
    return approvals(dict.fromkeys(candidates, unit), votes.split(), seats * unit)


def schulze_example():
    ballots = tuple(
        Ranking(tuple(order))
        for order, times in SCHULZE_45.items()
        for _ in range(times)
    )
    return RankedElection(tuple(Option(key) for key in "ABCDE"), ballots)


def random_election(seed, points=False, weights=(1,), voters=(1, 25), options=(1, 10)):
    """Small numbers make many ties and purses that empty exactly."""
    draw = Random(seed)
    ids = [f"p{number}" for number in range(draw.randint(*options))]
    costs = {key: draw.choice([1, 2, 3, 5, 8, 10, F(5, 2)]) for key in ids}
    ballots = []
    for _ in range(draw.randint(*voters)):
        chosen = draw.sample(ids, draw.randint(0, min(5, len(ids))))
        marks = {key: draw.choice([1, 2, 5, 10]) if points else 1 for key in chosen}
        ballots.append(Ballot(marks, F(draw.choice(weights))))
    budget = F(draw.randint(1, 30))
    made = tuple(Option(key, F(cost)) for key, cost in costs.items())
    return Election(made, tuple(ballots), budget)


def clones(election):
    """Put as many ballots of weight 1 in place of each as its weight says."""
    ballots = [
        Ballot(ballot.marks)
        for ballot in election.ballots
        for _ in range(int(ballot.weight))
    ]
    return Election(election.options, tuple(ballots), election.budget)


def random_rankings(seed, weights=(1,)):
    draw = Random(seed)
    ids = [f"p{number}" for number in range(draw.randint(1, 7))]
    ballots = tuple(
        Ranking(
            tuple(draw.sample(ids, draw.randint(0, len(ids)))), F(draw.choice(weights))
        )
        for _ in range(draw.randint(1, 15))
    )
    return RankedElection(tuple(Option(key) for key in ids), ballots)
