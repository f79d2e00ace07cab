from odoo import models
from odoo.tools import format_date

from ..rota.levels import loads_of, missing, teams_of
from ..rota.problem import UNIT

# Names in one sentence of loads; more would hide the rest.
SHOWN = 8
SQUARE = UNIT * UNIT


class ClubRotaRepair(models.Model):
    """What an option does and costs, in plain words."""

    _inherit = "club.rota.repair"

    def _missing(self, case, duties):
        """Persons and skills that this plan lacks from now on."""
        teams = teams_of(duties)
        persons = skills = 0
        for region in range(len(case.problem.regions)):
            for slot in range(case.start, case.problem.slots):
                team = teams.get((region, slot), ())
                lacks = missing(case.problem, region, team)
                persons, skills = persons + lacks[0], skills + len(lacks[1])
        return persons, skills

    def _option_name(self, moves):
        if not moves:
            return self.env._("No duty changes hands")
        if len(moves) == 1:
            return self.env._("One duty changes hands")
        return self.env._("%s duties change hands", len(moves))

    def _cost_sentences(self, case, option, position):
        """One sentence a line: coverage, loads, preferences, fairness, proof."""
        return [
            *self._coverage_sentences(*self._missing(case, option.duties)),
            *self._load_sentences(case, option),
            *self._comfort_sentences(case, option),
            self._fairness_sentence(option.delta.balance / SQUARE),
            self._proof_sentence(option.proven, position),
        ]

    def _coverage_sentences(self, persons, skills):
        said = []
        if persons == 1:
            said.append(self.env._("One duty stays without anybody."))
        elif persons:
            said.append(self.env._("%s duties stay without anybody.", persons))
        else:
            said.append(self.env._("No duty stays without anybody."))
        if skills == 1:
            said.append(self.env._("Once, a skill that you ask for is not on duty."))
        elif skills:
            said.append(
                self.env._("%s times, a skill that you ask for is not on duty.", skills)
            )
        return said

    def _load_sentences(self, case, option):
        """Whose number of duties grows, the furthest above their share first."""
        people = case.problem.volunteers
        before, after = (
            loads_of(case.problem, plan) for plan in (case.plan, option.duties)
        )
        grown = [at for at in range(len(people)) if after[at] > before[at]]
        grown.sort(key=lambda at: (people[at].share - UNIT * after[at], at))
        said = [
            self.env._(
                "%(name)s: from %(before)s to %(after)s duties, for a fair share of "
                "%(share)s.",
                name=case.at.volunteers[at].name,
                after=after[at],
                before=before[at],
                share=f"{people[at].share / UNIT:.1f}",
            )
            for at in grown[:SHOWN]
        ]
        if len(grown) > SHOWN:
            said.append(self.env._("and %s more.", len(grown) - SHOWN))
        return said

    def _comfort_sentences(self, case, option):
        people = case.problem.volunteers
        disliked = sum(d.slot in people[d.volunteer].disliked for d in option.moved)
        away = sum(case.problem.is_away(duty) for duty in option.moved)
        said = []
        if disliked:
            said.append(
                self.env._(
                    "New duties in days that their volunteer would rather avoid: %s.",
                    disliked,
                )
            )
        if away:
            said.append(self.env._("New duties in a neighbouring section: %s.", away))
        return said

    def _fairness_sentence(self, more):
        if abs(more) < 0.005:
            return self.env._("As fair as before.")
        if more < 0:
            return self.env._("Fairer than before, by %.2f.", -more)
        return self.env._("Less fair than before, by %.2f.", more)

    def _proof_sentence(self, proven, position):
        if not proven:
            return self.env._(
                "Not proven: there was not enough time, or no solver. Better options "
                "may exist."
            )
        if not position:
            return self.env._(
                "Proven: as many duties cannot be covered with fewer changes."
            )
        return self.env._("Proven: no fairer plan changes as few duties.")


class ClubRotaRepairMove(models.Model):
    _inherit = "club.rota.repair.move"

    def _sentence(self):
        """When, where, which role, and from whom to whom."""
        self.ensure_one()
        duty = self.duty_id
        roles = dict(duty._fields["role"]._description_selection(self.env))
        nobody = self.env._("nobody")
        values = {
            "day": format_date(self.env, duty.date_start, date_format="d MMMM"),
            "section": duty.section_id.name,
            "role": roles[duty.role].lower(),
            "before": self.from_id.name or nobody,
            "after": self.to_id.name or nobody,
        }
        if duty.rota_id.slot_days == 7:
            return self.env._(
                "Week of %(day)s, %(section)s, %(role)s: %(before)s → %(after)s",
                **values,
            )
        return self.env._(
            "From %(day)s, %(section)s, %(role)s: %(before)s → %(after)s", **values
        )
