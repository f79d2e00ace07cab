"""What an auditor asks of the books of an association."""

from odoo import Command
from odoo.tools import SQL

from .common import FinanceCommon


class BooksAuditCommon(FinanceCommon):
    """The audits: all that is named ``_audit_...``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.use, cls.gift = cls.env["account.account"].create(
            [
                {
                    "name": name,
                    "code": code,
                    "account_type": "off_balance",
                    "company_ids": [Command.set(cls.company.ids)],
                }
                for name, code in (("Staff", "864000"), ("Given", "875000"))
            ]
        )
        cls.company.write(
            {
                "club_volunteer_use_account_id": cls.use.id,
                "club_volunteer_gift_account_id": cls.gift.id,
            }
        )
        cls.env["club.hours.rate"].create(
            {
                "company_id": cls.company.id,
                "rate": 17.29,
                "date_from": "2020-01-01",
            }
        )

    def _check_books(self, when):
        self.env.flush_all()
        self.env.invalidate_all()
        for name in sorted(name for name in dir(self) if name.startswith("_audit_")):
            with self.subTest(audit=name, when=when):
                getattr(self, name)()

    def _rows(self, query, **values):
        return self.env.execute_query(SQL(query, company=self.company.id, **values))

    def _audit_every_entry_balances(self):
        unbalanced = self._rows(
            "SELECT move_id, sum(balance) FROM account_move_line "
            "WHERE company_id = %(company)s AND parent_state = 'posted' "
            "GROUP BY move_id HAVING round(sum(balance), 2) <> 0"
        )
        self.assertEqual(unbalanced, [])

    def _audit_matched_amounts_are_those_of_their_lines(self):
        """What is open of a line is its amount without what it was matched with."""
        wrong = self._rows(
            """
            SELECT line.id, line.balance, line.amount_residual
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
              LEFT JOIN LATERAL (
                SELECT COALESCE(sum(amount), 0) AS paid FROM account_partial_reconcile
                 WHERE debit_move_id = line.id) AS debit ON TRUE
              LEFT JOIN LATERAL (
                SELECT COALESCE(sum(amount), 0) AS paid FROM account_partial_reconcile
                 WHERE credit_move_id = line.id) AS credit ON TRUE
             WHERE line.company_id = %(company)s AND line.parent_state = 'posted'
               AND account.reconcile
               AND abs(line.balance - debit.paid + credit.paid - line.amount_residual)
                   > 0.004
            """
        )
        self.assertEqual(wrong, [])

    def _audit_dues_say_what_the_ledger_says(self):
        """What members owe is what stands open on their receivable lines."""
        dues = self.env["club.due"].search([("company_id", "=", self.company.id)])
        debts = dues._open_debts()
        self.assertEqual(
            round(sum(dues.mapped("residual")), 2),
            round(sum(debts.mapped("amount_residual")), 2),
        )
        for due in dues:
            self.assertAlmostEqual(
                due.amount, due.amount_paid + due.amount_credited + due.residual, 2
            )

    def _audit_bank_accounts_say_what_the_bank_says(self):
        """On a bank account stands what its lines say, and nothing besides: what was
        entered before the bank says so waits on another account."""
        for journal in self.bank | self.brittany_bank:
            said = self._rows(
                "SELECT COALESCE(sum(amount), 0) FROM account_bank_statement_line "
                "WHERE journal_id = %(journal)s",
                journal=journal.id,
            )[0][0]
            booked = self._rows(
                "SELECT COALESCE(sum(line.balance), 0) FROM account_move_line line "
                "JOIN account_bank_statement_line said ON said.move_id = line.move_id "
                "WHERE line.account_id = %(account)s AND line.journal_id = %(journal)s",
                account=journal.default_account_id.id,
                journal=journal.id,
            )[0][0]
            self.assertAlmostEqual(said, booked, 2, journal.name)

    def _audit_cash_boxes_hold_what_went_in(self):
        """Movements, and payments made from the box; slips of these tests are none."""
        movements = self.env["club.cash.movement"].search(
            [("section_id", "=", self.brittany.id), ("state", "=", "booked")]
        )
        paid = self.env["club.payment.out"].search(
            [("journal_id", "=", self.brittany_cash.id), ("state", "=", "paid")]
        )
        self.assertAlmostEqual(
            self._balance(self.brittany_cash.default_account_id),
            sum(movements.mapped("signed_amount")) - sum(paid.mapped("amount")),
            2,
        )

    def _audit_hours_stand_on_both_sides(self):
        booked = self.env["club.valuation"].search(
            [("company_id", "=", self.company.id), ("state", "=", "booked")]
        )
        value = round(sum(booked.mapped("amount")), 2)
        self.assertEqual(self._balance(self.use), value)
        self.assertEqual(self._balance(self.gift), -value)

    def _audit_sections_make_up_the_result(self):
        """The accounts of all sections together are those of the association."""
        entries = self.env["club.section.entry"].search(
            [("company_id", "=", self.company.id)]
        )
        result = self._rows(
            """
            SELECT COALESCE(-sum(line.balance), 0) FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
             WHERE line.company_id = %(company)s AND line.parent_state = 'posted'
               AND (account.account_type LIKE 'income%%'
                    OR account.account_type LIKE 'expense%%')
            """
        )[0][0]
        self.assertAlmostEqual(sum(entries.mapped("amount")), float(result), 2)
