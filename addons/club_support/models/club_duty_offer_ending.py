from odoo import api, models
from odoo.fields import Domain


class ClubDutyOffer(models.Model):
    """Questions that end by themselves: the duty went elsewhere, or begins."""

    _inherit = "club.duty.offer"

    @api.model
    def _about(self, duties):
        """Open questions in which these duties are given or taken."""
        return self.search(
            Domain("state", "=", "open")
            & (
                Domain("duty_id", "in", duties.ids)
                | Domain("other_duty_id", "in", duties.ids)
            )
        )

    @api.model
    def _put_by_or_to(self, volunteers):
        """Open questions that these volunteers asked, or may answer."""
        return self.search(
            Domain("state", "=", "open")
            & (
                Domain("asker_id", "in", volunteers.ids)
                | Domain("asked_ids", "in", volunteers.ids)
            )
        )

    def _drop(self, volunteer):
        """This volunteer cannot answer any more: the question goes on with the rest.

        What they asked is withdrawn; of who was the last one asked, the asker is
        told that nobody is left.
        """
        mine = self.filtered(lambda offer: offer.asker_id == volunteer)
        mine._finish("withdrawn")
        for offer in self - mine:
            if volunteer in offer.declined_ids:
                continue
            offer.declined_ids |= volunteer
            if not offer.asked_ids - offer.declined_ids:
                offer._finish("declined")

    def _call_off(self):
        """End these questions: a duty of theirs is in other hands. Who still has
        the one they wanted to give away is told."""
        self._finish("withdrawn")
        for offer in self:
            if offer.duty_id.volunteer_id == offer.asker_id:
                offer._tell_asker("off")

    @api.model
    def _expire(self, company):
        """End what nobody answered before one of its duties began: it stays."""
        today = company._club_today()
        begun = self.search(
            Domain("state", "=", "open")
            & Domain("company_id", "=", company.id)
            & (
                Domain("duty_id.date_start", "<=", today)
                | Domain("other_duty_id.date_start", "<=", today)
            )
        )
        begun._finish("expired")
        return begun


class ClubDuty(models.Model):
    _inherit = "club.duty"

    def _handed_over(self, before, kind):
        result = super()._handed_over(before, kind)
        # sudo: whoever may hand a duty over ends what was asked about it.
        self.env["club.duty.offer"].sudo()._about(self)._call_off()
        return result
