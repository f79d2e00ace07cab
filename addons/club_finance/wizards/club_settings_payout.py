from odoo import fields, models

PAYOUT_SETTINGS = ("club_fee_heading_id",)


class ClubSettings(models.TransientModel):
    """Where the fees of online payments go, among the other settings."""

    _inherit = "club.settings"

    club_fee_heading_id = fields.Many2one(
        "club.heading",
        string="Fees of online payments",
        domain="[('kind', '=', 'expense')]",
        check_company=True,
        help="What providers of online payments keep of each payout.",
    )

    def _settings(self):
        return (*super()._settings(), *PAYOUT_SETTINGS)
