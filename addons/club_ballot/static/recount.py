#!/usr/bin/env python3
"""Count the votes of a Pabulib file again: ``python3 recount.py FILE.pb --explain``.

Needs Python 3.10 or later and nothing else. Made by ``tally/bundle.py`` of the addon
club_ballot out of its modules; change those. Licence: AGPL-3.
"""

import csv
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from heapq import heappop, heappush
from io import StringIO
from math import gcd, lcm, sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Generic, Literal, TypeVar

# errors.py
"""What cannot be read or counted: codes with figures, never sentences."""


class TallyError(ValueError):
    """The votes cannot be counted; ``code`` says why, the caller finds the words.

    :param ballot: which ballot, counted from 1 in the order given; 0 when the fault
        is not in a ballot
    :param figures: what the sentence needs: options, limits
    """

    def __init__(self, code: str, ballot: int = 0, **figures: object) -> None:
        details = "".join(f" {name}={value}" for name, value in figures.items())
        super().__init__((f"ballot {ballot}: " if ballot else "") + code + details)
        self.code = code
        self.ballot = ballot
        self.figures = figures


class PabulibError(ValueError):
    """The file does not keep to the format; ``code`` says how, ``line`` where.

    :param line: counted from 1; for a field over several lines, its last
    :param figures: what the sentence needs: fields, values, limits
    """

    def __init__(self, line: int, code: str, **figures: object) -> None:
        details = "".join(f" {name}={value}" for name, value in figures.items())
        super().__init__(f"line {line}: {code}{details}")
        self.line = line
        self.code = code
        self.figures = figures


# ballots.py
"""What is in the box: options, ballots with weights, equal ballots piled together.

A ballot of weight w counts as w equal ballots of weight 1, in every rule.
"""

Key = TypeVar("Key", bound=Hashable)

ONE = Fraction(1)
ZERO = Fraction(0)


@dataclass(frozen=True)
class Option:
    """Something to vote for; ``cost`` is in the budget's unit."""

    id: str
    cost: Fraction = ZERO
    name: str = ""


@dataclass(frozen=True)
class Ballot:
    """Points by option: 1 for an approved one; an option left out has 0."""

    marks: Mapping[str, int]
    weight: Fraction = ONE


@dataclass(frozen=True)
class Ranking:
    """Options from the best down; those left out are all equal, after the last."""

    order: tuple[str, ...]
    weight: Fraction = ONE


@dataclass(frozen=True)
class Pile(Generic[Key]):
    """Equal ballots.

    :param weight: their weights together, in whole parts of ``Election.scale``
    :param voters: how many ballots these are
    """

    content: Key
    weight: int
    voters: int


Marks = tuple[tuple[str, int], ...]
Order = tuple[str, ...]


@dataclass(frozen=True)
class Election:
    """Ballots with points or approvals, and what they are about.

    :param budget: what the chosen options may cost together
    :raises TallyError: ``same_option``, ``negative_cost``, ``negative_budget``,
        ``unknown_option``, ``weight`` (zero or under)
    """

    options: tuple[Option, ...]
    ballots: tuple[Ballot, ...]
    budget: Fraction = ZERO
    by_id: Mapping[str, Option] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", _by_id(self.options))
        if self.budget < 0:
            raise TallyError("negative_budget", budget=self.budget)
        votes = ((ballot.marks, ballot.weight) for ballot in self.ballots)
        _check_ballots(self.by_id, votes)

    @cached_property
    def scale(self) -> int:
        """Whole parts in a weight of 1, so that every weight is a whole number."""
        return _scale(self.ballots)

    @cached_property
    def piles(self) -> tuple[Pile[Marks], ...]:
        """The ballots with equal ones together, in the order of their first."""
        contents = (
            tuple(
                sorted((key, points) for key, points in ballot.marks.items() if points)
            )
            for ballot in self.ballots
        )
        return pile_up(zip(contents, self.ballots, strict=True), self.scale)

    @cached_property
    def weight(self) -> Fraction:
        """Weight of all ballots, empty ones too."""
        return Fraction(sum(pile.weight for pile in self.piles), self.scale)

    @cached_property
    def votes(self) -> dict[str, Fraction]:
        """Weighted points of each option: with approvals, its supporters' weight."""
        totals = dict.fromkeys(self.by_id, 0)
        for pile in self.piles:
            for key, points in pile.content:
                totals[key] += pile.weight * points
        return {key: Fraction(total, self.scale) for key, total in totals.items()}


@dataclass(frozen=True)
class RankedElection:
    """Ballots that rank options.

    :raises TallyError: as :class:`Election`, and ``twice`` for an option ranked twice
    """

    options: tuple[Option, ...]
    ballots: tuple[Ranking, ...]
    by_id: Mapping[str, Option] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", _by_id(self.options))
        _check_ballots(self.by_id, ((each.order, each.weight) for each in self.ballots))
        for number, ballot in enumerate(self.ballots, 1):
            if len(set(ballot.order)) < len(ballot.order):
                raise TallyError("twice", number)

    @cached_property
    def scale(self) -> int:
        """Whole parts in a weight of 1, so that every weight is a whole number."""
        return _scale(self.ballots)

    @cached_property
    def piles(self) -> tuple[Pile[Order], ...]:
        """The ballots with equal ones together, in the order of their first."""
        return pile_up(((each.order, each) for each in self.ballots), self.scale)

    @cached_property
    def ranked(self) -> frozenset[str]:
        """Options that somebody ranks: no other one can win."""
        return frozenset(key for pile in self.piles for key in pile.content)

    @cached_property
    def votes(self) -> dict[str, Fraction]:
        """Weight of the ballots that rank an option first."""
        totals = dict.fromkeys(self.by_id, 0)
        for pile in self.piles:
            if pile.content:
                totals[pile.content[0]] += pile.weight
        return {key: Fraction(total, self.scale) for key, total in totals.items()}


def pile_up(
    ballots: Iterable[tuple[Key, Ballot | Ranking]], scale: int
) -> tuple[Pile[Key], ...]:
    """Put equal ballots together; a voter's weight is kept in parts of ``scale``."""
    weights: dict[Key, int] = {}
    voters: dict[Key, int] = {}
    for content, ballot in ballots:
        weights[content] = weights.get(content, 0) + int(ballot.weight * scale)
        voters[content] = voters.get(content, 0) + 1
    return tuple(Pile(key, weights[key], voters[key]) for key in weights)


def _scale(ballots: Sequence[Ballot | Ranking]) -> int:
    return lcm(*{ballot.weight.denominator for ballot in ballots})


def _by_id(options: Sequence[Option]) -> dict[str, Option]:
    by_id: dict[str, Option] = {}
    for option in options:
        if option.id in by_id:
            raise TallyError("same_option", option=option.id)
        if option.cost < 0:
            raise TallyError("negative_cost", option=option.id)
        by_id[option.id] = option
    return by_id


def _check_ballots(
    known: Mapping[str, Option], ballots: Iterable[tuple[Iterable[str], Fraction]]
) -> None:
    for number, (named, weight) in enumerate(ballots, 1):
        if weight <= 0:
            raise TallyError("weight", number, weight=weight)
        for key in named:
            if key not in known:
                raise TallyError("unknown_option", number, option=key)


# draw.py
"""The written order among options that a rule cannot tell apart.

1. More votes (``votes`` of the election: weighted points, supporters' weight, or
   weight of first places).
2. Then the lower cost.
3. Then a draw: the smaller SHA-256 of the published seed, a colon and the option's
   id, written in UTF-8 and compared as lower-case hexadecimal digits.

The seed is drawn before anybody votes and promised by its hash, so that nobody can
choose it after seeing the ballots, nor vote in view of it. Source of the idea, a
selection that anyone can repeat: RFC 3797, *Publicly Verifiable Nominations Committee
(NomCom) Random Selection*.
"""


def lot(seed: str, option_id: str) -> str:
    """Return the lot that an option draws; the smallest one wins."""
    return sha256(f"{seed}:{option_id}".encode()).hexdigest()


def tie_order(
    options: Mapping[str, Option], votes: Mapping[str, Fraction], seed: str
) -> list[str]:
    """Return the options' ids, the one that wins every tie first."""
    return sorted(options, key=tie_key(options, votes, seed))


