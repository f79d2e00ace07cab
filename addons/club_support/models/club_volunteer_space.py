from odoo import api, models
from odoo.fields import Domain


class ClubVolunteer(models.Model):
    """The volunteer of a member's space: whose pages these are."""

    _inherit = "club.volunteer"

    @api.model
    def _of_space(self, space):
        """The person of this space as a volunteer of its association, with full
        rights; empty if they are none."""
        if not space.personal:
            return self.browse()
        return space.once(
            "volunteer",
            # sudo: members hold no right on volunteers; a space starts from its person.
            lambda: self.sudo().search(
                [
                    ("partner_id", "=", space.person.id),
                    ("company_id", "=", space.company.id),
                ]
            ),
        )

    @api.model
    def _may_join(self, space):
        """Whether this space's person may become a volunteer by themselves: a member
        in good standing and of age, where the association says what to help with."""
        if not space.personal or space.company not in space.standing.company_id:
            return False
        if space.person.with_company(space.company)._club_is_minor():
            return False
        # sudo: as in _of_space; only whether there are any.
        skills = self.env["club.skill"].sudo()
        return bool(skills.search_count([("company_id", "=", space.company.id)], 1))

    @api.model
    def _section_choices(self, space):
        """Sections that somebody may serve: regions, those that plan rotas, and the
        person's own."""
        planned = self._planned_sections(space.company)
        mine = self._of_space(space).section_ids | space.memberships.section_id
        # sudo: as in _of_space; sections are told by their names.
        sections = self.env["club.section"].sudo()
        return sections.search(
            Domain("company_id", "=", space.company.id)
            & (
                Domain("level", "=", "region")
                | Domain("id", "in", (planned | mine).ids)
            ),
            order="name, id",
        )

    @api.model
    def _planned_sections(self, company):
        # sudo: as in _of_space.
        lines = self.env["club.rota.line"].sudo()
        groups = lines._read_group([("company_id", "=", company.id)], ["section_id"])
        return self.env["club.section"].sudo().union(*(section for [section] in groups))

    @api.model
    def _default_home(self, space):
        """Where a newcomer is counted: the nearest section above their own that plans
        rotas, else their region, else their own."""
        member = (space.own | space.memberships).filtered(
            lambda m: m.company_id == space.company
        )
        section = member[:1].section_id
        chain = section.ancestor_ids.sorted(lambda each: -len(each.parent_path))
        planned = chain & self._planned_sections(space.company)
        regions = chain.filtered(lambda each: each.level == "region")
        return planned[:1] or regions[:1] or section
