from odoo import api, fields, models

from .. import scope


class ClubSection(models.Model):
    _inherit = "club.section"

    # The other side of ancestor_ids: officers read the sections above their own, or
    # trees and filters by section would come up empty.
    descendant_ids = fields.Many2many(
        "club.section",
        "club_section_ancestor_rel",
        "ancestor_id",
        "section_id",
        string="Itself and below",
        readonly=True,
        copy=False,
    )

    @api.model
    def _served_by_user(self, *roles):
        """Sections open to the current user through an office held today.

        :param roles: ``officer``, ``treasurer``; by default both
        """
        # sudo: the offices decide, whether or not the user may read them.
        domain = scope.served_sections(
            self.env.user.partner_id.id, roles or scope.ROLES
        )
        found = self.sudo().search(
            domain & self._check_company_domain(self.env.companies)
        )
        return found.sudo(self.env.su)

    @api.model
    def _default_for_user(self, company=None):
        """The section a new record of the current user belongs to.

        The topmost one an officer serves; the whole association for everybody who
        sees it.

        :param company: by default the current one
        """
        company = company or self.env.company
        if not self.env.su and not self.env.user.has_group(
            "club_membership.group_club_reader"
        ):
            served = self._served_by_user().filtered(
                lambda section: section.company_id == company
            )
            if served:
                return served.sorted(lambda section: len(section.parent_path))[:1]
        return company._club_root_section()