def tie_key(
    options: Mapping[str, Option], votes: Mapping[str, Fraction], seed: str
) -> Callable[[str], tuple[Fraction, Fraction, str]]:
    """Return the key that sorts ids by the written order."""
    return lambda key: (-votes[key], options[key].cost, lot(seed, key))


# outcome.py
"""What a count gives: the winners, and why each option is in or out.

Reasons are codes with figures, never sentences: who shows them finds the words.
"""

Code = Literal[
    "shares",  # its supporters pay: rho, share, voters, weight, emptied, cost
    "unpaid",  # its supporters have too little left: votes, cost, left
    "by_votes",  # next by votes among those that fit: votes, cost, left
    "no_room",  # costs more than what is left: votes, cost, left
    "no_votes",  # nobody voted for it, or points against outweigh: votes
    "seat",  # its score takes a seat: score, place
    "no_seat",  # others took the seats: score, place
    "below",  # under the threshold: score, threshold
    "ranked",  # its place in a ranking: place, score where there is one
    "adopted",  # the motion carries: yes, needed
    "rejected",  # it does not: yes, needed
    "no_quorum",  # too few took part: cast, needed
    "marked",  # marks from 1 to 5: marks, mean, satisfied, mark_1 to mark_5
    "unmarked",  # nobody gave it a mark: marks
]


@dataclass(frozen=True)
class Verdict:
    """Why an option is in or out.

    :param tied: others that the rule could not tell from it when its turn came;
        the written order of ``draw.py`` decided
    """

    option: str
    chosen: bool
    code: Code
    figures: Mapping[str, Fraction]
    tied: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The result of a count.

    :param winners: ids in the order in which they were chosen
    :param verdicts: one for each option, in the order in which they were decided
    :param scores: the figure that the rule compares, where it has one
    """

    rule: str
    winners: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    scores: Mapping[str, Fraction] = field(default_factory=dict)


def equals(scores: Mapping[str, Fraction]) -> dict[str, tuple[str, ...]]:
    """Return for each option the others with the same score."""
    groups: dict[Fraction, list[str]] = {}
    for key, score in scores.items():
        groups.setdefault(score, []).append(key)
    return {
        key: tuple(other for other in groups[score] if other != key)
        for key, score in scores.items()
    }


# borda.py
"""Borda's count."""


def borda(election: RankedElection, seats: int = 1, seed: str = "") -> Outcome:
    """With m options, a ballot gives m-1 points to its first, m-2 to its second, …

    Options that a ballot leaves out share its remaining points equally, so that
    every ballot gives the same sum; one that all leave out never wins. Source:
    J.-C. de Borda, *Mémoire sur les élections au scrutin*, Académie royale des
    sciences, 1781. Equal scores: more first places, then the written order.
    """
    scores = _scores(election)
    ties = tie_order(election.by_id, election.votes, seed)
    order = sorted(ties, key=lambda key: -scores[key])
    same = equals(scores)
    winners = tuple(key for key in order if key in election.ranked)[:seats]
    verdicts = []
    for place, key in enumerate(order, 1):
        figures = {"place": Fraction(place), "score": scores[key]}
        verdicts.append(Verdict(key, key in winners, "ranked", figures, same[key]))
    return Outcome("borda", winners, tuple(verdicts), scores)


def _scores(election: RankedElection) -> dict[str, Fraction]:
    """Return points in halves first: what is shared is the mean of places in a row."""
    count = len(election.options)
    doubled = dict.fromkeys(election.by_id, 0)
    for pile in election.piles:
        shared = count - len(pile.content) - 1
        given = {key: 2 * (count - place) for place, key in enumerate(pile.content, 1)}
        for key in doubled:
            doubled[key] += pile.weight * given.get(key, shared)
    return {key: Fraction(sum_, 2 * election.scale) for key, sum_ in doubled.items()}


# greedy.py
"""Greedy by votes: what most cities and clubs do."""


def greedy(election: Election, seed: str = "") -> Outcome:
    """Take options by votes, from most down, whenever what is left pays for them.

    One that does not fit is passed over and the next is tried; one without votes is
    never taken. Source: Talmon and Faliszewski, *A Framework for Approval-Based
    Budgeting Methods*, AAAI 2019 (greedy rule); Pabulib's ``rule;greedy``.
    """
    verdicts = by_votes(election, (), election.budget, seed)
    winners = tuple(each.option for each in verdicts if each.chosen)
    return Outcome("greedy", winners, verdicts, election.votes)


def by_votes(
    election: Election, already: Collection[str], left: Fraction, seed: str
) -> tuple[Verdict, ...]:
    """Decide by votes on every option that is not ``already`` chosen.

    :param left: what may still be spent
    """
    votes = election.votes
    same = equals(votes)
    verdicts = []
    for key in tie_order(election.by_id, votes, seed):
        if key in already:
            continue
        cost = election.by_id[key].cost
        figures = {"votes": votes[key], "cost": cost, "left": left}
        if votes[key] <= 0:
            verdict = Verdict(key, False, "no_votes", figures)
        elif cost > left:
            verdict = Verdict(key, False, "no_room", figures, same[key])
        else:
            left -= cost
            verdict = Verdict(key, True, "by_votes", figures, same[key])
        verdicts.append(verdict)
    return tuple(verdicts)


def spent(election: Election, chosen: Collection[str]) -> Fraction:
    """Return what these options cost together."""
    return sum((election.by_id[key].cost for key in chosen), ZERO)


# majority.py
"""A motion put to the vote: quorum first, then the majority that the statutes ask."""

Base = Literal["expressed", "cast", "roll"]
MOTION = ("yes", "no", "abstain")


@dataclass(frozen=True)
class MajorityRule:
    """What the statutes ask.

    :param quorum: least part of the roll's weight that must have voted, abstentions
        included: 1/4 for a quarter
    :param share: part of the base that *yes* must reach
    :param strict: whether *yes* must be more than the share (simple majority: more
        than half) or reaching it is enough (two thirds)
    :param base: ``expressed``: yes and no; ``cast``: abstentions too; ``roll``: all
        who may vote
    """

    quorum: Fraction = ZERO
    share: Fraction = Fraction(1, 2)
    strict: bool = True
    base: Base = "expressed"


@dataclass(frozen=True)
class MajorityOutcome(Outcome):
    """The result of a motion.

    :param state: ``adopted``, ``rejected``, or ``no_quorum``: nothing was decided
    """

    state: Literal["adopted", "rejected", "no_quorum"] = "rejected"


def majority(
    yes: Fraction, no: Fraction, abstain: Fraction, roll: Fraction, rule: MajorityRule
) -> MajorityOutcome:
    """Tell whether a motion is adopted.

    The winner is ``yes``, ``no``, or none without quorum. Nobody expressed is a
    rejection. Source: *Robert's Rules of Order Newly Revised*, 12th edition, §40
    (quorum) and §44 (majority and the bases it is taken of).

    :param roll: weight of all who may vote
    :raises TallyError: ``over_roll``: more votes than the roll has
    """
    cast = yes + no + abstain
    if cast > roll:
        raise TallyError("over_roll", cast=cast, roll=roll)
    if cast < rule.quorum * roll:
        figures = {"cast": cast, "needed": rule.quorum * roll}
        return _outcome("no_quorum", (), figures, (yes, no, abstain))
    base = {"expressed": yes + no, "cast": cast, "roll": roll}[rule.base]
    needed = rule.share * base
    adopted = yes > needed if rule.strict else yes >= needed > 0
    figures = {"yes": yes, "needed": needed}
    if adopted:
        return _outcome("adopted", ("yes",), figures, (yes, no, abstain))
    return _outcome("rejected", ("no",), figures, (yes, no, abstain))


def _outcome(
    state: Literal["adopted", "rejected", "no_quorum"],
    winners: tuple[str, ...],
    figures: dict[str, Fraction],
    counted: tuple[Fraction, Fraction, Fraction],
) -> MajorityOutcome:
    code: Code = state
    verdict = Verdict("yes", state == "adopted", code, figures)
    scores = dict(zip(MOTION, counted, strict=True))
    return MajorityOutcome("majority", winners, (verdict,), scores, state)


# pabulib.py
"""A vote as a Pabulib file holds it: https://pabulib.org/format.

Stolicki, Szufa and Talmon, *Pabulib: A Participatory Budgeting Library*, 2020. To the
format's own fields we add a column ``weight`` of VOTES and keys of META that begin
with ``club_`` (``count.py``): other readers leave both alone.
"""

