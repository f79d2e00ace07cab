from odoo import models


class ClubDuty(models.Model):
    """“I cannot serve”: a duty becomes a gap at once, and people are told."""

    _inherit = "club.duty"

    def _release(self, volunteer, reason="", author=None):
        """Take this volunteer off their duties, which become visible gaps.

        The coordinators and whoever else is on duty are told; what was asked about
        these duties is withdrawn.

        :param reason: in the volunteer's words; may be empty, nobody owes one
        :param author: partner who decided, if not the volunteer
        :raises UserError: a duty is not this volunteer's, or is over
        """
        # sudo: a volunteer gives up their own duties, which is checked here.
        mine = self.sudo()
        mine._expect_mine(volunteer)
        mine._hand_over(
            volunteer.sudo().browse(),
            "release",
            author or volunteer.sudo().partner_id,
            reason=(reason or "").strip(),
        )
