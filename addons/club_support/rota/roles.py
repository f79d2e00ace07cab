"""Who leads and who backs up, once it is decided who is on duty."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from .levels import teams_of
from .problem import Duty, Problem

LEAD = "lead"
BACKUP = "backup"


class Team(NamedTuple):
    """Those on duty in one (region, slot), and who of them may lead."""

    region: int
    slot: int
    members: tuple[int, ...]
    leads: tuple[int, ...]


def assign_roles(
    problem: Problem,
    duties: Iterable[Duty],
    experienced: frozenset[int] = frozenset(),
) -> dict[Duty, str]:
    """Return ``LEAD`` for one duty of each (region, slot), ``BACKUP`` for the others.

    Somebody on their first duty does not lead beside somebody who has served before
    (in an earlier slot, or among ``experienced``: positions of volunteers who served
    before the plan); then a volunteer of the region leads rather than a helper from
    the next one. Among those left, roles are dealt so that Σ (leads − backups)² over
    the volunteers is as small as these rules allow, the first in the list leading
    among equals.
    """
    teams = _teams(problem, sorted(set(duties)), experienced)
    extra = [0] * len(problem.volunteers)
    leads: list[int] = []
    for team in teams:
        lead = min(team.leads, key=lambda who: (extra[who], who))
        leads.append(lead)
        for who in team.members:
            extra[who] += 1 if who == lead else -1
    while _even_out(teams, leads, extra):
        pass
    return {
        Duty(team.region, team.slot, who): LEAD if who == lead else BACKUP
        for team, lead in zip(teams, leads, strict=True)
        for who in team.members
    }


def _teams(
    problem: Problem, plan: list[Duty], experienced: frozenset[int]
) -> list[Team]:
    """Return the teams in the order of the slots, with who may lead each."""
    first = {duty.volunteer: problem.slots for duty in plan}
    for duty in plan:
        first[duty.volunteer] = min(first[duty.volunteer], duty.slot)
    teams = []
    by_slot = sorted(teams_of(plan).items(), key=lambda item: item[0][::-1])
    for (region, slot), members in by_slot:
        ranks = {
            who: (
                who not in experienced and first[who] == slot,
                problem.is_away(Duty(region, slot, who)),
            )
            for who in members
        }
        best = min(ranks.values())
        leads = tuple(who for who in members if ranks[who] == best)
        teams.append(Team(region, slot, members, leads))
    return teams


def _even_out(teams: list[Team], leads: list[int], extra: list[int]) -> bool:
    """Pass leads along one chain of teams that makes roles more even, if there is one.

    In the chain each hands the lead of one team to the next; only its two ends change:
    the first has two fewer leads than backups, the last two more.
    """
    gives: dict[int, list[int]] = {}
    for index, lead in enumerate(leads):
        if len(teams[index].leads) > 1:
            gives.setdefault(lead, []).append(index)
    for start in sorted(gives, key=lambda who: (-extra[who], who)):
        chain = _chain(teams, gives, extra, start)
        if chain:
            for index, who in chain:
                leads[index] = who
            extra[start] -= 2
            extra[chain[-1][1]] += 2
            return True
    return False


def _chain(
    teams: list[Team], gives: dict[int, list[int]], extra: list[int], start: int
) -> list[tuple[int, int]]:
    """Return the shortest chain to somebody with over two fewer extra leads.

    :return: (team, who leads it from now on) for each hand-over, or nothing
    """
    came: dict[int, tuple[int, int, int]] = {}
    waiting = deque([start])
    while waiting:
        giver = waiting.popleft()
        if extra[start] - extra[giver] > 2:
            return _back_to(start, giver, came)
        for index in gives.get(giver, ()):
            for who in teams[index].leads:
                if who != start and who not in came:
                    came[who] = (giver, index, who)
                    waiting.append(who)
    return []


def _back_to(
    start: int, end: int, came: dict[int, tuple[int, int, int]]
) -> list[tuple[int, int]]:
    chain = []
    while end != start:
        giver, index, who = came[end]
        chain.append((index, who))
        end = giver
    return chain[::-1]
