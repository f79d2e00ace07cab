from odoo import api, fields, models
from odoo.exceptions import UserError

from ..figures import pains
from .club_pain import LIVE
from .club_pain_report import OUTCOMES


class ClubPain(models.Model):
    """Once all that answers a pain point is delivered, its reporters are asked."""

    _inherit = "club.pain"

    asked_on = fields.Date(
        string="Asked whether it still hurts on", readonly=True, copy=False
    )
    outcome = fields.Char(string="What they say", compute="_compute_outcome")

    @api.depends("asked_on")
    def _compute_outcome(self):
        labels = dict(
            self.env["club.pain.report"]
            ._fields["outcome"]
            ._description_selection(self.env)
        )
        for pain in self:
            told = pain._outcomes()
            pain.outcome = ", ".join(
                f"{labels[key]}: {count}" for key, count in told.items() if count
            )

    def _outcomes(self):
        """{outcome: members}, empty where it would tell what a hidden one said."""
        # sudo: hidden lines count as well.
        rows = self.env["club.pain.report"].sudo()
        if not self.asked_on:
            return {}
        said = rows.search([("root_id", "=", self.id)])._of_members()
        said = said.filtered("outcome")
        hidden = said.filtered(lambda report: not report.is_shown)
        if not pains.may_tell(len(said), len(hidden)):
            return {}
        return {
            key: sum(report.outcome == key for report in said)
            for key, _label in OUTCOMES
        }

    def _is_all_delivered(self):
        """Whether all that answers it is delivered, what will never come left out."""
        requests = (self | self._merged_below()).request_ids
        wanted = {request._root().state for request in requests}
        return wanted - {"declined", "closed"} == {"delivered"}

    def _ask_whether_it_hurts(self):
        """Ask the members of these pain points, by mail and on their pages."""
        for pain in self:
            rows = (
                self.env["club.pain.report"]
                .sudo()  # sudo: who is not named is asked as well, and told nobody
                .search([("root_id", "=", pain.id)])
            )
            rows.outcome = False
            pain.asked_on = pain.company_id._club_today()
            rows._of_members().is_asked = True

    def _answer_whether_it_hurts(self, person, membership, outcome):
        """Keep a member's answer; a second one replaces it.

        :param outcome: one of ``OUTCOMES``
        :raises UserError: nobody asked them
        """
        self.ensure_one()
        self._check_speaks_for(person, membership)
        mine = self._report_of(membership)
        if not (self.asked_on and mine and outcome in dict(OUTCOMES)):
            raise UserError(
                self.env._("Nobody asked whether “%(pain)s” hurts.", pain=self.name)
            )
        mine.outcome = outcome


class ClubRequest(models.Model):
    _inherit = "club.request"

    def _moved(self, former, state):
        result = super()._moved(former, state)
        if state == "delivered":
            # sudo: what was merged into it heals the same pains.
            merged = self.sudo().search([("root_id", "=", self.id)])
            pains = (self | merged).pain_ids
            for pain in dict.fromkeys(pain._root() for pain in pains):
                if pain.state in LIVE and pain._is_all_delivered():
                    pain._ask_whether_it_hurts()
        return result
