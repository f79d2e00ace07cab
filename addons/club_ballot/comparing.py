"""What stands behind a list: the same ballots by other rules, and who pays for it."""

from fractions import Fraction

from .secrecy.cells import shown
from .tally.ballots import Election, Option
from .tally.compare import compare as compare_rules
from .tally.paid import who_paid
from .tally.shares import SharesRule, equal_shares

# Methods whose ballots give points that other rules can count too.
COMPARED = ("approval", "cumulative", "quadratic", "equal_shares")


def shares(rules, file, outcome):
    """Return the ballots of a file as equal shares counts them, and its outcome.

    Where options cost nothing they cost one each, and the budget is the number of
    places; purses rise by the price of one option in all.

    :param outcome: of the box's own rule
    """
    if rules.method == "equal_shares":
        return file.election, outcome
    election = Election(
        tuple(Option(each.id, Fraction(1)) for each in file.options),
        file.election.ballots,
        Fraction(rules.seats),
    )
    utility = "cost" if rules.approves else "points"
    rule = SharesRule(utility, step=1 / election.weight)
    return election, equal_shares(election, rule, file.meta["club_seed"])


def compare(rules, file, outcome):
    """Return what other rules make of the same ballots, in plain values.

    :param outcome: of the box's own rule
    :return: list of ``{rule, winners, spent, nothing, nothing_heads}``: money in the
        budget's unit, shares of the voters (0 to 1) who got nothing they supported
    """
    if rules.method not in COMPARED or not file.votes:
        return []
    election, by_shares = shares(rules, file, outcome)
    return [
        {
            "rule": each.rule,
            "winners": list(each.winners),
            "spent": float(each.spent),
            "nothing": _rounded(each.nothing),
            "nothing_heads": _rounded(each.nothing_heads),
        }
        for each in compare_rules(election, by_shares, file.meta["club_seed"])
    ]


def paid(rules, file, outcome, groups, least):
    """Return who pays for what under equal shares, in plain values.

    :param outcome: of the box's own rule
    :param groups: (votes, category) of each ballot, in the file's order
    :param least: the smallest number of ballots that a figure may stand for
    :return: list of ``{option, by_votes, supporters, least, most, groups}``, what is
        not shown being None: payments are those for one vote; ``groups``: list of
        ``{weight, category, share}``, parts (0 to 1) of the price
    """
    if rules.method != "equal_shares" or not file.votes:
        return []
    return [
        {
            "option": each.option,
            "by_votes": not each.payers,
            "supporters": each.supporters if each.supporters >= least else None,
            **_payments(each, least),
        }
        for each in who_paid(file.election, outcome, groups)
    ]


def _payments(each, least):
    if sum(each.payers.values()) < least:
        return {"least": None, "most": None, "groups": []}
    price = sum(each.money.values())
    payers = {group: {group[0]: count} for group, count in each.payers.items()}
    told = sorted(shown(payers, least))
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