APPROVAL = ("approval", "choose-1")
POINTS = ("cumulative", "scoring")
ORDINAL = "ordinal"
VOTE_TYPES = (*APPROVAL, *POINTS, ORDINAL)


@dataclass(frozen=True)
class PabulibFile:
    """A vote with its settings.

    :param meta: the META section, ``num_projects`` and ``num_votes`` left out
    :param votes: all of one class: :class:`Ranking` for the type ``ordinal``
    :param voters: the voters' ids, in the order of ``votes``
    :param selected: what the file itself says was chosen, if it says so
    """

    meta: Mapping[str, str]
    options: tuple[Option, ...]
    votes: tuple[Ballot | Ranking, ...]
    voters: tuple[str, ...]
    selected: frozenset[str] | None = None

    @property
    def vote_type(self) -> str:
        """One of ``VOTE_TYPES``."""
        return self.meta["vote_type"]

    @cached_property
    def election(self) -> Election:
        """The vote for the rules that add up approvals or points."""
        ballots = tuple(
            vote
            if isinstance(vote, Ballot)
            else Ballot(dict.fromkeys(vote.order, 1), vote.weight)
            for vote in self.votes
        )
        return Election(self.options, ballots, amount(self.meta["budget"]))

    @cached_property
    def ranked(self) -> RankedElection:
        """The vote for the rules that read an order.

        :raises ValueError: the votes have no order
        """
        rankings = tuple(vote for vote in self.votes if isinstance(vote, Ranking))
        if len(rankings) < len(self.votes):
            raise ValueError(self.vote_type)
        return RankedElection(self.options, rankings)


def amount(text: str) -> Fraction:
    """Read a number as the format's files write them: ``1200``, ``99.5``, ``99,5``.

    Weights may also be written ``3/2``.

    :raises ValueError: it is no number, or under zero
    """
    plain = text.strip().replace(",", ".")
    if not set(plain) <= set("0123456789./"):
        raise ValueError(text)
    try:
        return Fraction(plain)
    except ZeroDivisionError as error:
        raise ValueError(text) from error


def written(number: Fraction) -> str:
    """Write a number so that :func:`amount` reads the same: with decimals if it can."""
    digits = 0
    while (number * 10**digits).denominator > 1 and digits < 12:
        digits += 1
    whole = number * 10**digits
    if whole.denominator > 1:
        return str(number)
    if not digits:
        return str(whole.numerator)
    padded = str(whole.numerator).zfill(digits + 1)
    return f"{padded[:-digits]}.{padded[-digits:]}"


def ones(vote: Ballot | Ranking) -> bool:
    """Tell whether a vote has the weight that needs no writing."""
    return vote.weight == ONE


# figures.py
"""Figures to publish beside a result."""


def nothing_funded(
    election: Election, winners: Collection[str], weighted: bool = False
) -> Fraction:
    """Return the share of voters who got none of the options they supported.

    Voters who asked for nothing are left out. Source: the comparison of Wieliczka 2023
    on https://equalshares.net.

    :param weighted: whether to count weights; without, heads
    """
    asked = empty_handed = 0
    for pile in election.piles:
        wanted = {key for key, points in pile.content if points > 0}
        if wanted:
            counted = pile.weight if weighted else pile.voters
            asked += counted
            empty_handed += counted * wanted.isdisjoint(winners)
    return Fraction(empty_handed, asked) if asked else ZERO


def wilson_lower(
    satisfied: int | Fraction, answers: int | Fraction, confidence: float = 0.95
) -> float:
    """Return the least share of satisfied people that the answers make believable.

    The lower end of Wilson's score interval; 0 without answers. Source: E. B. Wilson,
    *Probable Inference, the Law of Succession, and Statistical Inference*, Journal of
    the American Statistical Association 22 (1927).

    :raises ValueError: more satisfied than answers, or numbers under zero
    """
    if not 0 <= satisfied <= answers:
        raise ValueError(f"{satisfied} satisfied of {answers}")
    if not answers:
        return 0.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    count = float(answers)
    share = satisfied / count
    spread = z * sqrt(share * (1 - share) / count + (z / count) ** 2 / 4)
    lower = (share + z * z / count / 2 - spread) / (1 + z * z / count)
    return max(0.0, lower)


# rating.py
"""Marks from 1 to 5: what people think of each option. Nothing is chosen."""

MARKS = range(1, 6)
SATISFIED = 4


def rating(election: Election) -> Outcome:
    """Tell how each option was marked, by whoever marked it.

    Figures of an option, weighted as in every rule: ``marks``: how many; ``mean``;
    ``mark_1`` to ``mark_5``: how many gave this mark; ``satisfied``: the least share
    of marks of 4 and 5 that so many answers make believable (:func:`wilson_lower`),
    to four decimals, so that all machines say the same. The score is the mean.

    :raises TallyError: ``not_a_mark``: anything but 1, 2, 3, 4, 5
    """
    check_marks(election)
    given = {key: dict.fromkeys(MARKS, 0) for key in election.by_id}
    for pile in election.piles:
        for key, mark in pile.content:
            given[key][mark] += pile.weight
    verdicts, scores = [], {}
    for key, counts in given.items():
        figures = _figures(counts, election.scale)
        if figures["marks"]:
            scores[key] = figures["mean"]
            verdicts.append(Verdict(key, False, "marked", figures))
        else:
            verdicts.append(Verdict(key, False, "unmarked", {"marks": ZERO}))
    return Outcome("rating", (), tuple(verdicts), scores)


def check_marks(election: Election) -> None:
    """Refuse what is no mark.

    :raises TallyError: ``not_a_mark``
    """
    for number, ballot in enumerate(election.ballots, 1):
        if any(mark not in MARKS for mark in ballot.marks.values()):
            raise TallyError("not_a_mark", number)


def _figures(counts: dict[int, int], scale: int) -> dict[str, Fraction]:
    total = sum(counts.values())
    points = sum(mark * count for mark, count in counts.items())
    happy = sum(count for mark, count in counts.items() if mark >= SATISFIED)
    least = wilson_lower(Fraction(happy, scale), Fraction(total, scale))
    figures = {
        "marks": Fraction(total, scale),
        "mean": Fraction(points, total or 1),
        "satisfied": Fraction(round(least * 10_000), 10_000),
    }
    return figures | {
        f"mark_{mark}": Fraction(count, scale) for mark, count in counts.items()
    }


# schulze.py
"""Schulze's method: strongest paths."""

Pairs = dict[tuple[str, str], Fraction]


@dataclass(frozen=True)
class SchulzeOutcome(Outcome):
    """The result with what it rests on.

    :param preferred: weight of the ballots that prefer the first to the second
    :param paths: strength of the strongest path from the first to the second
    """

    preferred: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    paths: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)


def schulze(election: RankedElection, seats: int = 1, seed: str = "") -> SchulzeOutcome:
    """An option beats another when its strongest path to it is the stronger one.

    A link's strength is the weight of the ballots on its winning side (winning
    votes); a path is as strong as its weakest link. Options that a ballot leaves out
    are equal, after those it ranks. Source: M. Schulze, *A new monotonic,
    clone-independent, reversal symmetric, and Condorcet-consistent single-winner
    election method*, Social Choice and Welfare 36 (2011).

    Places are given one by one to an option that none of the remaining beats; among
    several, by the written order (more first places, lower cost, draw). An option that
    nobody ranks never wins.
    """
    preferred = _preferred(election)
    paths = _strongest_paths(list(election.by_id), preferred)
    left = tie_order(election.by_id, election.votes, seed)
    verdicts: list[Verdict] = []
    winners: list[str] = []
    while left:
        unbeaten = [key for key in left if not _beaten(key, left, paths)]
        first, *tied = unbeaten
        place = len(verdicts) + 1
        figures = {"place": Fraction(place)}
        chosen = first in election.ranked and len(winners) < seats
        verdicts.append(Verdict(first, chosen, "ranked", figures, tuple(tied)))
        winners += [first] * chosen
        left.remove(first)
    return SchulzeOutcome(
        "schulze", tuple(winners), tuple(verdicts), preferred=preferred, paths=paths
    )


def _beaten(key: str, others: list[str], paths: Pairs) -> bool:
    return any(
        paths[other, key] > paths[key, other] for other in others if other != key
    )


