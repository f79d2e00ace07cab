from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import day
from .test_deposit_posting import TODAY, DepositCommon


@tagged("post_install", "-at_install")
class TestDepositBounce(DepositCommon):
    """Money taken back: by the bank for one payment, by us for a whole deposit."""

    def _paid(self, *names, **vals):
        dues = self._called(*names, **vals)
        deposit = self._deposit(
            *({"payer_id": due.payer_id.id, "amount": 30} for due in dues)
        )
        deposit.action_post()
        return dues, deposit

    def test_bounced_cheque_reopens_its_dues_and_no_others(self):
        dues, deposit = self._paid("Anna", "Bo")
        deposit.line_ids[0]._bounce(day("2026-03-20"), "No funds")
        self.assertEqual(dues.mapped("state"), ["called", "paid"])
        self.assertEqual(deposit.state, "posted")
        self.assertEqual(self._balance(self.bank_account), 30)
        self.assertEqual(self._balance(self.receivable, dues[0].payer_id), 30)

    def test_bounced_cheque_ends_the_newcomers_rights(self):
        dues, deposit = self._paid("Anna")
        self.assertEqual(dues.membership_id.state, "active")
        deposit.line_ids._bounce(day(TODAY), "No funds")
        self.assertEqual(dues.membership_id.state, "applied")
        self.assertFalse(dues.term_id.confirmed_on)

    def test_bounced_cheque_can_be_paid_again(self):
        dues, deposit = self._paid("Anna", kind=self.type_invoice)
        deposit.line_ids._bounce(day(TODAY), "No funds")
        self.assertEqual(
            (dues.state, dues.invoice_id.payment_state), ("called", "not_paid")
        )
        dues._pay(30, self.bank_journal, day(TODAY))
        self.assertEqual((dues.state, dues.invoice_id.payment_state), ("paid", "paid"))

    def test_bounced_gift_and_overpayment_are_taken_back_too(self):
        due = self._called("Anna")
        deposit = due._pay(60, self.bank_journal, day(TODAY), gift_amount=10)
        deposit.line_ids._bounce(day(TODAY), "Stolen cheque")
        self.assertEqual(self._balance(self.bank_account), 0)
        self.assertEqual(self._balance(self.company.club_donation_account_id), 0)
        self.assertEqual(self._balance(self.receivable, due.payer_id), 30)

    def test_payment_bounces_once(self):
        _dues, deposit = self._paid("Anna")
        deposit.line_ids._bounce(day(TODAY), "No funds")
        deposit.line_ids._bounce(day(TODAY), "No funds")
        self.assertEqual(len(deposit.move_ids), 2)

    def test_payment_cannot_bounce_before_it_was_banked(self):
        _dues, deposit = self._paid("Anna")
        with self.assertRaisesRegex(UserError, "banked on 03/15/2026"):
            deposit.line_ids._bounce(day("2026-03-14"), "No funds")

    def test_bounce_of_a_draft_is_refused(self):
        due = self._called("Anna")
        deposit = self._deposit({"payer_id": due.payer_id.id, "amount": 30})
        with self.assertRaisesRegex(UserError, "not booked"):
            deposit.line_ids._bounce(day(TODAY), "No funds")

    def test_bounce_in_a_closed_period_is_refused(self):
        _dues, deposit = self._paid("Anna")
        self.company.fiscalyear_lock_date = "2026-03-31"
        with self.assertRaisesRegex(UserError, "closed until"):
            deposit.line_ids._bounce(day("2026-03-20"), "No funds")

    def test_cancelled_deposit_reopens_everybodys_dues(self):
        dues, deposit = self._paid("Anna", "Bo", "Chloe")
        deposit.line_ids[0]._bounce(day(TODAY), "No funds")
        deposit.action_cancel()
        deposit.action_cancel()
        self.assertEqual(deposit.state, "cancelled")
        self.assertEqual(set(dues.mapped("state")), {"called"})
        self.assertEqual(self._balance(self.bank_account), 0)
        for due in dues:
            self.assertEqual(self._balance(self.receivable, due.payer_id), 30)
        self.assertEqual(len(deposit.move_ids), 3)

    def test_bank_entry_of_a_deposit_is_undone_by_the_deposit(self):
        _dues, deposit = self._paid("Anna")
        with self.assertRaisesRegex(UserError, "belongs to the deposit"):
            deposit.move_id.button_draft()

    def test_cancelled_deposit_leaves_the_dues_payable(self):
        dues, deposit = self._paid("Anna")
        deposit.action_cancel()
        dues._pay(30, self.bank_journal, day(TODAY))
        self.assertEqual(dues.state, "paid")

    def test_payment_wizard_books_what_is_owed(self):
        due = self._called("Anna")
        wizard = Form(
            self.env["club.payment"].with_context(
                active_model="club.due", active_ids=due.ids
            )
        )
        self.assertEqual((wizard.amount, wizard.payer_id), (30, due.payer_id))
        wizard.amount = 45
        wizard.gift_amount = 10
        self.assertEqual(wizard.overpayment, 5)
        wizard.save().action_pay()
        self.assertEqual(due.state, "paid")
        self.assertEqual(self._balance(self.receivable, due.payer_id), -5)

    def test_bounce_wizard_takes_the_payment_chosen(self):
        dues, deposit = self._paid("Anna", "Bo")
        action = deposit.line_ids[1].action_bounce()
        wizard = Form(self.env["club.payment.bounce"].with_context(**action["context"]))
        wizard.reason = "No funds"
        wizard.save().action_apply()
        self.assertEqual(dues.mapped("state"), ["paid", "called"])
        self.assertEqual(deposit.line_ids[1].bounce_reason, "No funds")

    def test_a_slip_mixes_invoices_and_collective_dues(self):
        first = self._called("Anna")
        second = self._called("Bo", kind=self.type_invoice)
        deposit = self._deposit(
            *(
                {
                    "payer_id": due.payer_id.id,
                    "amount": 30,
                    "due_ids": [Command.set(due.ids)],
                }
                for due in first | second
            )
        )
        deposit.action_post()
        self.assertEqual((first | second).mapped("state"), ["paid", "paid"])
        self.assertEqual(len(deposit.move_ids), 1)
