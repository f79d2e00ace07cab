from math import ceil

from odoo import models
from odoo.exceptions import UserError

from ..rota.recruiting import beginning, newcomers, recruit
from ..rota.training import gaps, train
from .club_rota_problem import YEAR

# Seconds for all questions of each kind.
SECONDS = 10.0
# Sections for which a newcomer is tried; those that lack most come first.
TRIED = 4


class ClubRota(models.Model):
    """Which training, or whom to look for, would close most gaps of a rota."""

    _inherit = "club.rota"

    def action_advise(self):
        """Compare what the rota would lack if somebody learnt a skill, or joined.

        :raises UserError: when the rota was not planned yet, or is over
        """
        self.ensure_one()
        self._check_coordinator()
        # sudo: as in _problem.
        lines = self.sudo()._advice()
        advice = self.env["club.rota.advice"].create(
            {"rota_id": self.id, "line_ids": [(0, 0, line) for line in lines]}
        )
        return advice._open()

    def _advice(self):
        """Values of lines of advice, what closes most first."""
        problem, at, plan, start = self._advice_case()
        plan = beginning(problem, plan)
        gone = [gap for gap in gaps(problem, plan) if gap.slot < start]
        gone = sum(gap.persons + len(gap.skills) for gap in gone)
        found = train(problem, plan, time_limit=SECONDS)
        load = self.env["club.volunteer"].default_get(["max_load", "rest"])
        part = self.slot_count * self.slot_days / YEAR
        wanted = newcomers(
            problem,
            plan,
            from_slot=start,
            max_load=ceil(load["max_load"] * part),
            rest=load["rest"],
        )
        found += recruit(problem, plan, wanted[:TRIED], time_limit=SECONDS)
        found.sort(key=lambda each: -each.closed)
        return [
            {
                "sequence": position,
                "name": self._advice_sentence(at, each),
                "before": sum(each.before) - gone,
                "after": sum(each.after) - gone,
                "is_proven": each.proven,
            }
            for position, each in enumerate(found)
            if each.closed > 0
        ]

    def _advice_case(self):
        """The problem, its records, a plan to begin with, and the first open slot."""
        if self.state in ("closed", "cancelled"):
            raise UserError(
                self.env._("%s is over: there is nothing to improve in it.", self.name)
            )
        if self._is_in_force():
            nobody = self.env["club.volunteer"]
            case = self._repair_case(nobody, False, False, moves_confirmed=True)
            return case.problem, case.at, case.plan, case.start
        drafts = self._drafts().filtered("volunteer_id")
        if not drafts:
            raise UserError(
                self.env._("%s has no plan yet: have it planned first.", self.name)
            )
        problem, at = self._problem()
        return problem, at, tuple(filter(None, map(at.duty, drafts))), 0

    def _advice_sentence(self, at, found):
        question = getattr(found, "question", None)
        if question:
            return self.env._(
                "Train %(who)s in %(skill)s",
                who=at.volunteers[found.volunteer].name,
                skill=self._skill_names([question.skill]),
            )
        section = at.sections[found.newcomer.regions[0]].name
        if not found.newcomer.skills:
            return self.env._("Find one more volunteer in %s", section)
        return self.env._(
            "Find one more volunteer in %(section)s who knows %(skills)s",
            section=section,
            skills=self._skill_names(found.newcomer.skills),
        )

    def _skill_names(self, keys):
        skills = self.env["club.skill"].browse(sorted(map(int, keys)))
        return ", ".join(skills.mapped("name"))
