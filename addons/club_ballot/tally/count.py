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

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeVar

from .ballots import ONE, ZERO
from .borda import borda
from .errors import TallyError
from .greedy import greedy
from .majority import Base, MajorityRule, majority
from .outcome import Outcome
from .pabulib import POINTS, PabulibFile, amount
from .rating import rating
from .schulze import schulze
from .scoring import approval, cumulative, quadratic
from .shares import SharesRule, equal_shares
from .shares_market import Utility

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
