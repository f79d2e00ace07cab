from odoo import models


class ClubDuty(models.Model):
    """Who hears of it when a duty changes hands."""

    _inherit = "club.duty"

    def _handed_over(self, before, kind):
        result = super()._handed_over(before, kind)
        # sudo: whom it concerns is told, whoever decided.
        duty = self.sudo()
        if duty.state == "draft" or duty.date_end < duty._company_today():
            return result
        change = duty.change_ids.search([("duty_id", "=", duty.id)], limit=1)
        if kind in ("override", "repair"):
            if before:
                duty._tell("taken", before.sudo().partner_id, change_id=change.id)
            if duty.volunteer_id:
                duty._tell("given", change_id=change.id)
        if not duty.volunteer_id:
            duty._tell_of_gap(change)
        return result

    def _announce_cancelled(self, reason):
        result = super()._announce_cancelled(reason)
        self._tell("cancelled")
        # sudo: what is cancelled is asked for no more, whoever did it.
        self.env["club.duty.offer"].sudo()._about(self)._call_off()
        return result

    def _tell_of_gap(self, change):
        """The coordinators, and whoever else is on duty, do not find out by chance."""
        for other in self._beside().filtered("volunteer_id"):
            self._tell("beside", other.partner_id, change_id=change.id)
        self._tell_coordinators("released", change_id=change.id)
        # Who decided knows it: nobody is written to about their own click.
        own = self.env["club.duty.notice"].sudo()  # sudo: as in _handed_over
        own.search(
            [
                ("change_id", "=", change.id),
                ("partner_id", "=", change.author_id.id),
                ("level", "=", "released"),
            ]
        ).state = "dropped"


class ClubDutyOffer(models.Model):
    """Who hears of a question, and of its answer."""

    _inherit = "club.duty.offer"

    def _asked(self):
        result = super()._asked()
        for offer in self:
            offer.duty_id._tell("asked", offer.asked_ids.partner_id, offer_id=offer.id)
        return result

    def _finished(self):
        result = super()._finished()
        for offer in self.filtered(
            lambda offer: offer.state in ("accepted", "declined", "expired")
        ):
            offer._tell_asker(offer.state)
        return result

    def _tell_asker(self, level):
        self.duty_id._tell(level, self.asker_id.partner_id, offer_id=self.id)
