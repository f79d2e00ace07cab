from odoo import api, fields, models


class ClubSettings(models.TransientModel):
    """Where waived expenses are booked."""

    _inherit = "club.settings"

    club_waiver_account_id = fields.Many2one(
        "account.account",
        string="Waived expenses account",
        domain="[('account_type', 'in', ('income', 'income_other'))]",
        check_company=True,
        help="Where expenses are booked as a donation when a volunteer gives them up. "
        "Empty: the donations account.",
    )

    @api.model
    def _settings(self):
        return (*super()._settings(), "club_waiver_account_id")
