"""A vote as a Pabulib file holds it: https://pabulib.org/format.

Stolicki, Szufa and Talmon, *Pabulib: A Participatory Budgeting Library*, 2020. To the
format's own fields we add a column ``weight`` of VOTES and keys of META that begin
with ``club_`` (``count.py``): other readers leave both alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from .ballots import ONE, Ballot, Election, Option, RankedElection, Ranking

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