def _preferred(election: RankedElection) -> Pairs:
    ids = list(election.by_id)
    totals = {(first, second): 0 for first in ids for second in ids if first != second}
    for pile in election.piles:
        left = set(ids)
        for key in pile.content:
            left.remove(key)
            for other in left:
                totals[key, other] += pile.weight
    return {pair: Fraction(total, election.scale) for pair, total in totals.items()}


def _strongest_paths(ids: list[str], preferred: Pairs) -> Pairs:
    """Widest paths between all pairs (Floyd and Warshall)."""
    paths = {
        (one, other): weight if weight > preferred[other, one] else Fraction(0)
        for (one, other), weight in preferred.items()
    }
    for middle in ids:
        for start in ids:
            if start == middle:
                continue
            reach = paths[start, middle]
            for end in ids:
                if end not in (start, middle):
                    path = min(reach, paths[middle, end])
                    if path > paths[start, end]:
                        paths[start, end] = path
    return paths


# scoring.py
"""Rules that add up points: approval, cumulative points, quadratic votes."""


def approval(
    election: Election,
    seats: int | None = None,
    threshold: Fraction | None = None,
    seed: str = "",
) -> Outcome:
    """Each ballot gives one vote to as many options as it likes.

    Source: Brams and Fishburn, *Approval Voting*, American Political Science Review
    72 (1978). With a threshold and no number of seats: support for requests.

    :param seats: how many win; without, all that somebody voted for
    :param threshold: least weight of supporters to win
    :raises TallyError: ``not_approval``: a ballot gives anything but 0 or 1
    """
    for number, ballot in enumerate(election.ballots, 1):
        if not set(ballot.marks.values()) <= {0, 1}:
            raise TallyError("not_approval", number)
    return _by_score("approval", election, seats, threshold, seed)


def cumulative(
    election: Election,
    limit: int = 100,
    cap: int | None = None,
    spread: int = 0,
    seats: int | None = None,
    seed: str = "",
) -> Outcome:
    """Each ballot spreads up to ``limit`` points; an option scores their sum.

    Source: Sawyer and MacRae, *Game Theory and Cumulative Voting in Illinois*,
    American Political Science Review 56 (1962); 100 points: the guides of NERS.

    :param cap: most points for one option
    :param spread: least number of options with points, unless the ballot is empty
    :param seats: how many win; without, all that have points
    :raises TallyError: see :func:`check_points`
    """
    check_points(election, limit, cap, spread)
    return _by_score("cumulative", election, seats, None, seed)


def quadratic(
    election: Election,
    credits: int = 100,
    against: bool = False,
    seats: int | None = None,
    seed: str = "",
) -> Outcome:
    """Votes for an option cost their square; an option scores the sum of votes.

    Source: Lalley and Weyl, *Quadratic Voting: How Mechanism Design Can Radicalize
    Democracy*, AEA Papers and Proceedings 108 (2018).

    :param credits: most that a ballot's squares may add up to
    :param against: whether votes under zero are allowed
    :raises TallyError: ``over_credits`` or ``negative_points``
    """
    for number, ballot in enumerate(election.ballots, 1):
        spent = sum(votes * votes for votes in ballot.marks.values())
        if spent > credits:
            raise TallyError("over_credits", number, spent=spent, limit=credits)
        if not against and any(votes < 0 for votes in ballot.marks.values()):
            raise TallyError("negative_points", number)
    return _by_score("quadratic", election, seats, None, seed)


def check_points(
    election: Election, limit: int | None, cap: int | None = None, spread: int = 0
) -> None:
    """Refuse a ballot that gives more, or to fewer, than is allowed.

    :raises TallyError: ``negative_points``, ``over_limit``, ``over_cap``,
        ``too_narrow``
    """
    for number, ballot in enumerate(election.ballots, 1):
        points = [given for given in ballot.marks.values() if given]
        if any(given < 0 for given in points):
            raise TallyError("negative_points", number)
        if limit is not None and sum(points) > limit:
            raise TallyError("over_limit", number, points=sum(points), limit=limit)
        if cap is not None and max(points, default=0) > cap:
            raise TallyError("over_cap", number, points=max(points), limit=cap)
        if points and len(points) < spread:
            raise TallyError("too_narrow", number, options=len(points), least=spread)


def _by_score(
    rule: str,
    election: Election,
    seats: int | None,
    threshold: Fraction | None,
    seed: str,
) -> Outcome:
    """Give the seats by score; an option without any never wins."""
    scores = election.votes
    same = equals(scores)
    verdicts = []
    for place, key in enumerate(tie_order(election.by_id, scores, seed), 1):
        figures = {"score": scores[key], "place": Fraction(place)}
        if scores[key] <= 0:
            verdict = Verdict(key, False, "no_votes", {"votes": scores[key]})
        elif threshold is not None and scores[key] < threshold:
            below = {"score": scores[key], "threshold": threshold}
            verdict = Verdict(key, False, "below", below)
        elif seats is not None and place > seats:
            verdict = Verdict(key, False, "no_seat", figures, same[key])
        else:
            verdict = Verdict(key, True, "seat", figures, same[key])
        verdicts.append(verdict)
    winners = tuple(each.option for each in verdicts if each.chosen)
    return Outcome(rule, winners, tuple(verdicts), scores)


# shares_market.py
"""An election in whole numbers, made ready once for many runs of equal shares."""

Utility = Literal["cost", "cardinality", "points"]
Levels = dict[int, list[int]]
Entry = tuple[float, Fraction, int]


def entry(key: Fraction, option: int) -> Entry:
    """Return a heap's entry; rounding keeps the order, and floats compare faster."""
    return float(key), key, option


class Market:
    """An election in whole numbers, the options in the order that settles ties.

    :ivar money: whole parts of the budget's unit
    :ivar scale: whole parts of a weight of 1
    :ivar costs: in parts of both
    :ivar needed: the least endowment with which an option's supporters can pay it
    """

    def __init__(self, election: Election, utility: Utility, order: Sequence[str]):
        costs = [election.by_id[key].cost for key in order]
        self.money = lcm(*(cost.denominator for cost in costs))
        self.scale = election.scale
        self.costs = [int(cost * self.money * self.scale) for cost in costs]
        self.weights = [pile.weight for pile in election.piles]
        self.supporters: list[Levels] = [{} for _ in order]
        self.points = [0] * len(order)
        self.per_cost = utility == "cost"
        self._add_supporters(election, utility, order)
        self.needed = {
            option: Fraction(self.costs[option], self.money * self._weight_of(levels))
            for option, levels in enumerate(self.supporters)
            if levels
        }
        self.bounds = sorted(
            entry(self.key(cost, 1, points, option), option)
            for option, (cost, points) in enumerate(
                zip(self.costs, self.points, strict=True)
            )
            if points
        )

    def _add_supporters(
        self, election: Election, utility: Utility, order: Sequence[str]
    ) -> None:
        index = {key: option for option, key in enumerate(order)}
        for number, pile in enumerate(election.piles):
            for key, points in pile.content:
                if points < 0:
                    raise TallyError("negative_points", option=key)
                level = points if utility == "points" else 1
                option = index[key]
                self.supporters[option].setdefault(level, []).append(number)
                self.points[option] += pile.weight * level

    def _weight_of(self, levels: Levels) -> int:
        return sum(self.weights[pile] for piles in levels.values() for pile in piles)

    def key(self, rest: int, unit: int, live: int, option: int) -> Fraction:
        """Return what prices are compared by: money for one unit of utility."""
        utility = self.costs[option] if self.per_cost else 1
        return Fraction(rest, unit * live * (utility or 1))

    def rho(self, option: int, key: Fraction) -> Fraction:
        """Return the published figure: money per utility of a voter of weight 1."""
        if self.per_cost and self.costs[option]:
            return key * self.scale
        return key / self.money


# shares_outcome.py
"""What the Method of Equal Shares gives: who paid what, and how the purses rose."""


@dataclass(frozen=True)
class Round:
    """An option bought, and who pays what.

    :param rho: money per unit of utility of a voter of weight 1
    :param tied: others at the same price; the written order decided
    :param payments: what a voter of weight 1 pays, by pile of the election
    :param emptied: the piles that had less left than their share, and paid it all
    """

    option: str
    rho: Fraction
    tied: tuple[str, ...]
    payments: Mapping[int, Fraction]
    emptied: frozenset[int]


