"""Greedy by votes: what most cities and clubs do."""

from collections.abc import Collection
from fractions import Fraction

from .ballots import ZERO, Election
from .draw import tie_order
from .outcome import Outcome, Verdict, equals


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
