from collections import defaultdict

from odoo import api, models


class ClubPortalAccess(models.Model):
    """Who has a login already sees each association that they enter."""

    _inherit = "club.portal.access"

    @api.model
    def _follow(self, pairs):
        """Give access to those of these people who have a login in another
        association only; who has none is invited when the section opens.

        Staff of another association are left alone: their own space shows this one
        once they are given access, and their role must not come along.

        :param pairs: list of (person, membership they belong to or act for)
        """
        people = defaultdict(dict)
        for person, membership in pairs:
            # sudo: whoever named them need not read logins.
            user = person.sudo().user_ids[:1]
            company = membership.company_id
            if user.share and company not in user.company_ids:
                people[company][person] = membership
        for known in people.values():
            self._give(known)


class ClubMembership(models.Model):
    _inherit = "club.membership"

    @api.model_create_multi
    def create(self, vals_list):
        memberships = super().create(vals_list)
        access = self.env["club.portal.access"]
        access._follow([(m.partner_id, m) for m in memberships])
        # sudo: whoever admits them need not read guardians.
        for minor in memberships.filtered(
            lambda m: m.partner_id.sudo().club_guardian_ids
        ):
            guardians = minor.partner_id._club_guardians(company=minor.company_id)
            access._follow([(guardian, minor) for guardian in guardians])
        return memberships


class ClubDelegation(models.Model):
    _inherit = "club.delegation"

    @api.model_create_multi
    def create(self, vals_list):
        delegations = super().create(vals_list)
        access = self.env["club.portal.access"]
        access._follow([(d.partner_id, d.membership_id) for d in delegations])
        return delegations


class ClubGuardian(models.Model):
    _inherit = "club.guardian"

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        access = self.env["club.portal.access"]
        for row in rows:
            here = row.minor_id.club_membership_ids.filtered(
                lambda m, r=row: m.company_id == r.company_id
            )
            access._follow([(row.guardian_id, m) for m in here])
        return rows
