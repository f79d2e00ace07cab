from odoo import fields, models


class ClubMembership(models.Model):
    """What a member learned, from their membership."""

    _inherit = "club.membership"

    training_certificate_count = fields.Integer(
        related="partner_id.club_certificate_count"
    )
    training_session_count = fields.Integer(related="partner_id.club_session_count")

    def action_training_certificates(self):
        """The certificates of this member.

        :raises AccessError: the user may not read the membership
        """
        self.check_access("read")
        return self.partner_id.action_club_certificates()

    def action_training_sessions(self):
        """The sessions that this member attended.

        :raises AccessError: the user may not read the membership
        """
        self.check_access("read")
        return self.partner_id.action_club_sessions()
