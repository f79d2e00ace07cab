"""What stands behind a list: the same ballots by other rules, and who pays for it."""

from fractions import Fraction

from .counting import UTILITIES
from .secrecy.cells import shown
from .tally.ballots import Election, Option
from .tally.compare import compare as compare_rules
from .tally.paid import who_paid
from .tally.shares import SharesRule, equal_shares

# Methods whose ballots give points that other rules can count too.
COMPARED = ("approval", "cumulative", "quadratic", "equal_shares")


def shares_election(rules, file):
    """Return the ballots of a file, and how equal shares counts them.

    Where options cost nothing they cost one each, and the budget is the number of
    places; purses rise by the price of one option in all.
    """
    if rules.method == "equal_shares":
        rule = SharesRule(UTILITIES[rules.utility], step=Fraction(rules.step))
        return file.election, rule
    plain = file.election
    options = tuple(Option(each.id, Fraction(1)) for each in plain.options)
    election = Election(options, plain.ballots, Fraction(rules.seats))
    utility = "cost" if rules.approves else "points"
    return election, SharesRule(utility, step=1 / (election.weight or Fraction(1)))


def compare(rules, file):
    """Return what other rules make of the same ballots, in plain values.

    :return: list of ``{rule, winners, spent, nothing, nothing_heads}``: money in the
        budget's unit, shares of the voters (0 to 1) who got nothing they supported
    """
    if rules.method not in COMPARED or not file.votes:
        return []
    election, rule = shares_election(rules, file)
    return [
        {
            "rule": each.rule,
            "winners": list(each.winners),
            "spent": float(each.spent),
            "nothing": _rounded(each.nothing),
            "nothing_heads": _rounded(each.nothing_heads),
        }
        for each in compare_rules(election, rule, file.meta["club_seed"])
    ]


def paid(rules, file, groups, least):
    """Return who pays for what under equal shares, in plain values.

    :param groups: (votes, category) of each ballot, in the file's order
    :param least: the smallest number of ballots that a figure may stand for
    :return: list of ``{option, by_votes, supporters, least, most, groups}``, what is
        not shown being None: payments are those for one vote; ``groups``: list of
        ``{weight, category, share}``, parts (0 to 1) of the price
    """
    if rules.method != "equal_shares" or not file.votes:
        return []
    election, rule = shares_election(rules, file)
    outcome = equal_shares(election, rule, file.meta["club_seed"])
    return [
        {
            "option": each.option,
            "by_votes": not each.payers,
            "supporters": each.supporters if each.supporters >= least else None,
            **_payments(each, least),
        }
        for each in who_paid(election, outcome, groups)
    ]


def _payments(each, least):
    if sum(each.payers.values()) < least:
        return {"least": None, "most": None, "groups": []}
    price = sum(each.money.values())
    told = sorted(shown(each.payers, least))
    return {
        "least": _rounded(each.least),
        "most": _rounded(each.most),
        "groups": [
            {
                "weight": weight,
                "category": category,
                "share": _rounded(each.money[weight, category] / price),
            }
            for weight, category in told
        ],
    }


def _rounded(number):
    """A figure for the eye; whoever wants it exactly counts the file."""
    return round(float(number), 4)
