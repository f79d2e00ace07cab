from odoo import models
from odoo.exceptions import UserError

from ..rota.explain import explain
from ..rota.levels import UNCOVERED, loads_of
from ..rota.problem import UNIT, Duty
from ..rota.record import from_record

SQUARE = UNIT * UNIT
# Seconds that somebody waits for an answer.
SECONDS = 20.0


class ClubDuty(models.Model):
    """Why somebody has a duty, and why somebody else has not."""

    _inherit = "club.duty"

    def action_explain(self):
        """Open the form that answers "why me" and "why not me"."""
        self.ensure_one()
        self.rota_id._check_coordinator()
        # sudo: who is on duty may come from a neighbouring section.
        name = self.sudo().volunteer_id.name
        wizard = self.env["club.duty.explain"].create(
            {"duty_id": self.id, "current_name": name}
        )
        return wizard._reopen()

    def _explain(self, volunteer=None):
        """Why this duty is whose it is, as sentences.

        Solves the problem of the certificate again, without this duty or with
        ``volunteer`` on it; takes up to ``SECONDS``.

        :param volunteer: who would serve instead; empty: why who was planned serves
        """
        self.ensure_one()
        # sudo: the record of a rota holds volunteers of neighbouring sections.
        duty = self.sudo()
        said = duty._by_hand_sentences()
        solution = duty.rota_id.solution_id
        if not solution.record:
            return [*said, self.env._("This rota was not planned: nothing to compare.")]
        certificate = from_record(solution.record)
        asked = duty._position(solution, certificate, volunteer or duty.volunteer_id)
        if isinstance(asked, str):
            return [*said, asked]
        if volunteer and asked in certificate.duties:
            return [*said, self.env._("%s was planned there.", volunteer.name)]
        if not volunteer and asked not in certificate.duties:
            return said or [
                self.env._(
                    "%s was not planned there: the duty changed hands since.",
                    duty.volunteer_id.name,
                )
            ]
        problem, plan = certificate.problem, certificate.duties
        answer = explain(problem, plan, asked, time_limit=SECONDS)
        return said + duty._answer(solution, certificate, asked, answer)

    def _by_hand_sentences(self):
        change = self.change_ids.filtered(lambda each: each.kind == "override")[:1]
        if not self.is_by_hand or not change:
            return []
        return [
            self.env._(
                "A coordinator decided it: %(reason)s (%(who)s)",
                reason=change.reason,
                who=change.author_id.name,
            )
        ]

    def _position(self, solution, certificate, volunteer):
        """The planner's duty, or a sentence when it has no place in the record."""
        if not volunteer:
            raise UserError(
                self.env._(
                    "Nobody has this duty: ask why a volunteer does not have it."
                )
            )
        keys = [who.key for who in certificate.problem.volunteers]
        sections = solution.section_ids or []
        if str(volunteer.id) not in keys or self.section_id.id not in sections:
            return self.env._(
                "%(name)s could not be planned for %(section)s: they were no volunteer "
                "there when the rota was planned.",
                name=volunteer.name,
                section=self.section_id.name,
            )
        return Duty(
            sections.index(self.section_id.id), self.slot, keys.index(str(volunteer.id))
        )

    def _answer(self, solution, certificate, asked, answer):
        if answer.verdict == "rule":
            return self._rule_sentences(solution, certificate, asked, answer)
        name = solution._person_at(asked.volunteer)
        if answer.verdict == "unknown":
            return [
                self.env._(
                    "There was not enough time to compare all plans, or no solver: "
                    "nothing can be said for sure."
                )
            ]
        if answer.verdict == "equal":
            return [
                self.env._(
                    "Equally good: other plans are worth exactly as much, and the "
                    "planner chose one of them by chance. You may choose otherwise at "
                    "no cost."
                )
            ]
        if answer.verdict == "better":
            return [
                self.env._(
                    "A better plan exists: this one was not proven to be the best. "
                    "Plan again with more time."
                )
            ]
        if answer.asked == "forbidden":
            head = self.env._(
                "Without %(name)s here, the rota would be worse.", name=name
            )
        else:
            head = self.env._("With %(name)s here, the rota would be worse.", name=name)
        return [head, *self._worse_sentences(solution, certificate, answer)]

    def _worse_sentences(self, solution, certificate, answer):
        """How the level that decides would change, and whose load with it."""
        level = next(each for each in answer.differences if each.name == answer.level)
        more = level.after - level.before
        if level.name == "coverage":
            return [self._coverage_change(more)]
        if level.name == "comfort":
            return [
                self.env._(
                    "Equally covered and fair, but more duties in disliked weeks or "
                    "away from home: %(before)s points now, %(after)s then (1 for a "
                    "disliked week, 4 for a duty away).",
                    before=level.before,
                    after=level.after,
                )
            ]
        if level.name == "balance":
            head = self.env._("Fairness would get worse by %.2f.", more / SQUARE)
            return [head, *self._load_sentences(solution, certificate, answer)]
        return [
            self.env._(
                "Equally covered, fair and pleasant, but last year's debt would be "
                "evened out less."
            )
        ]

    def _coverage_change(self, more):
        """What this many points of coverage mean: 10 a duty, 1 a skill."""
        if more == UNCOVERED:
            return self.env._("One more duty would have nobody.")
        if more > UNCOVERED:
            return self.env._(
                "%s more duties would have nobody.", round(more / UNCOVERED)
            )
        return self.env._("A skill would be missing on duty, %s times more.", more)

    def _load_sentences(self, solution, certificate, answer):
        """Whose number of duties would change."""
        problem = certificate.problem
        before = loads_of(problem, certificate.duties)
        after = loads_of(problem, answer.duties)
        return [
            self.env._(
                "%(name)s would serve %(after)s times instead of %(before)s, for a "
                "share of %(share).2f.",
                name=solution._person_at(place),
                before=before[place],
                after=after[place],
                share=who.share / UNIT,
            )
            for place, who in enumerate(problem.volunteers)
            if before[place] != after[place]
        ]

    def _rule_sentences(self, solution, certificate, asked, answer):
        """Which hard rule decides."""
        name = solution._person_at(asked.volunteer)
        if answer.asked == "forbidden":
            return [
                self.env._(
                    "%s has this duty because it was set by hand, confirmed or begun "
                    "already.",
                    name,
                )
            ]
        who = certificate.problem.volunteers[asked.volunteer]
        too_close = self.env._(
            "%s has another duty that was kept too close to it.", name
        )
        sentences = {
            "crowded": self.env._(
                "This place was given by hand, confirmed or begun already."
            ),
            "rest": too_close,
            "two_at_once": too_close,
            "overload": self.env._(
                "%(name)s already has the most duties they accept: %(most)s.",
                name=name,
                most=who.max_load,
            ),
        }
        said = [
            sentences[conflict.rule]
            for conflict in answer.conflicts
            if conflict.rule in sentences
        ]
        return said or [self._not_allowed(certificate, asked, name)]

    def _not_allowed(self, certificate, asked, name):
        problem = certificate.problem
        if asked.slot not in problem.volunteers[asked.volunteer].available:
            return self.env._(
                "%s is away that week, on duty elsewhere, or too close to a duty "
                "elsewhere.",
                name,
            )
        if asked.region not in problem.reach(asked.volunteer):
            return self.env._("%s does not serve this section.", name)
        return self.env._("This place was closed: begun, or left open on purpose.")
