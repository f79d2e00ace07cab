from odoo import models


class ClubMembership(models.Model):
    """The member's space as staff open it."""

    _inherit = "club.membership"

    def action_open_space(self):
        """Open the member's space, to do for them what they ask on the telephone."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_url",
            "url": f"/my/for/{self.id}",
            "target": "new",
        }
