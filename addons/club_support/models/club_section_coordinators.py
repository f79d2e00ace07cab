from odoo import models


class ClubSection(models.Model):
    """Who coordinates the volunteers of a section."""

    _inherit = "club.section"

    def _coordinators(self):
        """{section: officers of it, else of the nearest section above it}.

        :return: res.partner who can be written to, maybe none
        """
        # sudo: whom to tell is found out for whoever makes something happen.
        sections = self.sudo()
        offices = sections.env["club.office"]
        for company, mine in sections.grouped("company_id").items():
            offices |= offices.with_context(tz=company._club_tz()).search(
                [
                    ("role", "=", "officer"),
                    ("is_current", "=", True),
                    ("section_id", "in", mine.ancestor_ids.ids),
                    ("partner_id.email_normalized", "!=", False),
                    ("partner_id.active", "=", True),
                    ("partner_id.club_deceased_on", "=", False),
                ]
            )
        serving = offices.grouped("section_id")
        return {section: section._nearest(serving) for section in self}

    def _nearest(self, serving):
        """The officers nearest above this section.

        :param serving: {section: its offices}
        """
        here = self.sudo()  # sudo: see _coordinators
        while here and here not in serving:
            here = here.parent_id
        return serving[here].partner_id if here else self.env["res.partner"].sudo()
