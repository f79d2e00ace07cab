from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .payment_common import PaymentDuesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPaymentBooking(PaymentDuesCommon):
    """An online payment is booked to who owes, once, whatever comes when."""

    def _both_kinds(self):
        return (self.type_person, self.type_invoice)

    def test_a_payment_settles_the_members_own_line_whatever_the_booking(self):
        for kind in self._both_kinds():
            with self.subTest(kind.booking_mode):
                due = self._owing(f"Anna {kind.booking_mode}", kind)
                other = self._owing(f"Bo {kind.booking_mode}", kind)
                self._succeed(self._begin(due))
                self.assertEqual((due.state, due.residual), ("paid", 0))
                self.assertTrue(due._debt_lines().reconciled)
                self.assertEqual((other.state, other.residual), ("called", 30))
                self.assertEqual(due.membership_id.state, "active")

    def test_it_becomes_one_deposit_into_the_providers_account(self):
        due = self._owing("Anna")
        payment = self._begin(due)
        self._succeed(payment)
        deposit = payment.club_deposit_ids
        self.assertEqual((len(deposit), deposit.total), (1, 30))
        self.assertEqual((deposit.method, deposit.state), ("card", "posted"))
        self.assertFalse(payment.payment_id)
        bank = deposit.move_ids.line_ids.filtered(lambda line: line.balance > 0)
        self.assertEqual(bank.account_id, self.waiting)

    def test_it_is_booked_to_the_debtor_and_not_to_who_clicked(self):
        due = self._owing("Child", payer_id=self._person("Parent").id)
        clicker = self._person("Grandmother")
        self._succeed(self._begin(due, partner=clicker))
        self.assertEqual(due.state, "paid")
        self.assertEqual(self._balance(due.payer_id), 0)
        self.assertFalse(
            self.env["account.move.line"].search([("partner_id", "=", clicker.id)])
        )

    def test_a_replay_books_nothing_more(self):
        for kind in self._both_kinds():
            with self.subTest(kind.booking_mode):
                due = self._owing(f"Anna {kind.booking_mode}", kind)
                payment = self._begin(due)
                self._succeed(payment)
                entries = self.env["account.move"].search_count([])
                for _again in range(2):
                    payment._set_done()
                    payment.is_post_processed = False
                    payment._post_process()
                self.assertEqual(self.env["account.move"].search_count([]), entries)
                self.assertEqual(self._balance(due.payer_id), 0)

    def test_two_tabs_paid_twice_leave_an_open_credit(self):
        due = self._owing("Anna")
        first, second = self._begin(due), self._begin(due)
        self._succeed(first)
        self._succeed(second)
        self.assertEqual((due.state, due.residual), ("paid", 0))
        self.assertEqual(self._balance(due.payer_id), -30)
        self.assertEqual((first._club_overpaid(), second._club_overpaid()), (0, 30))
        self.assertIn("30.00", second._club_outcome()[0])
        self.assertIn("credit", second._club_outcome()[0])
        self.assertNotIn("credit", first._club_outcome()[0])

    def test_what_a_cheque_paid_meanwhile_stays_as_a_credit(self):
        for kind in self._both_kinds():
            with self.subTest(kind.booking_mode):
                due = self._owing(f"Anna {kind.booking_mode}", kind)
                payment = self._begin(due)
                self._treasurer_pays(due, 20)
                self._succeed(payment)
                self.assertEqual((due.state, due.residual), ("paid", 0))
                self.assertEqual(payment._club_overpaid(), 20)
                self.assertEqual(self._balance(due.payer_id), -20)

    def test_dues_cancelled_meanwhile_leave_a_credit(self):
        for kind in self._both_kinds():
            with self.subTest(kind.booking_mode):
                due = self._owing(f"Anna {kind.booking_mode}", kind)
                payment = self._begin(due)
                due._cancel("Called by mistake")
                self._succeed(payment)
                self.assertEqual(due.state, "cancelled")
                self.assertEqual(payment._club_overpaid(), 30)

    def test_pending_books_nothing_until_it_is_done(self):
        due = self._owing("Anna")
        payment = self._begin(due)
        payment._set_pending()
        payment._post_process()
        self.assertFalse(payment.club_deposit_ids)
        self.assertEqual(payment._club_outcome()[1], "info")
        self.assertEqual(due._payment_under_way(), payment)
        self._succeed(payment)
        self.assertEqual(due.state, "paid")
        self.assertFalse(due._payment_under_way())

    def test_refused_and_cancelled_payments_book_nothing(self):
        due = self._owing("Anna")
        for refuse in ("_set_canceled", "_set_error"):
            payment = self._begin(due)
            getattr(payment, refuse)(state_message="No")
            payment._post_process()
            self.assertFalse(payment.club_deposit_ids)
            self.assertEqual(payment._club_outcome()[1], "danger")
        self.assertEqual(due.state, "called")

    def test_a_refused_payment_never_comes_back_as_done(self):
        payment = self._begin(self._owing("Anna"))
        payment._set_canceled()
        with mute_logger("odoo.addons.payment.models.payment_transaction"):
            payment._set_done()
        payment._post_process()
        self.assertFalse(payment.club_deposit_ids)

    def test_one_payment_for_several_members_settles_each_debtors_line(self):
        dues = self._owing("Anna") | self._owing("Bo", self.type_invoice)
        dues |= self._owing("Child", payer_id=dues[0].payer_id.id)
        payment = self._begin(dues)
        self.assertEqual(payment.amount, 90)
        self._succeed(payment)
        self.assertEqual(set(dues.mapped("state")), {"paid"})
        self.assertEqual([self._balance(p) for p in dues.payer_id], [0, 0])
        # What a payer settles whole is one payment, with one receipt.
        self.assertEqual(len(payment.club_deposit_ids.line_ids), 2)

    def test_one_debtors_overpayment_never_pays_anothers_debt(self):
        dues = self._owing("Anna") | self._owing("Bo")
        later = self._owing("Child", payer_id=dues[1].payer_id.id)
        payment = self._begin(dues)
        self._treasurer_pays(dues[0])
        self._succeed(payment)
        self.assertEqual(set(dues.mapped("state")), {"paid"})
        self.assertEqual(later.state, "called")
        self.assertEqual(self._balance(dues[0].payer_id), -30)

    def test_an_authorised_payment_captured_in_two_parts_is_booked_in_two(self):
        dues = self._owing("Anna") | self._owing("Bo")
        payment = self._begin(dues)
        parts = [payment._create_child_transaction(amount) for amount in (20, 40)]
        # Core closes the payment authorised, which this provider cannot make.
        with mute_logger("odoo.addons.payment.models.payment_transaction"):
            for part in parts:
                self._succeed(part)
        self.assertEqual(set(dues.mapped("state")), {"paid"})
        self.assertFalse(payment.club_deposit_ids)

    def test_an_invoice_paid_on_cores_page_is_the_same_payment(self):
        due = self._owing("Anna", self.type_invoice)
        payment = self._begin(due, club_due_ids=False, club_shares=False)
        self.assertEqual(payment.club_due_ids, due)
        payment._set_pending()
        self.assertEqual(due._payment_under_way(), payment)
        self._succeed(payment)
        self.assertEqual((due.state, due.residual), ("paid", 0))
        self.assertEqual(payment.club_deposit_ids.total, 30)
        self.assertFalse(payment.payment_id)

    def test_other_payments_follow_cores_path(self):
        payment = self._begin(self._owing("Anna"))
        payment.write({"club_due_ids": False, "club_shares": False})
        self._succeed(payment)
        self.assertTrue(payment.payment_id)
        self.assertFalse(payment.club_deposit_ids)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPaymentInstalments(PaymentDuesCommon):
    """The next instalment, or everything."""

    def test_now_is_the_next_instalment_and_all_is_everything(self):
        for kind in (self.type_person, self.type_invoice):
            with self.subTest(kind.booking_mode):
                self._instalments(kind)
                due = self._owing(f"Anna {kind.booking_mode}", kind)
                self.assertEqual(due._bill_amount("now"), 15)
                self.assertEqual(due._bill_amount("all"), 30)
                self._succeed(self._begin(due, "now"))
                self.assertEqual((due.state, due.residual), ("partial", 15))
                self.assertEqual(due.membership_id.state, "active")
                self._succeed(self._begin(due, "now"))
                self.assertEqual((due.state, due.residual), ("paid", 0))

    def test_what_is_overdue_is_payable_now(self):
        self._instalments(self.type_person)
        due = self._owing("Anna")
        with freeze_time("2026-07-01"):
            self.assertEqual(due._bill_amount("now"), 30)

    def test_an_instalment_pays_no_later_one_of_other_dues(self):
        self._instalments(self.type_person)
        twice = self._owing("Anna")
        once = self._owing(
            "Child",
            self.type_choice,
            payer_id=twice.payer_id.id,
            chosen_amount=20,
            due_date="2026-12-01",
        )
        self._succeed(self._begin(twice | once, "now"))
        self.assertEqual((twice.residual, once.residual), (15, 0))
