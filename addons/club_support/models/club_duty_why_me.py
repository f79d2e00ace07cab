from odoo import models
from odoo.exceptions import UserError

from ..rota.levels import loads_of
from ..rota.problem import UNIT

READER = "club_why_reader"
PER_HOUR = 6


class ClubDuty(models.Model):
    """“Why me?” and “why not me?”, asked by volunteers themselves.

    The same answer as the coordinator's, without what is others' business: a
    coordinator's reason may speak of somebody else, and so do other people's loads.
    """

    _inherit = "club.duty"

    def _may_ask_why(self):
        """Whether there is a certificate to compare with."""
        self.ensure_one()
        return bool(self.rota_id.solution_id.record)

    def _why_me(self, reader):
        """Why this duty is this volunteer's, as sentences.

        :param reader: the volunteer whose duty it is
        :raises UserError: asked too often, since each answer plans the rota again
        """
        self.ensure_one()
        self._count_asking(reader)
        return self.with_context(**{READER: reader.id})._explain()

    def _why_not_me(self, reader):
        """Why this volunteer does not have this duty, as sentences.

        :param reader: a volunteer of the section
        :raises UserError: as above
        """
        self.ensure_one()
        self._count_asking(reader)
        return self.with_context(**{READER: reader.id})._explain(reader)

    def _count_asking(self, reader):
        # sudo: a counter of the system.
        rates = self.env["club.rate"].sudo()
        if not rates._allow("duty_why", str(reader.id), PER_HOUR, 60):
            raise UserError(
                self.env._(
                    "You asked %s times within an hour, and each answer takes a while "
                    "to work out: ask again later.",
                    PER_HOUR,
                )
            )

    def _by_hand_sentences(self):
        said = super()._by_hand_sentences()
        reader = self.env.context.get(READER)
        if not said or not reader:
            return said
        if self.volunteer_id.id == reader:
            return [self.env._("Your coordinator chose you for this duty.")]
        return [self.env._("A coordinator decided by hand who serves here.")]

    def _load_sentences(self, solution, certificate, answer):
        reader = self.env.context.get(READER)
        if not reader:
            return super()._load_sentences(solution, certificate, answer)
        people = certificate.problem.volunteers
        before = loads_of(certificate.problem, certificate.duties)
        after = loads_of(certificate.problem, answer.duties)
        return [
            self.env._(
                "You would serve %(after)s times instead of %(before)s; your fair "
                "share is %(share).1f.",
                before=before[place],
                after=after[place],
                share=who.share / UNIT,
            )
            for place, who in enumerate(people)
            if who.key == str(reader)
        ]

    def _answer(self, solution, certificate, asked, answer):
        if self.env.context.get(READER) and answer.verdict == "equal":
            return [
                self.env._(
                    "Another plan would have been as good: the planner chose this one "
                    "by chance."
                )
            ]
        return super()._answer(solution, certificate, asked, answer)
