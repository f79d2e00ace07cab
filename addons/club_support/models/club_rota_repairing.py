import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from odoo import models
from odoo.exceptions import UserError

from ..rota.forced import ForcedError
from ..rota.overrides import allow_forced, freeze
from ..rota.problem import Duty, Problem
from ..rota.repair import repair
from ..rota.shares import with_fair_shares
from ..rota.wire import duties_to_json, problem_to_json
from .club_rota_problem import Positions

# Seconds that a coordinator waits for options; most come in two.
SECONDS = 8.0


@dataclass(frozen=True)
class Case:
    """A rota in force that somebody drops out of, or that has gaps.

    :ivar plan: who is on duty now, the duties of who drops out included
    :ivar absent: slots that somebody drops out of, by position
    :ivar start: the first slot that may change: the one that goes on today
    :ivar fixed: records of duties that stay with whoever has them
    """

    problem: Problem
    at: Positions
    plan: tuple[Duty, ...]
    absent: dict[int, frozenset[int]]
    start: int
    fixed: Any

    def digest(self):
        """A text that differs when anything differs that the options rest on.

        That somebody confirmed a duty meanwhile changes nothing for the others.
        """
        facts = [
            problem_to_json(replace(self.problem, forced=frozenset())),
            duties_to_json(self.plan),
            [[who, sorted(slots)] for who, slots in sorted(self.absent.items())],
            self.start,
        ]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


class ClubRota(models.Model):
    """A rota in force as the problem of repairing it."""

    _inherit = "club.rota"

    def _repair_case(self, volunteer, first, last, moves_confirmed=False):
        """What is left to solve when ``volunteer`` cannot serve on these days.

        What is over stays as it was, whoever is gone; what has begun stays with whom
        it is unless they drop out. No duty of anybody else is questioned because of
        the rules that it breaks already.

        :param volunteer: maybe none: only gaps are filled
        :param first: first day, empty: today
        :param last: last day, empty: for good
        :param moves_confirmed: whether duties that were confirmed may change hands
        """
        self.ensure_one()
        # sudo: as in _problem; the caller may change this rota.
        rota, volunteer = self.sudo(), volunteer.sudo()
        start = rota._running_slot()
        standing = rota._standing_duties()
        served = standing.filtered("volunteer_id")
        lost = served.filtered(
            lambda duty: (
                duty.volunteer_id == volunteer
                and duty.slot >= start
                and duty._touches(first, last)
            )
        )
        at = rota._positions(served.volunteer_id | volunteer)
        problem = allow_forced(rota._problem_around(at, served - lost))
        absent = rota._absent_slots(at, volunteer, first, last, start)
        problem = with_fair_shares(_without(problem, absent))
        closed = rota._unrepairable_places(start, standing)
        problem = freeze(problem, at.places(closed))
        fixed = (served - lost).filtered(
            lambda duty: (
                duty._place()[:2] in closed or duty._is_settled(moves_confirmed)
            )
        )
        return Case(
            problem=replace(
                problem, forced=frozenset(filter(None, map(at.duty, fixed)))
            ),
            at=at,
            plan=tuple(sorted(filter(None, map(at.duty, served)))),
            absent=absent,
            start=start,
            fixed=fixed,
        )

    def _running_slot(self):
        """The slot that goes on today; the first one before the rota begins."""
        today = self.company_id._club_today()
        return max(0, (today - self.date_start).days // self.slot_days)

    def _absent_slots(self, at, volunteer, first, last, start):
        if not volunteer:
            return {}
        slots = frozenset(
            slot
            for slot in range(start, self.slot_count)
            if _meet(self._slot_dates(slot), first, last)
        )
        return {at.volunteer(volunteer): slots}

    def _unrepairable_places(self, start, standing):
        """Places where nobody may be added: over, left open on purpose, or not there.

        :return: pairs of section and slot
        """
        sections = self.line_ids.section_id
        counts = dict.fromkeys(
            (
                (section, slot)
                for section in sections
                for slot in range(self.slot_count)
            ),
            0,
        )
        left_open = set()
        for duty in standing:
            place = duty._place()[:2]
            counts[place] = counts.get(place, 0) + 1
            if duty.is_by_hand and not duty.volunteer_id:
                left_open.add(place)
        per_slot = int(self.per_slot)
        return left_open | {
            place
            for place, count in counts.items()
            if place[1] < start or count < per_slot
        }

    def _repair_options(self, case):
        """Plans for this case, the fewest moved duties first.

        :raises UserError: when duties that have to stay contradict each other
        """
        try:
            return repair(
                case.problem,
                case.plan,
                case.absent,
                from_slot=case.start,
                time_limit=SECONDS,
            )
        except ForcedError as error:
            raise UserError(
                self.env._(
                    "Duties of %s that were confirmed or set by hand contradict each "
                    "other: free one of them first.",
                    self.name,
                )
            ) from error

    def _repair_moves(self, case, option):
        """Which duty passes from whom to whom in this plan.

        :return: (duty, from, to), by day and section
        """
        experienced = self._experienced(case.problem.volunteers)
        teams = {}
        for duty in sorted(
            option.duties,
            key=lambda each: (each.volunteer not in experienced, each.volunteer),
        ):
            who = case.at.volunteers[duty.volunteer]
            teams.setdefault((duty.region, duty.slot), []).append(who.id)
        moves = []
        ahead = self._standing_duties().filtered(
            lambda duty: duty.slot >= case.start and duty.section_id in case.at.sections
        )
        for (section, slot), duties in ahead.grouped(
            lambda duty: duty._place()[:2]
        ).items():
            team = teams.get((case.at.section(section), slot), [])
            taken = {duty.role: duty.volunteer_id.id for duty in duties}
            dealt = self._deal(team, taken)
            for duty in duties:
                to = duty.volunteer_id.browse(dealt.get(duty.role) or ())
                if to != duty.volunteer_id:
                    moves.append((duty, duty.volunteer_id, to))
        return sorted(
            moves, key=lambda m: (m[0].slot, m[0].section_id.name, m[0].role != "lead")
        )


class ClubDuty(models.Model):
    """What a repair may do with a duty."""

    _inherit = "club.duty"

    def _touches(self, first, last):
        self.ensure_one()
        return _meet((self.date_start, self.date_end), first, last)

    def _is_settled(self, moves_confirmed):
        """Whether this duty stays with who has it."""
        return (
            self.is_by_hand
            or self.state == "done"
            or self.date_start <= self._company_today()
            or (self.state == "confirmed" and not moves_confirmed)
        )


def _meet(days, first, last):
    """Whether these days have one from ``first`` to ``last``, empty: without end."""
    return (not first or days[1] >= first) and (not last or days[0] <= last)


def _without(problem, absent):
    """The problem in which these volunteers are not available in these slots."""
    return replace(
        problem,
        volunteers=tuple(
            replace(who, available=who.available - absent.get(position, frozenset()))
            for position, who in enumerate(problem.volunteers)
        ),
    )
