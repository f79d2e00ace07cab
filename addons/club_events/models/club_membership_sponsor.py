from odoo import fields, models


class ClubMembershipType(models.Model):
    """Types of membership whose members are sponsors: they have their own prices."""

    _inherit = "club.membership.type"

    is_sponsor = fields.Boolean(
        string="Sponsors",
        help="Members of this type pay the price of sponsors at meetings.",
    )


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _event_categories(self, company):
        """Whose prices these memberships give a right to today, in an association.

        :return: set of keys of ``CATEGORIES``
        """
        standing = self.filtered(lambda m: m.is_member and m.company_id == company)
        if not standing:
            return set()
        if standing.type_id.filtered("is_sponsor"):
            return {"member", "sponsor"}
        return {"member"}