@dataclass(frozen=True)
class Increase:
    """What came out with a given endowment, kept where the purchases changed.

    :param endowment: what a voter of weight 1 began with
    :param spent: cost of what was bought, until the budget was passed
    :param kept: whether that fits into the budget
    """

    endowment: Fraction
    bought: tuple[str, ...]
    spent: Fraction
    kept: bool


@dataclass(frozen=True)
class SharesOutcome(Outcome):
    """The result with who paid what.

    :param endowment: what a voter of weight 1 began with in ``rounds``
    :param increases: first the budget's own endowment; last the one that passed the
        budget, if any did
    :param completed: winners that votes chose after the shares
    """

    endowment: Fraction = ZERO
    rounds: tuple[Round, ...] = ()
    increases: tuple[Increase, ...] = ()
    completed: tuple[str, ...] = ()
    spent: Fraction = ZERO


def paid(election: Election, each: Round) -> Verdict:
    """Return the reason why an option is in.

    Figures: ``rho``, ``voters`` and ``weight`` who paid, ``share``: the most that one
    voter of weight 1 paid, ``emptied``: voters who paid all they had left.
    """
    piles = election.piles
    weight = sum(piles[number].weight for number in each.payments)
    figures = {
        "rho": each.rho,
        "voters": Fraction(sum(piles[number].voters for number in each.payments)),
        "weight": Fraction(weight, election.scale),
        "share": max(each.payments.values(), default=ZERO),
        "emptied": Fraction(sum(piles[number].voters for number in each.emptied)),
        "cost": election.by_id[each.option].cost,
    }
    return Verdict(each.option, True, "shares", figures, each.tied)


# shares_run.py
"""One run of the Method of Equal Shares, with a given sum in every purse.

Exact and still fast: all purses are whole numbers over one common denominator, which
grows when a price does not divide; equal ballots share a purse; and as prices only
rise while purses empty, an option is priced again only when its last price says that
it may be the next (a heap of lower bounds).
"""


@dataclass(frozen=True)
class Price:
    """What an option costs its supporters now, in whole numbers.

    A supporter pays ``rest / live`` for each point, or the whole purse if there is
    less in it.

    :param rest: part of the cost that the fuller purses share
    :param live: their points together, weighted
    :param full: piles that pay the share, by their points
    :param emptied: piles that pay all they have
    """

    key: Fraction
    rest: int
    live: int
    full: Levels
    emptied: list[int]


@dataclass(frozen=True)
class Purchase:
    """An option bought: what a voter of weight 1 paid, in ``unit`` parts of money."""

    option: int
    key: Fraction
    tied: tuple[int, ...]
    share: int
    unit: int
    full: Levels
    emptied: dict[int, int]


