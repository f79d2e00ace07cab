from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TODAY, FinanceCommon, day, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBooksClosing(FinanceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def _closing(self, role="treasurer", **vals):
        return self._as(role)["club.books.closing"].create(vals)

    def test_closing_proposes_the_end_of_last_year(self):
        self.assertEqual(self._closing().date, day("2025-12-31"))

    def test_nothing_is_booked_in_closed_days(self):
        self._closing().action_close()
        self.assertEqual(self.company.fiscalyear_lock_date, day("2025-12-31"))
        with self.assertRaisesRegex(UserError, "closed until"):
            self.env["account.move"]._club_book(
                self.company._club_misc_journal(),
                day("2025-12-31"),
                "Paper",
                [
                    {"account": self.expense, "balance": 5},
                    {"account": self.income, "balance": -5},
                ],
            )

    def test_bank_lines_that_wait_keep_the_books_open(self):
        self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.bank.id,
                "date": "2025-12-30",
                "payment_ref": "Transfer",
                "amount": 12,
            }
        )
        closing = self._closing()
        self.assertIn("1 bank lines wait", closing.waiting)
        with self.assertRaisesRegex(UserError, "cannot close"):
            closing.action_close()
        self.assertFalse(self.company.fiscalyear_lock_date)

    def test_days_to_come_are_not_closed(self):
        with self.assertRaisesRegex(UserError, "has not ended"):
            self._closing(date=TODAY).action_close()

    def test_closed_days_are_opened_again(self):
        self._closing().action_close()
        self._closing(date=False).action_close()
        self.assertFalse(self.company.fiscalyear_lock_date)

    def test_only_the_treasurer_closes_the_books(self):
        for role in ("section_treasurer", "officer", "secretary", "reader"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._closing(role)
