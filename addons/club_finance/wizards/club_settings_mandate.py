from odoo import api, fields, models


class ClubSettings(models.TransientModel):
    """Direct debits in the association's settings."""

    _inherit = "club.settings"

    currency_id = fields.Many2one(related="company_id.currency_id")
    sepa_creditor_identifier = fields.Char(
        string="SEPA creditor identifier",
        help="Your bank asks for it at the central bank (in France: ICS). Every "
        "mandate names it.",
    )
    club_mandate_online = fields.Boolean(
        string="Members sign in their space",
        help="Members sign, change and revoke their mandate themselves; otherwise "
        "treasurers enter what was signed on paper.",
    )
    club_return_limit = fields.Integer(
        string="Suspend a mandate after (returns)",
        help="So many debits that the bank returned suspend the mandate. An account "
        "that is closed or blocked suspends it at once. 0: only these do.",
    )
    club_return_fee = fields.Monetary(
        string="Fee of a returned debit",
        help="Called from the payer with what they owe again. 0: no fee.",
    )

    @api.model
    def _settings(self):
        return (
            *super()._settings(),
            "sepa_creditor_identifier",
            "club_mandate_online",
            "club_return_limit",
            "club_return_fee",
        )
