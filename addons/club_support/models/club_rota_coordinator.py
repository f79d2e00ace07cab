from odoo import models
from odoo.addons.club_membership.scope import served_sections
from odoo.exceptions import AccessError
from odoo.fields import Domain

OFFICE = ("officer",)


class ClubRota(models.Model):
    """Who may plan, publish and change a rota."""

    _inherit = "club.rota"

    def _check_coordinator(self):
        """Refuse whoever may not write these rotas, or does not serve all sections.

        :raises AccessError: naming the sections
        """
        self.check_access("write")
        if self.env.su or self.env.user.has_group(
            "club_membership.group_club_secretary"
        ):
            return
        # sudo: the sections of the rota, whether or not this person may read them.
        sections = self.sudo().line_ids.section_id
        served = self.env["club.section"].search(
            Domain("id", "in", sections.ids)
            & served_sections(self.env.user.partner_id.id, OFFICE)
        )
        foreign = sections - served.sudo()
        if foreign:
            raise AccessError(
                self.env._(
                    "You do not coordinate %(sections)s: take them out of %(rota)s, or "
                    "ask who serves above them to plan it.",
                    sections=", ".join(foreign.mapped("name")),
                    rota=self[:1].sudo().name,
                )
            )

    def _coordinator(self):
        """The person who decides now: kept with what they decide."""
        return self.env.user.partner_id
