from odoo import models

from ..rota.problem import UNIT

SQUARE = UNIT * UNIT


class ClubRota(models.Model):
    """How far a planning is, in sentences."""

    _inherit = "club.rota"

    def _level_sentence(self, level):
        """One level as a sentence.

        :param level: ``name``, ``value``, ``bound`` and ``proven``, as the planner
            counts them
        """
        names = dict(
            self.env["club.rota.level"]
            ._fields["level"]
            ._description_selection(self.env)
        )
        scale = SQUARE if level["name"] in ("balance", "debt") else 1
        values = {
            "level": names[level["name"]],
            "value": round(level["value"] / scale, 2),
            "bound": round((level["bound"] or 0) / scale, 2),
        }
        if level["name"] == "coverage" and not level["value"]:
            return self.env._("%(level)s: nobody is missing.", **values)
        if level["proven"]:
            return self.env._(
                "%(level)s: %(value)s, proven to be the least possible.", **values
            )
        return self.env._(
            "%(level)s: %(value)s; the least possible lies between %(bound)s and that.",
            **values,
        )


class ClubRotaSolution(models.Model):
    """What a certificate says, in plain words."""

    _inherit = "club.rota.solution"

    def _summary(self):
        """What the plan is worth and how sure that is, one sentence a line."""
        self.ensure_one()
        return "\n".join([self._coverage_sentence(), *self._proof_sentences()])

    def _coverage_sentence(self):
        if self.gap_count:
            return self.env._(
                "%s duties have nobody: see the red places of the plan.", self.gap_count
            )
        if self.unskilled_count:
            return self.env._(
                "All duties have somebody. %s times, a skill that you asked for is "
                "missing on duty.",
                self.unskilled_count,
            )
        return self.env._("All duties have somebody, with the skills you asked for.")

    def _proof_sentences(self):
        if self.end == "missing":
            return [
                self.env._(
                    "Not proven: the solver (highspy) is not installed on this server. "
                    "Each duty went to who is furthest below their share; all rules "
                    "hold."
                )
            ]
        proven = {level.level: level.is_proven for level in self.level_ids}
        if self.is_proven:
            return self._what_is_proven()
        said = [
            self.env._(
                "Not proven to be the best: this is the best plan found in %s seconds.",
                round(self.seconds),
            )
        ]
        if proven.get("coverage"):
            said.append(self.env._("Proven: no plan covers more duties."))
        if proven.get("coverage") and proven.get("balance"):
            said.append(self.env._("Proven: no plan that does is fairer."))
        return said

    def _what_is_proven(self):
        return [
            self.env._("Proven: no plan covers more duties."),
            self.env._("Proven: no plan that does is fairer."),
            self.env._("Proven: no plan as fair suits preferences better."),
        ]

    def _finding_sentence(self, finding):
        """What the independent check found wrong, for people."""
        who = self._person_at(finding.volunteer)
        place = self._place_at(finding.region, finding.slot)
        values = {
            "who": who,
            "place": place,
            "level": finding.level,
            "stated": finding.stated,
            "found": finding.found,
        }
        sentences = {
            "malformed": self.env._("The stored record cannot be read."),
            "unavailable": self.env._("%(who)s cannot serve: %(place)s.", **values),
            "out_of_reach": self.env._(
                "%(who)s does not serve there: %(place)s.", **values
            ),
            "two_at_once": self.env._("%(who)s is twice on duty: %(place)s.", **values),
            "rest": self.env._("%(who)s has too little rest: %(place)s.", **values),
            "overload": self.env._(
                "%(who)s serves %(found)s times, %(stated)s at most.", **values
            ),
            "load": self.env._(
                "%(who)s serves %(found)s times, not %(stated)s.", **values
            ),
            "share": self.env._(
                "The fair share of %(who)s is not the one that the rule gives.",
                **values,
            ),
            "crowded": self.env._("Too many are on duty: %(place)s.", **values),
            "value": self.env._(
                "The value of a level is not the one stated: %(level)s.", **values
            ),
        }
        other = self.env._("The record contradicts itself (%s).", finding.code)
        return sentences.get(finding.code, other)

    def _person_at(self, position):
        """Name of who stands at this position of the record."""
        people = (self.record or {}).get("problem", {}).get("volunteers", [])
        if position is None or position >= len(people):
            return ""
        key = people[position]["key"]
        volunteer = self.env["club.volunteer"].browse(int(key)).exists()
        return volunteer.name or key

    def _place_at(self, region, slot):
        """A region and the first day of a slot, for people."""
        regions = (self.record or {}).get("problem", {}).get("regions", [])
        if region is None or slot is None or region >= len(regions):
            return ""
        first, _last = self.rota_id._slot_dates(slot)
        return f"{regions[region]}, {first.isoformat()}"
