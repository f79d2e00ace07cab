from odoo import api, models


class ClubDuty(models.Model):
    """The place of a duty in its rota."""

    _inherit = "club.duty"

    def _place(self):
        """Section, slot and role: one duty stands there, and one may be planned."""
        self.ensure_one()
        return self.section_id, self.slot, self.role

    @api.depends("volunteer_id")
    @api.depends_context("club_duty_names")
    def _compute_display_name(self):
        """In a calendar, who serves comes first."""
        super()._compute_display_name()
        if not self.env.context.get("club_duty_names"):
            return
        for duty in self:
            # sudo: the name of who is on duty, for who may read the duty.
            name = duty.sudo().volunteer_id.name or self.env._("Nobody")
            duty.display_name = f"{name} · {duty.section_id.name}"
