"""The one door between the box and the tally: what is counted is the file that is
published, so that whoever counts the file finds the same."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from .tally.ballots import Ballot, Election, Option, RankedElection, Ranking
from .tally.count import count as count_file
from .tally.errors import TallyError
from .tally.majority import MOTION
from .tally.pabulib import PabulibFile, written
from .tally.pabulib_write import write_pabulib
from .tally.rating import MARKS, check_marks
from .tally.scoring import approval, check_points, quadratic

RANKED = ("borda", "schulze")
UTILITIES = {"cost": "cost", "count": "cardinality", "points": "points"}
VOTE_TYPES = {
    "approval": "approval",
    "cumulative": "cumulative",
    "quadratic": "scoring",
    "majority": "choose-1",
    "borda": "ordinal",
    "schulze": "ordinal",
    "rating": "scoring",
}


@dataclass(frozen=True)
class Rules:
    """What voters were told when the box was opened.

    :param step: of the purses of equal shares, in the budget's unit, for one vote
    :param roll: votes of all who may vote, for the quorum of a motion
    """

    name: str
    method: str
    options: tuple[Option, ...]
    points: int = 100
    cap: int = 0
    spread: int = 0
    budget: int = 0
    utility: str = "cost"
    step: Fraction = Fraction(1)
    quorum: int = 0
    share: str = "1/2"
    seats: int = 1
    roll: int = 0

    @property
    def approves(self):
        """Whether a ballot says yes or nothing to each option."""
        return self.method == "approval" or (
            self.method == "equal_shares" and self.utility != "points"
        )

    def meta(self, seed):
        """These rules as settings of a Pabulib file (``tally/count.py``)."""
        shared = "approval" if self.approves else "cumulative"
        meta = {
            "description": self.name,
            "budget": str(self.budget),
            "vote_type": VOTE_TYPES.get(self.method, shared),
            "rule": self.method,
            "club_seed": seed,
        }
        if self.method == "majority":
            share = Fraction(self.share)
            return meta | {
                "club_roll": str(self.roll),
                "club_quorum": str(Fraction(self.quorum, 100)),
                "club_share": self.share,
                "club_strict": str(int(share == Fraction(1, 2))),
            }
        if self.method == "equal_shares":
            meta["rule"] = "equalshares/add1/votes"
            meta["club_utility"] = UTILITIES[self.utility]
            meta["club_step"] = written(self.step)
        elif self.method == "rating":
            return meta | {"max_points": str(max(MARKS))}
        else:
            meta["club_seats"] = str(self.seats)
        return meta | self._limits(meta["vote_type"])

    def _limits(self, vote_type):
        limits = {}
        if vote_type == "cumulative":
            limits["max_sum_points"] = str(self.points)
            if self.method == "cumulative":
                limits["club_spread"] = str(self.spread)
        if vote_type == "scoring":
            limits["club_credits"] = str(self.points)
        if vote_type in ("cumulative", "scoring") and self.cap:
            limits["max_points"] = str(self.cap)
        if self.spread:
            limits["min_length"] = str(self.spread)
        return limits


def round_step(step):
    """Return the largest of 1, 2, 5, 10, 20, … or 0.5, 0.2, 0.1, … up to ``step``.

    :param step: over zero; what is returned is 0.000001 at least
    """
    size = Fraction(10**9)
    while size > step and size > Fraction(1, 10**6):
        size /= 10
    return next(size * each for each in (5, 2, 1) if size * each <= step or each == 1)


def read_ballot(rules, content):
    """Return a voter's ballot in its one canonical form.

    :param content: ``{option: points}``, a list of options (approved, or ranked from
        the best down), or for a motion ``yes``, ``no`` or ``abstain``
    :raises TallyError: against the rules; its ``code`` says which one
    """
    if rules.method == "majority":
        if content not in MOTION:
            raise TallyError("not_answered")
        return {"answer": content}
    if rules.method in RANKED:
        ballot = {"order": _texts(content)}
    elif rules.approves and isinstance(content, list | tuple):
        ballot = {"marks": dict.fromkeys(sorted(_texts(content)), 1)}
    else:
        ballot = {"marks": _points(content)}
    _check(rules, ballot)
    return ballot


def _texts(content):
    if not isinstance(content, list | tuple) or not all(
        isinstance(key, str) for key in content
    ):
        raise TallyError("unreadable")
    return list(content)


def _points(content):
    if not isinstance(content, dict) or not all(
        isinstance(key, str) and type(given) is int for key, given in content.items()
    ):
        raise TallyError("unreadable")
    return {key: given for key, given in sorted(content.items()) if given}


def _check(rules, ballot):
    """Refuse what the count would refuse, without counting."""
    if "order" in ballot:
        RankedElection(rules.options, (_vote(ballot, 1),))
        if 0 < len(ballot["order"]) < rules.spread:
            raise TallyError("too_narrow")
        return
    election = Election(rules.options, (_vote(ballot, 1),))
    if rules.method == "rating":
        check_marks(election)
        return
    if rules.method == "quadratic":
        quadratic(election, rules.points)
    if rules.approves:
        approval(election)
    free = rules.approves or rules.method == "quadratic"
    limit = None if free else rules.points
    check_points(election, limit, rules.cap or None, rules.spread)


def _vote(ballot, weight):
    if "order" in ballot:
        return Ranking(tuple(ballot["order"]), Fraction(weight))
    if "answer" in ballot:
        said = ballot["answer"]
        marks = {} if said == "abstain" else {said: 1}
        return Ballot(marks, Fraction(weight))
    return Ballot(ballot["marks"], Fraction(weight))


def few_marks(rules, ballots, least):
    """Return the options that too few marked for a figure: only marks can be few.

    :param ballots: list of canonical ballots
    """
    if rules.method != "rating":
        return frozenset()
    marked = Counter(key for ballot in ballots for key in ballot["marks"])
    return frozenset(each.id for each in rules.options if marked[each.id] < least)


def without(ballot, hidden):
    """Return a ballot as it is told: without its marks for these options."""
    if not hidden:
        return ballot
    marks = {key: mark for key, mark in ballot["marks"].items() if key not in hidden}
    return {"marks": marks}


def make_file(rules, ballots, seed, hidden=frozenset()):
    """Return a closed box as a Pabulib file, whose voters are receipts.

    :param ballots: list of (canonical ballot, weight, receipt), by receipt
    :param hidden: options that are left out, as ``few_marks`` gives them
    """
    options = tuple(each for each in rules.options if each.id not in hidden)
    if rules.method == "majority":
        options = tuple(Option(answer) for answer in MOTION[:2])
    return PabulibFile(
        rules.meta(seed),
        options,
        tuple(
            _vote(without(ballot, hidden), weight)
            for ballot, weight, _receipt in ballots
        ),
        tuple(receipt for _ballot, _weight, receipt in ballots),
    )


def write_file(file, winners):
    """Return the text of the published file and its hash."""
    text = write_pabulib(file, winners)
    return text, hashlib.sha256(text.encode()).hexdigest()


def count(file):
    """Count a closed box.

    :return: the tally's outcome
    """
    return count_file(file)


def plain(outcome):
    """Return a result with its trace in plain values; fractions as text (``13/40``)."""
    result = {
        "rule": outcome.rule,
        "winners": list(outcome.winners),
        "scores": _said(outcome.scores),
        "verdicts": [
            {
                "option": each.option,
                "chosen": each.chosen,
                "code": each.code,
                "figures": _said(each.figures),
                "tied": list(each.tied),
            }
            for each in outcome.verdicts
        ],
    }
    for extra in ("state", "endowment", "spent"):
        if hasattr(outcome, extra):
            result[extra] = str(getattr(outcome, extra))
    return result


def _said(figures):
    return {name: str(value) for name, value in figures.items()}
