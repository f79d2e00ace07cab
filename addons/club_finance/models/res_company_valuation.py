from odoo import fields, models
from odoo.exceptions import UserError


class ResCompany(models.Model):
    """Accounts of what volunteers give."""

    _inherit = "res.company"

    club_volunteer_use_account_id = fields.Many2one(
        "account.account",
        string="Volunteer staff (86)",
        domain="[('account_type', '=', 'off_balance')]",
        help="Where the work of volunteers is shown as used.",
    )
    club_volunteer_gift_account_id = fields.Many2one(
        "account.account",
        string="Volunteering (87)",
        domain="[('account_type', '=', 'off_balance')]",
        help="Where the work of volunteers is shown as given.",
    )

    def _club_volunteering_accounts(self):
        """The two accounts, below the result.

        :raises UserError: one is not set
        """
        self.ensure_one()
        accounts = (
            self.club_volunteer_use_account_id,
            self.club_volunteer_gift_account_id,
        )
        if not all(accounts):
            raise UserError(
                self.env._(
                    "%s has no accounts for volunteers' hours: set both (86 and 87, "
                    "outside the balance sheet) in the association's settings.",
                    self.name,
                )
            )
        return accounts
