from unittest.mock import patch

from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .payment_common import PaymentDuesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPaymentRefund(PaymentDuesCommon):
    """Money given back takes what is too much first, then what was settled."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def test_a_full_refund_reopens_the_dues_and_takes_the_membership_back(self):
        for kind in (self.type_person, self.type_invoice):
            with self.subTest(kind.booking_mode):
                due = self._owing(f"Anna {kind.booking_mode}", kind)
                payment = self._begin(due)
                self._succeed(payment)
                self.assertEqual(due.membership_id.state, "active")
                self._refund(payment, 30)
                self.assertEqual((due.state, due.residual), ("called", 30))
                self.assertEqual(self._balance(due.payer_id), 30)
                self.assertEqual(due.membership_id.state, "applied")

    def test_a_partial_refund_leaves_the_rest_paid(self):
        for kind in (self.type_person, self.type_invoice):
            with self.subTest(kind.booking_mode):
                due = self._owing(f"Anna {kind.booking_mode}", kind)
                payment = self._begin(due)
                self._succeed(payment)
                self._refund(payment, 10)
                self.assertEqual((due.state, due.residual), ("partial", 10))
                self.assertEqual(self._balance(due.payer_id), 10)

    def test_a_refund_takes_the_overpayment_and_leaves_the_dues_paid(self):
        due = self._owing("Anna")
        payment = self._begin(due)
        self._treasurer_pays(due)
        self._succeed(payment)
        self._refund(payment, 30)
        self.assertEqual((due.state, due.residual), ("paid", 0))
        self.assertEqual(self._balance(due.payer_id), 0)
        self.assertEqual(payment._club_overpaid(), 0)

    def test_dues_cancelled_after_payment_are_given_back_for_good(self):
        for kind in (self.type_person, self.type_invoice):
            with self.subTest(kind.booking_mode):
                due = self._owing(f"Anna {kind.booking_mode}", kind)
                payment = self._begin(due)
                self._succeed(payment)
                due._cancel("Called by mistake")
                self._refund(payment, 30)
                self.assertEqual((due.state, due.residual), ("cancelled", 0))
                self.assertEqual(self._balance(due.payer_id), 0)

    def test_a_refund_replayed_is_booked_once(self):
        due = self._owing("Anna")
        payment = self._begin(due)
        self._succeed(payment)
        refund = self._refund(payment, 30)
        refund._set_done()
        refund._post_process()
        self.assertEqual(len(refund.club_refund_move_ids), 1)
        self.assertEqual(self._balance(due.payer_id), 30)

    def test_a_refunded_deposit_is_not_taken_back_twice(self):
        payment = self._begin(self._owing("Anna"))
        self._succeed(payment)
        self._refund(payment, 30)
        with self.assertRaisesRegex(Exception, "given back online"):
            payment.club_deposit_ids.action_cancel()

    def test_the_bank_taking_a_card_payment_back_reopens_the_dues(self):
        due = self._owing("Anna")
        payment = self._begin(due)
        self._succeed(payment)
        payment.club_deposit_ids.line_ids._bounce(due.date, "Chargeback")
        self.assertEqual((due.state, due.residual), ("called", 30))

    def test_the_treasurer_gives_part_of_it_back(self):
        payment = self._begin(self._owing("Anna"))
        self._succeed(payment)
        deposit = payment.club_deposit_ids
        self.assertEqual(deposit.refundable, 30)
        with self._refunding():
            for amount in (0, 31):
                with self.assertRaises(UserError):
                    self._ask(deposit, amount)
            self._ask(deposit, 10)
        payment.child_transaction_ids._set_done()
        payment.child_transaction_ids._post_process()
        self.assertEqual(deposit.refundable, 20)
        self.assertEqual(payment.club_due_ids.residual, 10)
        with self.assertRaises(UserError):
            self._ask(deposit, 10)  # a provider that gives nothing back

    def test_a_second_click_gives_nothing_more_back(self):
        payment = self._begin(self._owing("Anna"))
        self._succeed(payment)
        form = self.env["club.online.refund"].create(
            {"deposit_id": payment.club_deposit_ids.id, "amount": 10}
        )
        with self._refunding():
            for _click in range(2):
                form.action_refund()
        self.assertEqual(payment.child_transaction_ids.mapped("amount"), [-10])

    def test_nobody_but_the_treasurer_gives_back(self):
        payment = self._begin(self._owing("Anna"))
        self._succeed(payment)
        for role in ("reader", "secretary", "officer", "section_treasurer"):
            with self.assertRaises(AccessError):
                self._ask(payment.club_deposit_ids, 10, role)

    def _ask(self, deposit, amount, role="treasurer"):
        env = self._as(role)
        self.env.flush_all()
        env["club.online.refund"].create(
            {"deposit_id": deposit.id, "amount": amount}
        ).action_refund()

    def _refunding(self):
        """A provider that gives money back."""

        def support(providers):
            providers.support_refund = "partial"

        provider = self.env.registry["payment.provider"]
        return patch.object(provider, "_compute_feature_support_fields", support)
