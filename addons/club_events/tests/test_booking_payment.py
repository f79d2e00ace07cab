from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, day, freeze_time, moment
from .price_common import PriceCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBookingTerms(PriceCommon):
    """An invoice and a place at once, or a place kept until it is paid."""

    def test_nothing_to_pay_is_confirmed_without_any_document(self):
        booking = self._book(self._priced(("all", 0)), [self.gus])
        self.assertEqual(booking.registration_ids.state, "open")
        self.assertEqual((booking.amount_total, booking.payment_state), (0, "free"))
        self.assertFalse(booking.invoice_ids)

    def test_a_member_gets_an_invoice_and_their_place(self):
        event = self._priced(("member", 40), ("non_member", 80))
        booking = self._book(event, [self.anna.partner_id], self.anna)
        self.assertEqual(booking.registration_ids.state, "open")
        self.assertEqual(booking.payment_state, "invoiced")
        self.assertEqual((booking.amount_total, booking.amount_due), (40, 40))
        invoice = booking.invoice_id
        self.assertEqual((invoice.state, invoice.amount_total), ("posted", 40))
        self.assertEqual(invoice.partner_id, self.anna.partner_id)
        self.assertEqual(invoice.payment_reference, booking.reference)

    def test_who_is_no_member_has_the_place_kept_and_no_invoice(self):
        event = self._priced(("member", 40), ("non_member", 80))
        booking = self._book(event, [self.gus])
        place = booking.registration_ids
        self.assertEqual((place.state, place.hold), ("draft", "payment"))
        self.assertEqual(place.hold_until, moment("2026-03-15 00:30"))
        self.assertEqual((booking.payment_state, booking.amount_due), ("to_pay", 80))
        self.assertFalse(booking.invoice_ids)

    def test_terms_of_the_meeting_win(self):
        for terms, guest, member in (
            ("invoice", "open", "open"),
            ("now", "draft", "draft"),
        ):
            event = self._priced(("all", 40), fee_terms=terms)
            booked = self._book(event, [self.gus])
            self.assertEqual(booked.registration_ids.state, guest)
            booked = self._book(event, [self.anna.partner_id], self.anna)
            self.assertEqual(booked.registration_ids.state, member)

    def test_without_online_payment_everybody_gets_an_invoice(self):
        self.provider.state = "disabled"
        booking = self._book(self._priced(("all", 80)), [self.gus])
        self.assertEqual(booking.registration_ids.state, "open")
        self.assertEqual(booking.payment_state, "invoiced")

    def test_asked_again_nothing_is_invoiced_twice(self):
        booking = self._book(
            self._priced(("member", 40)), [self.anna.partner_id], self.anna
        )
        booking._ask_payment()
        self.assertEqual(len(booking.invoice_ids), 1)

    def test_who_gets_a_place_later_is_invoiced_then(self):
        event = self._priced(("member", 40))
        booking = self._book(event, [self.bob, self.cleo], self.acme, ask=False)
        late = booking.registration_ids.sorted("id")[1]
        late.hold = "waiting"
        booking._ask_payment()
        self.assertEqual(self._totals(booking.invoice_ids), [40])
        late.hold = "payment"
        booking._ask_payment()
        self.assertEqual(self._totals(booking.invoice_ids), [40, 40])
        self.assertEqual(booking.amount_due, 80)

    def test_the_invoice_has_a_line_per_place_with_its_taxes_and_section(self):
        plan = self.env["account.analytic.plan"].create({"name": "Sections"})
        account = self.env["account.analytic.account"].create(
            {"name": "Brittany", "plan_id": plan.id, "company_id": self.company.id}
        )
        self.brittany.analytic_account_id = account
        event = self._priced(
            ("member", 33.33), product=self.product, section_id=self.brittany.id
        )
        booking = self._book(event, [self.bob, self.cleo], self.acme)
        lines = booking.invoice_id.invoice_line_ids
        self.assertEqual(len(lines), 2)
        self.assertEqual(lines.tax_ids, self.tax)
        self.assertEqual(lines[0].analytic_distribution, {str(account.id): 100.0})
        self.assertEqual(booking.registration_ids.mapped("fee"), [40, 40])
        self.assertEqual(booking.invoice_id.amount_total, 80)
        self.assertEqual(booking.invoice_id.partner_id, self.acme.partner_id)

    def test_the_invoice_is_what_was_said_whatever_taxes_round(self):
        self.company.tax_calculation_rounding_method = "round_globally"
        code = self._code(percent=7)
        event = self._priced(("member", 12.34), product=self.product)
        people = [self.bob, self.cleo, self._person("Dora")]
        booking = self._book(event, people, self.acme, discount_id=code.id)
        said = sum(booking.registration_ids.mapped("fee"))
        self.assertEqual(booking.registration_ids.mapped("fee"), [13.77] * 3)
        self.assertAlmostEqual(booking.invoice_id.amount_total, said)
        self.assertAlmostEqual(booking.amount_due, said)

    def test_a_currency_without_cents_is_asked_whole(self):
        yen = self._enable_currency("JPY")
        japan = self._association("Nippon")
        japan.currency_id = yen
        # A new company's standard tax is put on every product there is.
        self.untaxed.taxes_id = False
        event = self._priced(("all", 333), company_id=japan.id, programme_id=False)
        event.fee_terms = "invoice"
        code = self._code(percent=50, company_id=japan.id)
        booking = self._book(event, [self.gus], discount_id=code.id)
        self.assertEqual(booking.amount_total, 167)
        self.assertEqual(booking.invoice_id.amount_total, 167)
        self.assertEqual(booking.invoice_id.company_id, japan)
        self.assertEqual(booking.invoice_id.currency_id, yen)

    def test_the_invoice_speaks_the_language_of_the_payer(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.acme.partner_id.lang = "fr_FR"
        event = self._priced(("member", 40))
        booking = self._book(event, [self.bob], self.acme)
        self.assertIn("avril", booking.invoice_id.invoice_line_ids.name)

    def test_nobody_writes_a_price_by_hand(self):
        self._create_users()
        booking = self._book(
            self._priced(("member", 40)), [self.anna.partner_id], self.anna
        )
        place = booking.registration_ids.with_user(self.users["secretary"])
        with self.assertRaises(UserError):
            place.write({"fee": 0})
        with self.assertRaises(UserError):
            booking.with_user(self.users["secretary"]).payer_id = self.bob


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBookingPaid(PriceCommon):
    """A payment settles the invoice once, whatever comes when."""

    def _now(self, price=80, **vals):
        return self._book(
            self._priced(("all", price), fee_terms="now", **vals), [self.gus]
        )

    def test_the_payment_makes_invoice_place_and_one_deposit(self):
        booking = self._now()
        payment = self._pay_online(booking)
        self._succeed(payment)
        self.assertEqual(booking.registration_ids.state, "open")
        self.assertFalse(booking.registration_ids.hold)
        self.assertEqual((booking.payment_state, booking.amount_due), ("paid", 0))
        self.assertIn(booking.invoice_id.payment_state, ("paid", "in_payment"))
        self.assertEqual(payment.club_deposit_ids.total, 80)
        self.assertEqual(len(payment.club_deposit_ids.line_ids), 1)
        self.assertFalse(payment.payment_id)
        self.assertEqual(self._balance(self.gus), 0)

    def test_a_replayed_notification_changes_nothing(self):
        booking = self._now()
        payment = self._pay_online(booking)
        self._succeed(payment)
        payment._set_done()
        payment._post_process()
        payment._club_book()
        self.assertEqual(len(booking.invoice_ids), 1)
        self.assertEqual(len(booking.deposit_line_ids), 1)
        self.assertEqual(self._balance(self.gus), 0)

    def test_an_invoice_is_paid_by_the_same_path(self):
        event = self._priced(("member", 40))
        booking = self._book(event, [self.bob], self.acme)
        self._succeed(self._pay_online(booking))
        self.assertEqual(booking.payment_state, "paid")
        self.assertEqual(len(booking.invoice_ids), 1)
        self.assertEqual(self._balance(self.acme.partner_id), 0)

    def test_an_invoice_paid_on_cores_page_is_the_same_payment(self):
        booking = self._book(self._priced(("member", 40)), [self.bob], self.acme)
        payment = self._pay_online(booking, club_booking_id=False)
        self.assertEqual(payment.club_booking_id, booking)
        self._succeed(payment)
        self.assertEqual(booking.payment_state, "paid")
        self.assertFalse(payment.payment_id)

    def test_what_was_paid_twice_stays_as_a_credit(self):
        booking = self._book(self._priced(("member", 40)), [self.bob], self.acme)
        first, second = self._pay_online(booking), self._pay_online(booking)
        self._succeed(first)
        self._succeed(second)
        self.assertEqual(booking.payment_state, "paid")
        self.assertEqual(self._balance(self.acme.partner_id), -40)
        self.assertEqual(second._club_overpaid(), 40)
        self.assertIn("40.00", second._club_outcome()[0])

    def test_money_captured_in_two_parts_is_booked_in_two(self):
        booking = self._now()
        payment = self._pay_online(booking)
        parts = [payment._create_child_transaction(amount) for amount in (30, 50)]
        with mute_logger("odoo.addons.payment.models.payment_transaction"):
            self._succeed(parts[0])
            self.assertEqual(
                (booking.payment_state, booking.amount_due), ("partial", 50)
            )
            self._succeed(parts[1])
        self.assertEqual(booking.payment_state, "paid")
        self.assertEqual(len(booking.invoice_ids), 1)
        self.assertEqual(self._balance(self.gus), 0)

    def test_a_refund_makes_the_invoice_owed_again_once(self):
        booking = self._now()
        payment = self._pay_online(booking)
        self._succeed(payment)
        refund = self._refund(payment, 80)
        refund._set_done()
        refund._post_process()
        self.assertEqual((booking.payment_state, booking.amount_due), ("invoiced", 80))
        self.assertEqual(self._balance(self.gus), 80)

    def test_a_refund_after_withdrawing_gives_the_credit_back(self):
        booking = self._now()
        payment = self._pay_online(booking)
        self._succeed(payment)
        booking.registration_ids._withdraw(self.gus)
        self.assertEqual(self._balance(self.gus), -80)
        self._refund(payment, 80)
        self.assertEqual(self._balance(self.gus), 0)
        self.assertEqual((booking.payment_state, booking.amount_due), ("cancelled", 0))

    def test_the_bank_taking_it_back_reopens_the_invoice(self):
        booking = self._now()
        payment = self._pay_online(booking)
        self._succeed(payment)
        payment.club_deposit_ids.line_ids._bounce(day(TODAY), "Chargeback")
        self.assertEqual((booking.payment_state, booking.amount_due), ("invoiced", 80))

    def test_money_that_comes_after_the_hold_gets_the_place_again(self):
        booking = self._now()
        payment = self._pay_online(booking)
        self._expire(booking)
        self._succeed(payment)
        self.assertEqual(booking.registration_ids.state, "open")
        self.assertEqual(booking.payment_state, "paid")
        self.assertEqual(self._balance(self.gus), 0)

    def test_money_that_comes_after_the_place_is_gone_is_a_credit(self):
        booking = self._now(seats_limited=True, seats_max=1)
        payment = self._pay_online(booking)
        self._expire(booking)
        self._full(booking.event_id)
        self._succeed(payment)
        self.assertEqual(booking.registration_ids.state, "cancel")
        self.assertFalse(booking.invoice_ids)
        self.assertEqual(self._balance(self.gus), -80)
        sentence, _tone = payment._club_outcome()
        self.assertIn("none is left", sentence)
        notice = self.env["club.event.notice"].search([("level", "=", "late")])
        self.assertEqual(notice.partner_id, self.gus)

    def _full(self, event):
        """Somebody else takes the last place."""
        other = self._book(event, [self.bob], ask=False)
        other.registration_ids._confirm()

    def test_the_last_use_of_a_code_is_not_sold_again_to_who_pays_late(self):
        code = self._code(percent=10, max_uses=1)
        event = self._priced(("all", 80), fee_terms="now")
        late = self._book(event, [self.gus], discount_id=code.id)
        payment = self._pay_online(late)
        self._expire(late)
        self._book(event, [self.bob], discount_id=code.id)
        self._succeed(payment)
        self.assertEqual(late.registration_ids.state, "cancel")
        self.assertEqual(code.use_count, 1)
        self.assertEqual(self._balance(self.gus), -72)

    def test_the_treasurer_enters_a_transfer_for_a_booking(self):
        self._create_users()
        booking = self._book(self._priced(("member", 40)), [self.bob], self.acme)
        booking = booking.with_user(self.users["treasurer"])
        action = booking.action_enter_payment()
        deposit = (
            self.env["club.deposit"]
            .with_user(self.users["treasurer"])
            .with_context(**action["context"])
            .create({})
        )
        deposit.action_post()
        self.assertEqual(booking.payment_state, "paid")
        [label] = [label for label, _amount in deposit.line_ids._receipt_lines()]
        self.assertIn(booking.event_id.name, label)

    def test_only_the_treasurer_decides_about_money(self):
        self._create_users()
        booking = self._now()
        for role in ("reader", "secretary"):
            mine = booking.with_user(self.users[role])
            for act in (mine.action_invoice, mine.action_enter_payment):
                with self.assertRaises(AccessError):
                    act()
        booking.with_user(self.users["treasurer"]).action_invoice()
        self.assertEqual(booking.registration_ids.state, "open")
        self.assertEqual(booking.payment_state, "invoiced")
