from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY, day
from .payment_out_common import PaymentOutCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPaymentOutPaying(PaymentOutCommon):
    """Money leaves from one's own account only, once."""

    def test_unapproved_payment_cannot_be_paid(self):
        payment = self._requested()
        with self.assertRaisesRegex(UserError, "is not approved yet"):
            payment.action_pay()

    def test_second_click_pays_nothing_more(self):
        payment = self._approved()
        payment.action_pay()
        payment.action_pay()
        self._as("officer", payment).action_approve()
        self.assertEqual(payment.state, "paid")
        self.assertEqual(self._balance(self.brittany_bank.default_account_id), -120.0)

    def test_cash_box_pays_too(self):
        payment = self._approved(paid_from="cash")
        payment.action_pay()
        self.assertEqual(self._balance(self.brittany_cash.default_account_id), -120.0)

    def test_section_without_cash_box_is_told_the_way_out(self):
        self.brittany.cash_journal_id = False
        payment = self._approved(paid_from="cash")
        with self.assertRaisesRegex(UserError, "Brittany has no cash box"):
            payment.action_pay()

    def test_section_without_bank_account_is_paid_for_by_the_association(self):
        self.brittany.bank_journal_id = False
        payment = self._approved()
        with self.assertRaisesRegex(AccessError, "an account that you do not keep"):
            payment.action_pay()
        self._as("treasurer", payment).action_pay()
        self.assertEqual(payment.state, "paid")
        self.assertEqual(self._balance(self.bank.default_account_id), -120.0)

    def test_journal_of_another_section_is_refused(self):
        payment = self._approved()
        payment.sudo().journal_id = self.bank
        with self.assertRaisesRegex(AccessError, "an account that you do not keep"):
            payment.action_pay()

    def test_closed_period_is_said_and_nothing_is_booked(self):
        payment = self._approved()
        self.company.fiscalyear_lock_date = "2026-03-31"
        with self.assertRaisesRegex(UserError, "accounting period closed"):
            payment.action_pay()
        self.assertEqual(payment.state, "approved")

    def test_payment_settles_the_debt_it_was_asked_for(self):
        bill = self.env["account.move"]._club_book(
            self.company._club_misc_journal(),
            day(TODAY),
            "Bill",
            [
                {"account": self.expense, "balance": 80, "section": self.brittany},
                {"account": self.payable, "balance": -80, "partner": self.hall},
            ],
        )
        debt = bill.line_ids.filtered(lambda line: line.balance < 0)
        request = self._as("section_treasurer", self.env["club.payment.out"])._request
        payment = request(
            self.hall, 80, "Bill of the hall", self.brittany, "res.partner,1", debt
        )
        again = request(
            self.hall, 80, "Bill of the hall", self.brittany, "res.partner,1", debt
        )
        self.assertEqual(payment, again)
        self._as("officer", payment).action_approve()
        payment.action_pay()
        self.assertTrue(debt.reconciled)
        self.assertEqual(self._balance(self.expense), 80.0)
        payment.action_take_back()
        self.assertEqual((payment.state, debt.amount_residual), ("approved", -80.0))
        self.assertEqual(self._balance(self.brittany_bank.default_account_id), 0.0)
        payment.action_pay()
        self.assertTrue(debt.reconciled)

    def test_debt_paid_elsewhere_meanwhile_is_not_paid_twice(self):
        bill = self.env["account.move"]._club_book(
            self.company._club_misc_journal(),
            day(TODAY),
            "Bill",
            [
                {"account": self.expense, "balance": 80},
                {"account": self.payable, "balance": -80, "partner": self.hall},
            ],
        )
        debt = bill.line_ids.filtered(lambda line: line.balance < 0)
        payments = self.env["club.payment.out"]
        first, second = (
            payments.with_user(self.users["section_treasurer"])._request(
                self.hall, 80, "Bill", self.brittany, origin, debt
            )
            for origin in ("res.partner,1", "res.partner,2")
        )
        self._as("officer", first + second).action_approve()
        first.action_pay()
        with self.assertRaisesRegex(UserError, "is paid already"):
            second.action_pay()

    def test_entry_of_a_payment_is_not_reset_behind_it(self):
        payment = self._approved()
        payment.action_pay()
        with self.assertRaisesRegex(UserError, "is the entry of PAY/2026/0001"):
            payment.sudo().move_id.button_draft()
