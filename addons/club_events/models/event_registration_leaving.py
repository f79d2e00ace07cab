from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain


class EventRegistration(models.Model):
    """Who no longer acts for an organisation does not come in its name."""

    _inherit = "event.registration"

    def _to_come_of(self, people, day=None):
        """Registrations of these people for what begins on ``day`` or later."""
        # sudo: leaving concerns meetings that who ends a delegation may not read.
        return self.sudo().search(
            Domain("attendee_id", "in", people.ids)
            & Domain("state", "in", ("draft", "open"))
            & Domain("event_id.date_begin", ">", fields.Datetime.now())
            & (Domain("event_id.date_begin", ">=", day) if day else Domain.TRUE)
        )

    def _drop(self, reason):
        """Withdraw these, whoever made it necessary; who waits is served.

        :param reason: a sentence, kept in the history
        """
        self._checked().write({"state": "cancel"})
        for registration in self._checked():
            registration.message_post(body=reason)


class ClubDelegation(models.Model):
    _inherit = "club.delegation"

    def _ended(self):
        """Places taken in the name of an organisation go with who took them: they are
        offered to who waits, and the organisation sends somebody else."""
        result = super()._ended()
        for delegation in self:
            day = delegation.date_to + timedelta(days=1)
            membership, person = delegation.membership_id, delegation.partner_id
            if not membership._has_in_team(person, day):
                rows = self.env["event.registration"]._to_come_of(person, day)
                gone = rows.filtered(
                    lambda r, m=membership: r.membership_id == m and not r.guest_id
                )
                gone._drop(
                    self.env._("No longer acts for %s.", membership.partner_id.name)
                )
        return result

    def _moved_to(self, membership):
        """Who acts for another organisation instead comes in that one's name."""
        result = super()._moved_to(membership)
        rows = self.env["event.registration"]._to_come_of(self.partner_id)
        moved = rows.filtered(lambda r: r.membership_id in self.membership_id)
        moved._checked().write({"membership_id": membership.id})
        return result


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _club_record_death(self, day):
        result = super()._club_record_death(day)
        self.env["event.registration"]._to_come_of(self)._drop(self.env._("Deceased"))
        return result
