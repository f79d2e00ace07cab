from odoo import api, fields, models
from odoo.fields import Command


class AccountJournal(models.Model):
    """Where money waits until the bank shows it: set once a journal gets bank lines."""

    _inherit = "account.journal"

    club_transit_account_id = fields.Many2one(
        "account.account",
        string="Money on its way",
        check_company=True,
        ondelete="restrict",
        copy=False,
        help="Deposits and cash wait on this account until the bank shows them. Empty: "
        "they are booked straight on the bank account.",
    )

    def _club_bank_account(self):
        account = super()._club_bank_account()
        if account == self.default_account_id:
            return self.club_transit_account_id or account
        return account

    def _club_follow_bank(self):
        """From its first bank line on, what is entered by hand waits for the bank.

        Without an account for that, money would be counted twice: once when entered,
        once when the bank shows it.
        """
        for journal in self.filtered(
            lambda journal: (
                journal.type == "bank"
                and journal.default_account_id
                and journal._club_bank_account() == journal.default_account_id
            )
        ):
            journal.club_transit_account_id = journal._club_create_transit_account()

    def _club_create_transit_account(self):
        books = self.company_id._club_speaking()
        accounts = (
            self.env["account.account"]
            .with_env(books.env)
            .with_company(self.company_id)
        )
        code = self.default_account_id.with_company(self.company_id).code
        # The French chart keeps what waits to be credited apart from the banks.
        start = f"511{code[3:]}" if code.startswith("512") else code
        return accounts.create(
            {
                "name": books.env._("On its way: %s", self.name),
                "code": accounts._search_new_account_code(start),
                "account_type": "asset_current",
                "reconcile": True,
                "company_ids": [Command.set(self.company_id.ids)],
            }
        )

    def _club_transit_accounts(self):
        """The accounts on which money of these journals waits for the bank."""
        methods = (
            self.inbound_payment_method_line_ids | self.outbound_payment_method_line_ids
        )
        accounts = self.club_transit_account_id | methods.payment_account_id
        return (accounts - self.default_account_id).filtered("reconcile")


class ClubBankLine(models.Model):
    """A journal follows its bank from the first line on, whatever way it came in."""

    _inherit = "club.bank.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        # sudo: accounts are set up for whoever brings the first file.
        lines.sudo().journal_id._club_follow_bank()
        return lines
