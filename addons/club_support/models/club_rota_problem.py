from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any

from odoo import models
from odoo.fields import Domain

from ..rota.overrides import allow_forced, freeze
from ..rota.problem import Duty, Problem, Volunteer
from ..rota.shares import with_fair_shares
from .club_duty import LIVE

YEAR = 365


@dataclass(frozen=True)
class Positions:
    """Which record stands at which position of a problem."""

    sections: Any
    volunteers: Any

    def section(self, record):
        return self.sections.ids.index(record.id)

    def volunteer(self, record):
        return self.volunteers.ids.index(record.id)

    def duty(self, duty):
        """The planner's duty for this one, None when it has no place in the problem."""
        if duty.section_id not in self.sections:
            return None
        if duty.volunteer_id not in self.volunteers:
            return None
        return Duty(
            self.section(duty.section_id), duty.slot, self.volunteer(duty.volunteer_id)
        )

    def places(self, pairs):
        """Positions of these pairs of a section and a slot."""
        return {
            (self.section(section), slot)
            for section, slot in pairs
            if section in self.sections
        }


class ClubRota(models.Model):
    """A rota as the planner sees it: positions instead of records."""

    _inherit = "club.rota"

    def _problem(self):
        """What the planner has to solve, and which records its positions stand for.

        :return: (``Problem``, ``Positions``)
        """
        self.ensure_one()
        # sudo: volunteers of neighbouring sections and their duties elsewhere count,
        # whoever plans; the caller has the right to write this rota.
        rota = self.sudo()
        kept = rota._kept_duties()
        at = rota._positions(kept.volunteer_id)
        problem = allow_forced(rota._problem_around(at, kept))
        places = at.places(rota._closed_places())
        return with_fair_shares(freeze(problem, places)), at

    def _problem_around(self, at, kept):
        """Sections, volunteers and what they said, with these duties decided.

        Nothing is widened for these duties, nothing closed, and no share set yet.
        """
        return Problem(
            regions=tuple(section.name for section in at.sections),
            slots=self.slot_count,
            per_slot=int(self.per_slot),
            required=tuple(self._required_skills(section) for section in at.sections),
            neighbours=tuple(
                frozenset(map(at.section, section.neighbour_ids & at.sections))
                for section in at.sections
            ),
            volunteers=self._problem_volunteers(at),
            forced=frozenset(filter(None, map(at.duty, kept))),
            served_together=self._served_together(at),
        )

    def _positions(self, kept):
        sections = self.line_ids.section_id
        found = self.env["club.volunteer"].search(self._volunteers_domain(), order="id")
        return Positions(sections, found | (kept - found))

    def _volunteers_domain(self):
        """Who may be planned: serving in these dates, here or next door."""
        sections = self.line_ids.section_id
        willing = Domain("helps_neighbours", "=", True) & Domain(
            "section_ids.neighbour_ids", "in", sections.ids
        )
        return (
            Domain("company_id", "=", self.company_id.id)
            & Domain("partner_id.active", "=", True)
            & Domain("date_start", "<=", self.date_end)
            & (
                Domain("date_end", "=", False)
                | Domain("date_end", ">=", self.date_start)
            )
            & (Domain("section_ids", "in", sections.ids) | willing)
        )

    def _required_skills(self, section):
        line = self.line_ids.filtered(lambda line: line.section_id == section)
        return tuple(sorted(str(skill.id) for skill in line.skill_ids))

    def _problem_volunteers(self, at):
        elsewhere, debts = self._elsewhere(at.volunteers), self._debts(at.volunteers)
        slots = [self._slot_dates(slot) for slot in range(self.slot_count)]
        part = self.slot_count * self.slot_days / YEAR
        return tuple(
            self._problem_volunteer(
                who, at, slots, part, elsewhere[who], debts.get(who, 0)
            )
            for who in at.volunteers
        )

    def _problem_volunteer(self, who, at, slots, part, elsewhere, debt):
        own = who.home_section_id | who.section_ids
        outside = own - at.sections
        inside = sum(
            self.date_start <= start <= self.date_end for start, _end in elsewhere
        )
        rest = timedelta(days=who.rest * self.slot_days)
        return Volunteer(
            key=str(who.id),
            regions=tuple(
                at.section(section) for section in own if section in at.sections
            ),
            available=frozenset(
                slot
                for slot, (first, last) in enumerate(slots)
                if who._can_serve(first, last)
                and not any(
                    first <= end + rest and start <= last + rest
                    for start, end in elsewhere
                )
            ),
            skills=frozenset(str(skill.id) for skill in who.skill_ids),
            max_load=max(0, ceil(who.max_load * part) - inside),
            rest=who.rest,
            disliked=frozenset(
                slot
                for slot, (first, last) in enumerate(slots)
                if who._dislikes(first, last)
            ),
            helps_neighbours=who.helps_neighbours,
            beside=frozenset(map(at.section, outside.neighbour_ids & at.sections)),
            debt=debt,
        )

    def _elsewhere(self, volunteers):
        """First and last days of what volunteers have to do in other rotas."""
        margin = timedelta(
            days=self.slot_days * max(volunteers.mapped("rest"), default=0)
        )
        duties = self.env["club.duty"].search(
            [
                ("volunteer_id", "in", volunteers.ids),
                ("state", "in", LIVE),
                ("rota_id", "!=", self.id),
                ("date_start", "<=", self.date_end + margin),
                ("date_end", ">=", self.date_start - margin),
            ]
        )
        found = defaultdict(list)
        for duty in duties:
            found[duty.volunteer_id].append((duty.date_start, duty.date_end))
        return found
