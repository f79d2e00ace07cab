from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .common import day
from .test_deposit_posting import TODAY, DepositCommon


@tagged("post_install", "-at_install")
class TestDueBooks(DepositCommon):
    """What an accountant does to an invoice, the dues follow and say."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.accountant = new_test_user(
            cls.env,
            login="accountant",
            groups="account.group_account_manager",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def _invoiced(self):
        due = self._called("Anna", kind=self.type_invoice)
        return due, due.invoice_id.with_user(self.accountant)

    def _said(self, due):
        return " ".join(due.membership_id.message_ids.mapped("body"))

    def test_a_cancelled_invoice_asks_for_nothing_and_the_due_says_so(self):
        due, invoice = self._invoiced()
        self.assertFalse(due.books_note)
        invoice.button_cancel()
        self.assertEqual((due.state, due.residual), ("cancelled", 0))
        self.assertIn("was cancelled in accounting", due.books_note)
        self.assertIn("was cancelled in accounting", self._said(due))
        self.assertIn(
            "was cancelled",
            self._as("officer", due).read(["books_note"])[0]["books_note"],
        )

    def test_a_cancelled_invoice_confirmed_again_is_owed_again(self):
        due, invoice = self._invoiced()
        invoice.button_cancel()
        invoice.button_draft()
        self.assertEqual((due.state, due.residual), ("called", 30))
        self.assertIn("is a draft", due.books_note)
        self.assertIn("reset to draft", self._said(due))
        invoice.action_post()
        self.assertEqual((due.state, due.residual), ("called", 30))
        self.assertFalse(due.books_note)
        due._pay(30, self.bank_journal, day(TODAY))
        self.assertEqual(due.state, "paid")

    def test_a_paid_invoice_reset_and_confirmed_again_stays_paid(self):
        due, invoice = self._invoiced()
        due._pay(30, self.bank_journal, day(TODAY))
        invoice.button_draft()
        self.assertEqual((due.state, due.residual), ("paid", 0))
        self.assertIn("is a draft", due.books_note)
        invoice.action_post()
        self.assertEqual((due.state, due.residual), ("paid", 0))
        self.assertEqual(due.membership_id.state, "active")

    def test_the_money_of_a_cancelled_invoice_waits_for_its_payer(self):
        due, invoice = self._invoiced()
        due._pay(30, self.bank_journal, day(TODAY))
        invoice.button_cancel()
        self.assertEqual((due.state, due.residual), ("cancelled", 0))
        due.invalidate_recordset(["payer_credit"])
        self.assertEqual(due.payer_credit, 30)

    def test_a_line_taken_off_the_invoice_is_said(self):
        due, invoice = self._invoiced()
        invoice.button_draft()
        invoice.invoice_line_ids.unlink()
        invoice.invoice_line_ids = [
            Command.create({"name": "Something else", "price_unit": 12, "tax_ids": []})
        ]
        invoice.action_post()
        self.assertEqual((due.state, due.residual), ("cancelled", 0))
        self.assertIn("taken off", due.books_note)

    def test_a_price_changed_on_the_invoice_is_followed(self):
        due, invoice = self._invoiced()
        invoice.button_draft()
        invoice.invoice_line_ids.price_unit = 25
        invoice.action_post()
        self.assertEqual((due.amount, due.residual, due.books_note), (25, 25, False))

    def test_an_invoice_credited_in_full_is_said(self):
        due, invoice = self._invoiced()
        invoice._reverse_moves([{"invoice_date": TODAY}], cancel=True)
        self.assertEqual((due.state, due.residual), ("cancelled", 0))
        self.assertIn("credited in full", due.books_note)
        due._cancel("Credited in accounting")
        self.assertFalse(due.books_note)

    def test_an_invoice_of_dues_is_not_deleted(self):
        _due, invoice = self._invoiced()
        invoice.button_draft()
        invoice.name = "/"
        with self.assertRaisesRegex(UserError, "asks for dues of Anna"):
            invoice.unlink()
