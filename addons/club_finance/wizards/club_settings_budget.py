from odoo import fields, models


class ClubSettings(models.TransientModel):
    """How much the association wants to keep aside."""

    _inherit = "club.settings"

    club_reserve_months = fields.Integer(
        string="Reserve aimed at (months)",
        help="For how many months of running cost the money should last.",
    )

    def _settings(self):
        return (*super()._settings(), "club_reserve_months")
