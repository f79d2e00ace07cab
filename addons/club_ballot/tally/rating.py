"""Marks from 1 to 5: what people think of each option. Nothing is chosen."""

from fractions import Fraction

from .ballots import ZERO, Election
from .errors import TallyError
from .figures import wilson_lower
from .outcome import Outcome, Verdict

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
