from odoo import api, models
from odoo.addons.club_membership.scope import served_sections
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

OFFICE = ("officer",)
# What planning, publishing and giving up write; nobody by hand.
HAPPENS = {
    *("state", "solution_id", "published_on", "cancel_reason"),
    *("planning_from", "planning_since", "planning_attempts", "planning_message"),
}


class ClubRota(models.Model):
    """Who may plan, publish and change a rota."""

    _inherit = "club.rota"

    @api.model_create_multi
    def create(self, vals_list):
        told = {name.removeprefix("default_") for name in self.env.context}
        for vals in vals_list:
            asked = {name for name, value in vals.items() if value}
            if vals.get("state") == "draft":
                asked.discard("state")
            self._check_not_by_hand(asked | told)
        return super().create(vals_list)

    def write(self, vals):
        self._check_not_by_hand(vals.keys())
        return super().write(vals)

    @api.model
    def _check_not_by_hand(self, names):
        if not self.env.su and HAPPENS & names:
            raise UserError(
                self.env._(
                    "A rota goes on by planning, publishing or giving it up: use the "
                    "buttons."
                )
            )

    def _check_coordinator(self):
        """Refuse whoever may not write these rotas, or does not serve all sections.

        :raises AccessError: naming the sections
        """
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group(
            "club_membership.group_club_secretary"
        ):
            self._check_serves_all_sections()
        self.check_access("write")

    def _check_serves_all_sections(self):
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
