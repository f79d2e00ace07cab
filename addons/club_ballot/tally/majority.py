"""A motion put to the vote: quorum first, then the majority that the statutes ask."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from .ballots import ZERO
from .errors import TallyError
from .outcome import Code, Outcome, Verdict

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