class Run:
    """The state of one run.

    :param endowment: what a voter of weight 1 begins with
    """

    def __init__(self, market: Market, endowment: Fraction) -> None:
        purse = endowment * market.money
        self.market = market
        self.unit = purse.denominator
        self.purses = [purse.numerator] * len(market.weights)
        self.heap = [
            bound for bound in market.bounds if market.needed[bound[2]] <= endowment
        ]
        self.supporters = [dict(levels) for levels in market.supporters]
        self.points = list(market.points)
        self.spent = 0
        self.purchases: list[Purchase] = []

    def finish(self, budget: int) -> bool:
        """Buy until nobody can pay; False as soon as more than the budget is spent."""
        while (bought := self._cheapest()) is not None:
            self._pay(*bought)
            if self.spent > budget:
                return False
        return True

    def left_for(self, option: int) -> int:
        """Return what the option's supporters have left, in ``unit`` parts."""
        weights, purses = self.market.weights, self.purses
        return sum(
            weights[pile] * purses[pile]
            for piles in self.market.supporters[option].values()
            for pile in piles
        )

    def _cheapest(self) -> tuple[int, Price, tuple[int, ...]] | None:
        """Return the option of the least price, the first in order among equals."""
        known: dict[int, Price] = {}
        while self.heap:
            *_, option = heappop(self.heap)
            if option in known:
                return option, known[option], self._tied(known[option], known)
            price = self._price(option)
            if price is not None:
                known[option] = price
                heappush(self.heap, entry(price.key, option))
        return None

    def _tied(self, chosen: Price, known: dict[int, Price]) -> tuple[int, ...]:
        """Return the others at the same price; they stay in the heap."""
        tied = set()
        again = []
        while self.heap and self.heap[0][1] == chosen.key:
            *_, option = heappop(self.heap)
            price = known.get(option) or self._price(option)
            if price is not None:
                again.append(entry(price.key, option))
                if price.key == chosen.key:
                    tied.add(option)
        for waiting in again:
            heappush(self.heap, waiting)
        return tuple(sorted(tied))

    def _price(self, option: int) -> Price | None:
        """Return the price of an option, or None if its supporters cannot pay it.

        Whoever cannot pay the share gives all, which raises the share of the others,
        until the others can pay it.
        """
        weights, purses = self.market.weights, self.purses
        full = self._with_money(option)
        rest = self.market.costs[option] * self.unit
        live = self.points[option]
        emptied: list[int] = []
        rising = True
        while rising:
            rising = False
            for level, piles in full.items():
                if not live:
                    return None
                share = -(-rest * level // live)
                poor = [pile for pile in piles if purses[pile] < share]
                if poor:
                    rising = True
                    rest -= sum(weights[pile] * purses[pile] for pile in poor)
                    live -= level * sum(weights[pile] for pile in poor)
                    emptied += poor
                    full[level] = [pile for pile in piles if purses[pile] >= share]
        if not live:
            return None
        key = self.market.key(rest, self.unit, live, option)
        return Price(key, rest, live, full, emptied)

    def _with_money(self, option: int) -> Levels:
        """Forget the option's supporters whose purse is empty; return the others."""
        weights, purses = self.market.weights, self.purses
        levels = self.supporters[option]
        for level, piles in levels.items():
            rich = [pile for pile in piles if purses[pile]]
            if len(rich) < len(piles):
                gone = sum(weights[pile] for pile in piles if not purses[pile])
                self.points[option] -= level * gone
                levels[level] = rich
        return dict(levels)

    def _pay(self, option: int, price: Price, tied: tuple[int, ...]) -> None:
        finer = price.live // gcd(price.live, price.rest)
        if finer > 1:
            self.unit *= finer
            self.purses = [purse * finer for purse in self.purses]
        purses = self.purses
        share = price.rest * finer // price.live
        emptied = {pile: purses[pile] for pile in price.emptied}
        for pile in price.emptied:
            purses[pile] = 0
        for level, piles in price.full.items():
            for pile in piles:
                purses[pile] -= share * level
        self.spent += self.market.costs[option]
        self.purchases.append(
            Purchase(option, price.key, tied, share, self.unit, price.full, emptied)
        )


# shares.py
"""The Method of Equal Shares, with weights and its completions.

Source: Peters, Pierczyński and Skowron, *Proportional Participatory Budgeting with
Additive Utilities*, NeurIPS 2021; https://equalshares.net. Voter i of weight wᵢ
begins with bᵢ = wᵢ·B/W (W: weight of all ballots, empty ones too). Of the options
whose supporters can pay, the one of the least rho with Σᵢ min(bᵢ, rho·wᵢ·uᵢ) = cost is
bought; its supporters are charged, and so on until nobody can pay for anything. Equal
rho: the written order of ``draw.py``.
"""


@dataclass(frozen=True)
class SharesRule:
    """How the shares are counted.

    :param utility: what an option is worth to a supporter: its ``cost``, 1
        (``cardinality``) or the ``points`` given
    :param add_one: whether every purse is then raised by ``step``, again and again,
        until the purchases would cost more than the budget; the last that fit stand
    :param step: for a voter of weight 1, in the budget's unit
    :param by_votes: whether what is left then goes by votes (utilitarian completion)
    """

    utility: Utility = "cost"
    add_one: bool = True
    step: Fraction = ONE
    by_votes: bool = True


def equal_shares(
    election: Election, rule: SharesRule | None = None, seed: str = ""
) -> SharesOutcome:
    """Count by the Method of Equal Shares (module's docstring).

    Add-one goes on after a list to which nothing more could be added, and so differs
    from rules that stop at the first one.

    :raises TallyError: ``no_step`` (zero or under), ``negative_points``
    """
    rule = rule or SharesRule()
    if rule.step <= 0:
        raise TallyError("no_step", step=rule.step)
    if not election.ballots:
        empty = by_votes(election, (), ZERO, seed)
        return SharesOutcome("equalshares", (), empty, election.votes)
    order = tie_order(election.by_id, election.votes, seed)
    market = Market(election, rule.utility, order)
    count = _Count(election, market, order)
    count.raise_purses(rule.step if rule.add_one else None)
    return count.outcome(rule.by_votes, seed)


@dataclass
class _Count:
    election: Election
    market: Market
    order: list[str]
    increases: list[Increase] = field(default_factory=list)

    def raise_purses(self, step: Fraction | None) -> None:
        """Run with the budget's endowment, then with more while it fits."""
        self.endowment = self.election.budget / self.election.weight
        self.run, _ = self._try(self.endowment)
        supported = sum(1 for points in self.market.points if points)
        while step and len(self.run.purchases) < supported:
            endowment = self._next(step)
            run, fits = self._try(endowment)
            if not fits:
                self._stand_at(endowment - step)
                return
            self.run, self.endowment = run, endowment

    def _stand_at(self, endowment: Fraction) -> None:
        """Count with the last endowment that fits, also where steps were skipped."""
        if endowment > self.endowment:
            self.endowment = endowment
            self.run = Run(self.market, endowment)
            self.run.finish(self._budget)

    @property
    def _budget(self) -> int:
        """The budget in the market's parts, rounded down: costs are whole."""
        return int(self.election.budget * self.market.money * self.market.scale)

    def _try(self, endowment: Fraction) -> tuple[Run, bool]:
        run = Run(self.market, endowment)
        fits = run.finish(self._budget)
        bought = tuple(self.order[each.option] for each in run.purchases)
        if not self.increases or {*self.increases[-1].bought} != {*bought}:
            cost = Fraction(run.spent, self.market.money * self.market.scale)
            self.increases.append(Increase(endowment, bought, cost, fits))
        return run, fits

    def _next(self, step: Fraction) -> Fraction:
        """Return the next endowment at which something else may be bought.

        One step more; but where every payer had enough and nobody could ever pay for
        the others, the same is bought until somebody can: these steps are skipped.
        """
        bought = {each.option for each in self.run.purchases}
        needed = self.market.needed.items()
        least = min(need for option, need in needed if option not in bought)
        scarce = any(each.emptied for each in self.run.purchases)
        if scarce or least <= self.endowment:
            return self.endowment + step
        steps = -((self.endowment - least) // step)
        return self.endowment + step * steps

    def outcome(self, complete: bool, seed: str) -> SharesOutcome:
        """Return the result of the last run that fits, completed by votes or not."""
        rounds = tuple(self._round(each) for each in self.run.purchases)
        bought = tuple(each.option for each in rounds)
        cost = spent(self.election, bought)
        left = self.election.budget - cost
        others = by_votes(self.election, bought, left, seed)
        if not complete:
            others = tuple(self._unpaid(each) for each in others)
        completed = tuple(each.option for each in others if each.chosen)
        return SharesOutcome(
            "equalshares",
            bought + completed,
            tuple(paid(self.election, each) for each in rounds) + others,
            self.election.votes,
            endowment=self.endowment,
            rounds=rounds,
            increases=tuple(self.increases),
            completed=completed,
            spent=cost + spent(self.election, completed),
        )

    def _round(self, each: Purchase) -> Round:
        whole = each.unit * self.market.money
        payments = {pile: Fraction(left, whole) for pile, left in each.emptied.items()}
        for level, piles in each.full.items():
            payments |= dict.fromkeys(piles, Fraction(each.share * level, whole))
        tied = tuple(self.order[option] for option in each.tied)
        rho = self.market.rho(each.option, each.key)
        emptied = frozenset(each.emptied)
        return Round(self.order[each.option], rho, tied, payments, emptied)

    def _unpaid(self, verdict: Verdict) -> Verdict:
        """Say what an option's supporters have left instead of what votes would do."""
        if verdict.code == "no_votes":
            return verdict
        parts = self.run.unit * self.market.money * self.market.scale
        left = Fraction(self.run.left_for(self.order.index(verdict.option)), parts)
        figures = {**verdict.figures, "left": left}
        return Verdict(verdict.option, False, "unpaid", figures)


# count.py
"""Counting a file by the settings that it carries.

The rule is META's ``rule``: ``greedy``, ``equalshares``, ``approval``, ``cumulative``,
``quadratic``, ``majority``, ``borda``, ``schulze`` or ``rating``. The completions of
equal shares follow after a slash: ``equalshares/add1/votes``. Other settings of META,
all optional:

================== ====================================================== ==========
``club_seed``      published seed of the draw                             none
``club_utility``   equal shares: ``cost``, ``cardinality``, ``points``    by votes
``club_step``      equal shares: step of add-one                          1
``club_seats``     how many win; Borda, Schulze: 1 without                no limit
``club_threshold`` approval: least weight of supporters                   none
``max_sum_points`` cumulative, Pabulib's own: points of a ballot          100
``max_points``     cumulative, Pabulib's own: cap for one option          none
``club_spread``    cumulative: least number of options                    none
``club_credits``   quadratic: credits of a ballot                         100
``club_against``   quadratic: 1 allows votes under zero                   0
``club_roll``      majority: weight of all who may vote                   votes cast
``club_quorum``    majority: part of the roll that must have voted        0
``club_share``     majority: part of the base for *yes*                   1/2
``club_strict``    majority: 0 when reaching the share is enough          1
``club_base``      majority: ``expressed``, ``cast``, ``roll``            expressed
================== ====================================================== ==========

Without ``club_utility`` points count where votes are points, else cost. A motion has
the options ``yes`` and ``no``; any other choice, and an empty vote, abstains.
"""

Value = TypeVar("Value")
Method = Callable[[PabulibFile, "Settings"], Outcome]


class Settings:
    """META read as settings of a rule."""

    def __init__(self, meta: Mapping[str, str]) -> None:
        self.meta = meta
        self.seed = meta.get("club_seed", "")

    def number(self, key: str, default: Fraction) -> Fraction:
        """:raises TallyError: ``setting``: it is no number."""
        return self._read(key, amount) if self.meta.get(key) else default

    def whole(self, key: str) -> int | None:
        """:raises TallyError: ``setting``: it is no whole number."""
        return self._read(key, int) if self.meta.get(key) else None

    def flag(self, key: str, default: bool) -> bool:
        """:raises TallyError: ``setting``: it is neither 0 nor 1."""
        if not self.meta.get(key):
            return default
        return self._read(key, ["0", "1"].index) == 1

    def _read(self, key: str, read: Callable[[str], Value]) -> Value:
        try:
            return read(self.meta[key])
        except ValueError:
            raise self.fault(key) from None

    def fault(self, key: str) -> TallyError:
        """Return the error that names a setting and its value."""
        return TallyError("setting", key=key, value=self.meta.get(key, ""))

    def utility(self, vote_type: str) -> Utility:
        """:raises TallyError: ``setting``: there is no such utility."""
        by_votes = "points" if vote_type in POINTS else "cost"
        names: tuple[Utility, ...] = ("cost", "cardinality", "points")
        for name in names:
            if self.meta.get("club_utility", by_votes) == name:
                return name
        raise self.fault("club_utility")

    def base(self) -> Base:
        """:raises TallyError: ``setting``: there is no such base."""
        names: tuple[Base, ...] = ("expressed", "cast", "roll")
        for name in names:
            if self.meta.get("club_base", "expressed") == name:
                return name
        raise self.fault("club_base")


def count(file: PabulibFile) -> Outcome:
    """Count a file.

    :raises TallyError: a ballot or a setting that the rule does not allow (a rule
        that does not exist is such a setting); ``not_ranked``: votes have no order
    """
    settings = Settings(file.meta)
    rule = file.meta.get("rule", "")
    method = _shares if rule.startswith("equalshares/") else METHODS.get(rule)
    if method is None:
        raise settings.fault("rule")
    return method(file, settings)


def _shares(file: PabulibFile, settings: Settings) -> Outcome:
    _, *completions = file.meta["rule"].split("/")
    if not set(completions) <= {"add1", "votes"}:
        raise settings.fault("rule")
    rule = SharesRule(
        settings.utility(file.vote_type),
        "add1" in completions,
        settings.number("club_step", ONE),
        "votes" in completions,
    )
    return equal_shares(file.election, rule, settings.seed)


def _approval(file: PabulibFile, settings: Settings) -> Outcome:
    least = settings.number("club_threshold", ZERO)
    seats = settings.whole("club_seats")
    return approval(file.election, seats, least, settings.seed)


def _cumulative(file: PabulibFile, settings: Settings) -> Outcome:
    limit = settings.whole("max_sum_points")
    return cumulative(
        file.election,
        100 if limit is None else limit,
        settings.whole("max_points"),
        settings.whole("club_spread") or 0,
        settings.whole("club_seats"),
        settings.seed,
    )


def _quadratic(file: PabulibFile, settings: Settings) -> Outcome:
    credits = settings.whole("club_credits")
    return quadratic(
        file.election,
        100 if credits is None else credits,
        settings.flag("club_against", False),
        settings.whole("club_seats"),
        settings.seed,
    )


def _majority(file: PabulibFile, settings: Settings) -> Outcome:
    votes = file.election.votes
    for number, ballot in enumerate(file.election.ballots, 1):
        if len(ballot.marks) > 1:
            raise TallyError("one_choice", number)
    yes, no = votes.get("yes", ZERO), votes.get("no", ZERO)
    cast = file.election.weight
    rule = MajorityRule(
        settings.number("club_quorum", ZERO),
        settings.number("club_share", Fraction(1, 2)),
        settings.flag("club_strict", True),
        settings.base(),
    )
    return majority(yes, no, cast - yes - no, settings.number("club_roll", cast), rule)


def _ranked(file: PabulibFile, settings: Settings) -> Outcome:
    if file.vote_type != "ordinal":
        raise TallyError("not_ranked", vote_type=file.vote_type)
    method = borda if file.meta["rule"] == "borda" else schulze
    return method(file.ranked, settings.whole("club_seats") or 1, settings.seed)


METHODS: dict[str, Method] = {
    "greedy": lambda file, settings: greedy(file.election, settings.seed),
    "equalshares": _shares,
    "approval": _approval,
    "cumulative": _cumulative,
    "quadratic": _quadratic,
    "majority": _majority,
    "borda": _ranked,
    "schulze": _ranked,
    "rating": lambda file, settings: rating(file.election),
}


# explain.py
"""A count in English sentences, for ``recount.py``.

The addon shows the same figures in its users' language and does not use this.
"""

SENTENCES: dict[Code, str] = {
    "shares": "in: {voters} voters of weight {weight} pay {cost} together, "
    "at most {share} each for a weight of 1 (rho {rho}); {emptied} of them give all "
    "they have left",
    "unpaid": "out: it costs {cost}, its supporters have {left} left",
    "by_votes": "in: {votes} votes, it costs {cost} of the {left} left",
    "no_room": "out: {votes} votes, it costs {cost} and only {left} is left",
    "no_votes": "out: {votes} votes",
    "seat": "in: place {place} with {score}",
    "no_seat": "out: place {place} with {score}",
    "below": "out: {score} is under the threshold of {threshold}",
    "ranked": "place {place}",
    "adopted": "the motion is adopted: {yes} for it, {needed} were needed",
    "rejected": "the motion is rejected: {yes} for it, {needed} were needed",
    "no_quorum": "no quorum: {cast} took part, {needed} were needed",
    "marked": "{marks} marks, {mean} on average ({mark_1} times 1, {mark_2} times 2, "
    "{mark_3} times 3, {mark_4} times 4, {mark_5} times 5); a share of {satisfied} at "
    "least is satisfied",
    "unmarked": "{marks} marks",
}
FAULTS = {
    "fields": "{found} fields where the section has {expected} columns",
    "max_length": "{found} options, at most {limit} are allowed",
    "max_points": "{found} points for one option, at most {limit} are allowed",
    "max_sum_points": "{found} points, at most {limit} are allowed",
    "min_length": "{found} options, at least {limit} are asked for",
    "missing_column": "section {section} has no column {column}",
    "missing_section": "there is no section {section}",
    "no_meta": "META has no {key}",
    "no_points": "there is no column points",
    "no_section": "text before the section META",
    "num_projects": "{announced} projects announced, {found} found",
    "num_votes": "{announced} votes announced, {found} found",
    "number": "{field} is {value!r}, which is no number allowed here",
    "option_id": "{option!r} cannot be the id of a project",
    "points": "{options} options but {points} numbers of points",
    "quotes": "a quoted field does not end as it should",
    "same_column": "section {section} has the same column twice",
    "same_key": "META has {key} twice",
    "same_option": "there is a project {option} already",
    "same_voter": "voter {voter} voted on line {first} already",
    "section_order": "section {section} is not in its place",
    "twice": "an option is named twice",
    "unknown_option": "there is no project {option}",
    "vote_type": "nobody knows votes of the type {value!r}",
    "weight": "a weight of {weight}; it must be over zero",
    "setting": "{key} cannot be {value!r}",
    "not_ranked": "the rule needs votes of the type ordinal, not {vote_type}",
    "not_a_mark": "a mark is 1, 2, 3, 4 or 5",
    "not_approval": "points other than 0 and 1 in a vote by approval",
    "negative_points": "points under zero",
    "no_step": "the step of add-one must be over zero, not {step}",
    "over_limit": "{points} points, at most {limit} are allowed",
    "over_cap": "{points} points for one option, at most {limit} are allowed",
    "over_credits": "the squares add up to {spent}, at most {limit} are allowed",
    "over_roll": "{cast} votes cast by a roll of {roll}",
    "one_choice": "more than one choice on a motion",
    "too_narrow": "points for {options} options, at least {least} are asked for",
}


def describe(outcome: Outcome, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the trace, one line each."""
    if isinstance(outcome, SharesOutcome):
        yield from _purses(outcome)
    for verdict in outcome.verdicts:
        yield _sentence(verdict, names)
    if outcome.rule in ("majority", "borda"):
        for key, score in outcome.scores.items():
            yield f"{key}: {figure(score)}"
    if isinstance(outcome, SchulzeOutcome):
        for (one, other), strength in outcome.paths.items():
            preferred = figure(outcome.preferred[one, other])
            path = figure(strength)
            yield f"{one} before {other}: {preferred} ballots, strongest path {path}"


def fault(error: PabulibError | TallyError) -> str:
    """Return what is wrong, and where."""
    said = FAULTS.get(error.code, error.code).format(**error.figures)
    if isinstance(error, PabulibError):
        return f"line {error.line}: {said}"
    return f"vote {error.ballot}: {said}" if error.ballot else said


def figure(number: Fraction) -> str:
    """Write a number exactly if that is short, else rounded."""
    if number.denominator < 10_000:
        return str(number)
    return f"about {float(number):.6g}"


def _purses(outcome: SharesOutcome) -> Iterator[str]:
    for each in outcome.increases:
        end = "" if each.kept else ": more than the budget, not kept"
        yield (
            f"with {figure(each.endowment)} for a weight of 1: "
            f"{len(each.bought)} bought for {figure(each.spent)}{end}"
        )
    yield f"the shares are counted with {figure(outcome.endowment)} for a weight of 1"


def _sentence(verdict: Verdict, names: Mapping[str, str]) -> str:
    name = names.get(verdict.option)
    title = f"{verdict.option} ({name})" if name else verdict.option
    figures = {key: figure(value) for key, value in verdict.figures.items()}
    said = SENTENCES[verdict.code].format(**figures)
    tied = f"; equal with {', '.join(verdict.tied)}" if verdict.tied else ""
    return f"{title}: {said}{tied}"


# pabulib_votes.py
"""Reading the VOTES section of a Pabulib file."""

LIMITS = ("min_length", "max_length", "max_points", "max_sum_points")


class VoteReader:
    def __init__(
        self, vote_type: str, known: set[str], limits: Mapping[str, Fraction | None]
    ) -> None:
        self.vote_type = vote_type
        self.known = known
        self.limits = limits
        self.voters: dict[str, int] = {}

    def vote(self, line: int, row: dict[str, str]) -> Ballot | Ranking:
        """Read one line of VOTES."""
        voter = row["voter_id"]
        if voter in self.voters:
            first = self.voters[voter]
            raise PabulibError(line, "same_voter", voter=voter, first=first)
        self.voters[voter] = line
        named = _listed(row["vote"])
        for key in named:
            if key not in self.known:
                raise PabulibError(line, "unknown_option", option=key)
        if len(set(named)) < len(named):
            raise PabulibError(line, "twice")
        weight = number(line, "weight", row["weight"]) if row.get("weight") else ONE
        if not weight:
            raise PabulibError(line, "number", field="weight", value=row["weight"])
        self._check(line, "max_length", len(named))
        least = self.limits["min_length"]
        if named and least is not None and len(named) < least:
            raise PabulibError(line, "min_length", found=len(named), limit=least)
        if self.vote_type == ORDINAL:
            return Ranking(tuple(named), weight)
        points = self._points(line, row, named)
        return Ballot(dict(zip(named, points, strict=True)), weight)

    def _points(self, line: int, row: dict[str, str], named: list[str]) -> list[int]:
        if self.vote_type in APPROVAL:
            if self.vote_type == "choose-1" and len(named) > 1:
                raise PabulibError(line, "max_length", found=len(named), limit=1)
            return [1] * len(named)
        if "points" not in row:
            raise PabulibError(line, "no_points")
        listed = _listed(row["points"])
        if len(listed) != len(named):
            raise PabulibError(line, "points", options=len(named), points=len(listed))
        if not all(each.removeprefix("-").isdecimal() for each in listed):
            raise PabulibError(line, "number", field="points", value=row["points"])
        points = [int(each) for each in listed]
        self._check(line, "max_points", max(points, default=0))
        self._check(line, "max_sum_points", sum(points))
        return points

    def _check(self, line: int, key: str, found: int) -> None:
        limit = self.limits[key]
        if limit is not None and found > limit:
            raise PabulibError(line, key, found=found, limit=limit)


def number(line: int, field: str, text: str) -> Fraction:
    """Read a number, or name the line."""
    try:
        return amount(text)
    except ValueError:
        raise PabulibError(line, "number", field=field, value=text) from None


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",")] if text else []


# pabulib_read.py
"""Reading Pabulib files; every fault is named with its line."""

SECTIONS = ("META", "PROJECTS", "VOTES")
Row = tuple[int, dict[str, str]]


def read_pabulib(text: str) -> PabulibFile:
    """Read the text of a ``.pb`` file.

    Columns that nobody needs to count (age, sex, district, …) are left out.

    :raises PabulibError: the text does not keep to the format, announces other
        numbers of projects or votes than it has, or a vote breaks ``max_length``,
        ``min_length`` (an empty vote may), ``max_points`` or ``max_sum_points``
    """
    sections = _sections(text.removeprefix("\ufeff"))
    meta, lines = _meta(sections["META"])
    for key, section in (("num_projects", "PROJECTS"), ("num_votes", "VOTES")):
        announced, found = meta.pop(key, None), len(sections[section])
        if announced not in (None, str(found)):
            raise PabulibError(lines[key], key, announced=announced, found=found)
    options = _options(sections["PROJECTS"])
    limits = {key: _limit(meta, lines, key) for key in LIMITS}
    reader = VoteReader(meta["vote_type"], set(options), limits)
    votes = tuple(reader.vote(line, row) for line, row in sections["VOTES"])
    selected = [row.get("selected") for _, row in sections["PROJECTS"]]
    chosen = {key for key, mark in zip(options, selected, strict=True) if _yes(mark)}
    return PabulibFile(
        meta,
        tuple(options.values()),
        votes,
        tuple(reader.voters),
        None if None in selected else frozenset(chosen),
    )


def _meta(rows: list[Row]) -> tuple[dict[str, str], dict[str, int]]:
    """Return META and the line of each of its keys."""
    meta: dict[str, str] = {}
    lines: dict[str, int] = {}
    for line, row in rows:
        if row["key"] in meta:
            raise PabulibError(line, "same_key", key=row["key"])
        meta[row["key"]], lines[row["key"]] = row["value"], line
    for key in ("budget", "vote_type"):
        if key not in meta:
            raise PabulibError(1, "no_meta", key=key)
    if meta["vote_type"] not in VOTE_TYPES:
        raise PabulibError(lines["vote_type"], "vote_type", value=meta["vote_type"])
    number(lines["budget"], "budget", meta["budget"])
    return meta, lines


def _options(rows: list[Row]) -> dict[str, Option]:
    options: dict[str, Option] = {}
    for line, row in rows:
        key = row["project_id"]
        if key in options:
            raise PabulibError(line, "same_option", option=key)
        if not key or "," in key:
            raise PabulibError(line, "option_id", option=key)
        cost = number(line, "cost", row["cost"])
        options[key] = Option(key, cost, row.get("name", ""))
    return options


def _sections(text: str) -> dict[str, list[Row]]:
    """Cut the text into its sections; a row is its line and its fields by column."""
    sections: dict[str, list[Row]] = {}
    rows = _rows(text)
    name, columns = "", [""]
    for line, fields in rows:
        title = fields[0].upper()
        if len(fields) == 1 and title in SECTIONS:
            if title in sections or SECTIONS[len(sections)] != title:
                raise PabulibError(line, "section_order", section=title)
            name, sections[title] = title, []
            line, columns = next(rows, (line, []))
            _check_columns(line, name, columns)
        elif not name:
            raise PabulibError(line, "no_section")
        elif len(fields) != len(columns):
            found, expected = len(fields), len(columns)
            raise PabulibError(line, "fields", found=found, expected=expected)
        else:
            sections[name].append((line, dict(zip(columns, fields, strict=True))))
    if len(sections) < len(SECTIONS):
        missing = SECTIONS[len(sections)]
        raise PabulibError(text.count("\n") + 1, "missing_section", section=missing)
    return sections


def _check_columns(line: int, section: str, columns: list[str]) -> None:
    needed = {
        "META": ("key", "value"),
        "PROJECTS": ("project_id", "cost"),
        "VOTES": ("voter_id", "vote"),
    }
    for column in needed[section]:
        if column not in columns:
            raise PabulibError(line, "missing_column", section=section, column=column)
    if len(set(columns)) < len(columns):
        raise PabulibError(line, "same_column", section=section)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=";", strict=True)
    line = 0
    try:
        for row in reader:
            line = reader.line_num
            fields = [field.strip() for field in row]
            if any(fields):
                yield line, fields
    except csv.Error as error:
        raise PabulibError(line + 1, "quotes") from error


def _limit(
    meta: Mapping[str, str], lines: Mapping[str, int], key: str
) -> Fraction | None:
    return number(lines[key], key, meta[key]) if meta.get(key) else None


def _yes(mark: str | None) -> bool:
    """Read ``selected``: the format keeps 2 and up for cases with a comment."""
    return mark == "1"


# recounting.py
"""The command line of ``recount.py``."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Recount a file; 0, or 1 with a word on stderr when it cannot be counted."""
    options = _parser().parse_args(arguments)
    try:
        file = read_pabulib(options.file.read_text(encoding="utf-8"))
        file = replace(file, meta={**file.meta, **_given(options)})
        outcome = count(file)
    except (PabulibError, TallyError) as error:
        sys.stderr.write(f"{options.file}: {fault(error)}\n")
        return 1
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{options.file}: {error}\n")
        return 1
    lines = [*outcome.winners]
    if options.explain:
        names = {option.id: option.name for option in file.options}
        lines += ["", *describe(outcome, names)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    _compare(file, outcome)
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="recount.py",
        description="Count the votes of a Pabulib file (.pb) again and print the "
        "ids of the winners, one a line. Rule and settings are those of the file.",
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--explain", action="store_true", help="print the trace too")
    rules = ", ".join(METHODS)
    parser.add_argument("--rule", help=f"another rule: {rules}; equalshares/add1/votes")
    parser.add_argument("--utility", help="equal shares: cost, cardinality or points")
    parser.add_argument("--step", help="equal shares: step of add-one")
    parser.add_argument("--seed", help="seed of the draw")
    parser.add_argument("--seats", help="how many win")
    return parser


def _given(options: Namespace) -> dict[str, str]:
    keys = {"rule": "rule"}
    keys |= {key: f"club_{key}" for key in ("utility", "step", "seed", "seats")}
    values = {meta: getattr(options, name) for name, meta in keys.items()}
    return {meta: value for meta, value in values.items() if value is not None}


def _compare(file: PabulibFile, outcome: Outcome) -> None:
    """Say on stderr if the file itself names other winners."""
    if file.selected is None or file.selected == set(outcome.winners):
        return
    listed = ", ".join(sorted(file.selected)) or "none"
    sys.stderr.write(f"The file names other winners: {listed}\n")


if __name__ == "__main__":
    sys.exit(main())
