from odoo import models


class AccountMoveLine(models.Model):
    """Ledger lines that no analytic account shares."""

    _inherit = "account.move.line"

    def _inverse_analytic_distribution(self):
        # A draft without a distribution has nothing to merge and no analytic lines:
        # Odoo would write the same nothing on each ledger line of a bank's file.
        return super(
            AccountMoveLine,
            self.filtered(
                lambda line: line.analytic_distribution or line.parent_state == "posted"
            ),
        )._inverse_analytic_distribution()
