from odoo import fields, models

VALUATION_SETTINGS = (
    "club_volunteer_use_account_id",
    "club_volunteer_gift_account_id",
)


class ClubSettings(models.TransientModel):
    """Where volunteers' hours are booked, among the other settings."""

    _inherit = "club.settings"

    club_volunteer_use_account_id = fields.Many2one(
        "account.account",
        string="Volunteer staff (86)",
        domain="[('account_type', '=', 'off_balance')]",
        check_company=True,
        help="Where the work of volunteers is shown as used.",
    )
    club_volunteer_gift_account_id = fields.Many2one(
        "account.account",
        string="Volunteering (87)",
        domain="[('account_type', '=', 'off_balance')]",
        check_company=True,
        help="Where the work of volunteers is shown as given.",
    )

    def _settings(self):
        return (*super()._settings(), *VALUATION_SETTINGS)
