from odoo import api, fields, models


class ClubSettings(models.TransientModel):
    _inherit = "club.settings"

    club_reinvite_days = fields.Integer(
        string="Pause between invitations (days)",
        help="Who was invited to their space is not invited again before.",
    )

    @api.model
    def _settings(self):
        return (*super()._settings(), "club_reinvite_days")
