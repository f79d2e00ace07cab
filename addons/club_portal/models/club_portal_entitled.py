from odoo import api, fields, models
from odoo.fields import Domain

# Whose space opens when they ask for it; invitations go to present members only.
MAY_ENTER = ("active", "grace", "lapsed")


class ClubPortalAccess(models.Model):
    """Who may enter: members of open sections, their guardians, delegates."""

    _inherit = "club.portal.access"

    @api.model
    def _entitled(self, people):
        """The membership through which each of these people may enter today.

        :param people: contacts without login
        :return: {person: membership}, without those who have none, or whose section
            is not open to its members yet
        """
        today = fields.Date.context_today(self)
        # sudo: asked for visitors, and for whoever sends an invitation.
        memberships = self.env["club.membership"].sudo()
        entitled = {}
        for person in people.filtered(lambda p: not p.club_deceased_on):
            found = memberships.search(
                Domain("merged_into_id", "=", False)
                & Domain("section_id.portal_open_on", "<=", today)
                & (Domain("state", "in", MAY_ENTER) | self._approved_domain())
                & (
                    Domain("partner_id", "=", person.id)
                    | Domain("id", "in", person._club_wards().ids)
                    | Domain("id", "in", person._club_delegations().membership_id.ids)
                )
            ).sorted(lambda m, p=person: (m.partner_id != p, m.id))
            of_age = found.filtered(
                lambda m, p=person: not p._club_is_minor(today, m.company_id)
            )
            if of_age:
                entitled[person] = of_age[0]
        return entitled

    @api.model
    def _approved_domain(self):
        """Applicants who were approved: their dues wait for them there."""
        return Domain("state", "=", "applied") & Domain("approved_on", "!=", False)
