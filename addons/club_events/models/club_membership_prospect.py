from odoo import api, models


class ClubMembership(models.Model):
    """Who becomes a member is no prospect any more."""

    _inherit = "club.membership"

    @api.model
    def _refresh_status(self, membership_ids=None, day=None, companies=None):
        changed = super()._refresh_status(membership_ids, day, companies)
        if changed:
            # sudo: their step is kept, whoever made them a member.
            self.env["club.prospect"].sudo()._follow_memberships(changed)
        return changed
