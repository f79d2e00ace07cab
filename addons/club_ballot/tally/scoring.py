"""Rules that add up points: approval, cumulative points, quadratic votes."""

from fractions import Fraction

from .ballots import Election
from .draw import tie_order
from .errors import TallyError
from .outcome import Outcome, Verdict, equals


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
