from odoo import fields, models


class ResCompany(models.Model):
    """How the association takes dues from bank accounts, and what a return costs."""

    _inherit = "res.company"

    club_mandate_online = fields.Boolean(
        string="Members sign in their space",
        default=True,
        help="Members sign, change and revoke their mandate themselves; otherwise "
        "treasurers enter what was signed on paper.",
    )
    club_return_limit = fields.Integer(
        string="Suspend a mandate after (returns)",
        default=2,
        help="So many debits that the bank returned suspend the mandate. An account "
        "that is closed or blocked suspends it at once. 0: only these do.",
    )
    club_return_fee = fields.Monetary(
        string="Fee of a returned debit",
        currency_field="currency_id",
        help="Called from the payer with what they owe again. 0: no fee.",
    )

    _club_return_rules = models.Constraint(
        "CHECK (club_return_limit >= 0 AND club_return_fee >= 0)",
        "The number of returns and the fee of a returned debit are never below zero.",
    )

    def _club_mandates_open(self):
        """Those of these associations whose members sign mandates themselves."""
        return self.filtered(
            lambda company: (
                company.club_mandate_online and company.sepa_creditor_identifier
            )
        )
