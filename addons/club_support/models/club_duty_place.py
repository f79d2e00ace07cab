from odoo import models


class ClubDuty(models.Model):
    """The place of a duty in its rota."""

    _inherit = "club.duty"

    def _place(self):
        """Section, slot and role: one duty stands there, and one may be planned."""
        self.ensure_one()
        return self.section_id, self.slot, self.role
