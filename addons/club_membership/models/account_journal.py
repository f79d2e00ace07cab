from odoo import models
from odoo.exceptions import UserError


class AccountJournal(models.Model):
    _inherit = "account.journal"

    def _club_bank_account(self):
        """Where money of this journal rests: its outstanding account if any, else
        the bank account.

        Method lines of a fresh chart have no outstanding account.
        """
        self.ensure_one()
        account = (
            self.inbound_payment_method_line_ids.payment_account_id[:1]
            or self.default_account_id
        )
        if not account:
            raise UserError(
                self.env._("The journal %s has no bank account set.", self.name)
            )
        return account
