from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .price_common import PriceCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestStandingWhenPaying(PriceCommon):
    """Standings are looked at again before money is taken, and never in silence."""

    def _event(self, **vals):
        return self._priced(("member", 40), ("non_member", 90), **vals)

    def test_nothing_changed_nothing_is_said(self):
        booking = self._book(self._event(), [self.anna.partner_id], self.anna)
        self.assertEqual(booking._price_changes(), [])

    def test_who_lapsed_since_is_told_the_old_and_the_new_price(self):
        event = self._event(fee_terms="now")
        booking = self._book(event, [self.anna.partner_id], self.anna)
        self._lapse(self.anna)
        values = booking._pay_values()
        [change] = values["changes"]
        self.assertIn("40.00", change["old"])
        self.assertIn("90.00", change["new"])
        self.assertEqual(values["new_total"], 90)
        # Looking changes nothing.
        self.assertEqual((booking.amount_total, booking.amount_due), (40, 40))

    def test_going_on_keeps_the_place_at_the_new_price(self):
        event = self._event(fee_terms="now")
        booking = self._book(event, [self.anna.partner_id], self.anna)
        self._lapse(self.anna)
        with self.assertRaises(UserError):
            booking._reprice(40)
        booking._reprice(90)
        self.assertEqual((booking.amount_due, booking.payment_state), (90, "to_pay"))
        self.assertEqual(booking._price_changes(), [])
        self._succeed(self._pay_online(booking))
        self.assertEqual(self._totals(booking.invoice_ids), [90])
        self.assertEqual(booking.payment_state, "paid")

    def test_a_posted_invoice_is_credited_and_written_anew(self):
        booking = self._book(self._event(), [self.anna.partner_id], self.anna)
        first = booking.invoice_id
        self._lapse(self.anna)
        booking._reprice(90)
        self.assertEqual(first.amount_residual, 0)
        self.assertEqual(
            sorted((move.move_type, move.amount_total) for move in booking.invoice_ids),
            [("out_invoice", 40), ("out_invoice", 90), ("out_refund", 40)],
        )
        self.assertEqual((booking.amount_due, booking.amount_total), (90, 90))
        self.assertEqual(booking.registration_ids.state, "open")
        self.assertEqual(self._balance(self.anna.partner_id), 90)

    def test_what_was_paid_in_part_counts_for_the_new_invoice(self):
        booking = self._book(self._event(), [self.anna.partner_id], self.anna)
        self._succeed(self._pay_online(booking, amount=15))
        self._lapse(self.anna)
        self.assertEqual(booking._pay_values()["new_total"], 75)
        booking._reprice(75)
        self.assertEqual((booking.amount_due, booking.payment_state), (75, "partial"))
        self.assertEqual(self._balance(self.anna.partner_id), 75)

    def test_who_became_a_member_pays_less(self):
        booking = self._book(self._event(), [self.gus])
        self.assertEqual(booking.amount_due, 90)
        self._standing("Gus", partner=self.gus)
        booking._reprice(40)
        self.assertEqual(booking.amount_due, 40)
        self.assertEqual(booking.registration_ids.fee_category, "member")

    def test_a_code_stays_on_the_new_price(self):
        event = self._event(fee_terms="now")
        code = self._code(percent=50, max_uses=1)
        booking = self._book(
            event, [self.anna.partner_id], self.anna, discount_id=code.id
        )
        self._lapse(self.anna)
        booking._reprice(45)
        self.assertEqual(booking.amount_due, 45)

    def test_without_any_price_left_nothing_is_taken(self):
        event = self._priced(("member", 40), fee_terms="now")
        booking = self._book(event, [self.anna.partner_id], self.anna)
        self._lapse(self.anna)
        self.assertIsNone(booking._pay_values()["new_total"])
        with self.assertRaises(UserError):
            booking._reprice(40)

    def test_cores_page_takes_no_payment_at_the_old_price(self):
        booking = self._book(self._event(), [self.anna.partner_id], self.anna)
        self._lapse(self.anna)
        self.assertFalse(booking.invoice_id._has_to_be_paid())
        with self.assertRaisesRegex(UserError, "price"):
            self._pay_online(booking, club_booking_id=False)

    def test_what_is_paid_stays_paid_when_the_membership_ends(self):
        booking = self._book(self._event(), [self.anna.partner_id], self.anna)
        self._succeed(self._pay_online(booking))
        self._lapse(self.anna)
        self.assertEqual(booking._price_changes(), [])


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestWithdrawing(PriceCommon):
    """In time it costs nothing, later it does; a cancelled meeting never."""

    def _paid(self, **vals):
        booking = self._book(
            self._priced(("member", 25), product=self.product, **vals),
            [self.bob, self.cleo],
            self.acme,
        )
        self._succeed(self._pay_online(booking))
        return booking

    def test_in_time_it_is_credited_to_the_cent(self):
        booking = self._paid()
        booking.registration_ids.sorted("id")[0]._withdraw(self.bob)
        notes = booking.invoice_ids.filtered(lambda m: m.move_type == "out_refund")
        self.assertEqual(
            (notes.amount_untaxed, notes.amount_tax, notes.amount_total), (25, 5, 30)
        )
        self.assertEqual(self._balance(self.acme.partner_id), -30)
        self.assertEqual((booking.amount_total, booking.payment_state), (30, "paid"))
        self.assertIn("30.00", booking._credit_text())

    def test_in_time_an_open_invoice_is_owed_no_more(self):
        booking = self._book(self._priced(("member", 40)), [self.bob], self.acme)
        booking.registration_ids._withdraw(self.bob)
        self.assertEqual((booking.amount_due, booking.payment_state), (0, "cancelled"))
        self.assertEqual(self._balance(self.acme.partner_id), 0)

    def test_the_last_free_day_is_where_the_meeting_is(self):
        event = self._priced(("all", 40), date_tz="Pacific/Auckland")
        event.write(
            {"date_begin": "2026-04-09 20:00:00", "date_end": "2026-04-09 22:00:00"}
        )
        self.assertEqual(str(event._withdraw_free_until()), "2026-04-03")
        with freeze_time("2026-04-03 10:00:00"):
            self.assertTrue(event._withdrawal_is_free())
        with freeze_time("2026-04-03 11:30:00"):  # already the 4th there
            self.assertFalse(event._withdrawal_is_free())

    def test_later_the_fee_stays_and_the_treasurer_may_credit_it(self):
        booking = self._paid(withdraw_free_days=60)
        self.assertIn("still pays", booking.event_id._withdrawal_sentence())
        gone = booking.registration_ids.sorted("id")[0]
        gone._withdraw(self.bob)
        self.assertTrue(gone.fee_kept)
        self.assertEqual(booking.amount_total, 60)
        self.assertEqual(len(booking.invoice_ids), 1)
        self._create_users()
        treasurer = booking.with_user(self.users["treasurer"])
        treasurer.action_credit()
        self.assertEqual(booking.amount_total, 30)
        self.assertEqual(self._balance(self.acme.partner_id), -30)
        with self.assertRaises(UserError):
            treasurer.action_credit()

    def test_nobody_pays_for_a_cancelled_meeting_whenever_they_withdrew(self):
        booking = self._paid(withdraw_free_days=60)
        booking.registration_ids.sorted("id")[0]._withdraw(self.bob)
        booking.event_id.cancelled_on = "2026-03-15 10:00:00"
        booking._on_cancelled_meeting()
        booking._on_cancelled_meeting()
        self.assertEqual(self._balance(self.acme.partner_id), -60)
        notes = booking.invoice_ids.filtered(lambda m: m.move_type == "out_refund")
        self.assertEqual(sum(notes.mapped("amount_total")), 60)

    def test_a_credit_note_of_the_treasurers_own_is_not_written_again(self):
        booking = self._paid()
        wizard = self.env["account.move.reversal"].with_context(
            active_model="account.move", active_ids=booking.invoice_id.ids
        )
        wizard.create(
            {"journal_id": booking.invoice_id.journal_id.id, "reason": "Own"}
        ).refund_moves()
        own = booking.invoice_ids.filtered(lambda m: m.move_type == "out_refund")
        own.action_post()
        booking.registration_ids._withdraw(self.bob)
        self.assertEqual(len(booking.invoice_ids), 2)
        self.assertEqual(self._balance(self.acme.partner_id), -60)

    def test_an_invoice_of_a_booking_is_not_reset_to_draft(self):
        booking = self._paid()
        with self.assertRaisesRegex(UserError, "credit note"):
            booking.invoice_id.button_draft()

    def test_who_never_paid_owes_nothing(self):
        booking = self._book(
            self._priced(("all", 80), withdraw_free_days=60), [self.gus]
        )
        booking.registration_ids._withdraw(self.gus)
        self.assertFalse(booking.registration_ids.fee_kept)
        self.assertEqual((booking.amount_total, booking.amount_due), (0, 0))
