from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from .club_commission import LIVE


class ClubMembership(models.Model):
    """Organisations sit in commissions through the people who act for them."""

    _inherit = "club.membership"

    def _is_acted_for_by(self, person):
        return super()._is_acted_for_by(person) or self._has_in_team(person)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _club_commission_memberships(self, company):
        organisations = self._club_delegations().membership_id.filtered(
            lambda m: m.company_id == company and m.is_member
        )
        return super()._club_commission_memberships(company) | organisations


class ClubDelegation(models.Model):
    _inherit = "club.delegation"

    def _ended(self):
        """Who no longer acts for an organisation no longer sits for it."""
        result = super()._ended()
        for delegation in self:
            membership = delegation.membership_id
            day = delegation.date_to + timedelta(days=1)
            if not membership._has_in_team(delegation.partner_id, day):
                membership._commission_seats_end(
                    day,
                    self.env._("No longer acts for %s.", membership.partner_id.name),
                    delegation.partner_id,
                )
        return result

    def _goes_on(self, last):
        """Who goes on acting for an organisation goes on sitting for it."""
        result = super()._goes_on(last)
        rows = self.membership_id._commission_rows(
            Domain("partner_id", "=", self.partner_id.id)
            & Domain("state", "in", LIVE)
            & Domain("date_to", "=", last)
        )
        rows.write({"date_to": False, "reason": False})
        return result

    def _moved_to(self, membership):
        """Who acts for another organisation instead sits for that one."""
        result = super()._moved_to(membership)
        for delegation in self:
            delegation.membership_id._commission_seats_move(
                membership, delegation.partner_id
            )
        return result
