"""A count in English sentences, for ``recount.py``.

The addon shows the same figures in its users' language and does not use this.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from .errors import PabulibError, TallyError
from .outcome import Code, Outcome, Verdict
from .schulze import SchulzeOutcome
from .shares_outcome import SharesOutcome

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
