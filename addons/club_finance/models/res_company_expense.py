from odoo import fields, models
from odoo.exceptions import UserError


class ResCompany(models.Model):
    """Numbers of expense claims, and where waived ones are booked."""

    _inherit = "res.company"

    club_expense_sequence_id = fields.Many2one("ir.sequence", readonly=True)
    club_waiver_account_id = fields.Many2one(
        "account.account",
        string="Waived expenses account",
        domain="[('account_type', 'in', ('income', 'income_other'))]",
        check_company=True,
        help="Where expenses are booked as a donation when a volunteer gives them up. "
        "Empty: the donations account.",
    )

    def _club_waiver_account(self):
        """Where waived expenses are booked as income.

        :raises UserError: neither this account nor that of donations is set
        """
        self.ensure_one()
        account = self.club_waiver_account_id or self.club_donation_account_id
        if not account:
            raise UserError(
                self.env._(
                    "%s has no account for waived expenses: set it, or the donations "
                    "account, in the association's settings.",
                    self.name,
                )
            )
        return account

    def _club_next_expense_name(self, day):
        """The next number of a claim, such as EXP/2026/0001.

        :param day: whose year is in the number
        """
        self.ensure_one()
        # sudo: numbering is not the user's business; ir.sequence is for settings users.
        company = self.sudo()
        if not company.club_expense_sequence_id:
            # Written on the company, so that two first claims at once collide there
            # and one is tried again.
            company.club_expense_sequence_id = company.env["ir.sequence"].create(
                {
                    "name": self.env._("Expense claims of %s", self.name),
                    "prefix": "EXP/%(range_year)s/",
                    "padding": 4,
                    "use_date_range": True,
                    "company_id": self.id,
                }
            )
        return company.club_expense_sequence_id.next_by_id(sequence_date=day)
