import re

from odoo.addons.club_portal.tests.dues_pages_common import DuesPagesCommon
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, freeze_time, new_test_user
from .price_common import PriceCommon

BOOKINGS = "/my/meetings/bookings"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBookingPages(PriceCommon, DuesPagesCommon):
    """What a booking costs is seen and paid on a telephone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._login(cls.anna.partner_id, "ann")
        cls.person = cls.anna.partner_id
        cls.event = cls._priced(
            ("member", 40), ("non_member", 90), name="Spring day", fee_terms="now"
        )
        cls.env.flush_all()

    def _register(self, event=None, user=None, **vals):
        user = user or self.user
        person = user.partner_id
        return (
            (event or self.event)
            .with_user(user)
            ._register_people([{"partner": person}], person, **vals)
        )

    def _words(self, path, status=200):
        text = re.sub(r"(?s)<script.*?</script>|<[^>]+>", " ", self._page(path, status))
        return re.sub(r"\s+", " ", text.replace("\xa0", " "))

    def test_who_registers_pays_on_the_page_and_has_the_receipt(self):
        booking = self._register().sudo()
        self.assertEqual(booking.registration_ids.event_ticket_id.price, 40)
        self._as("ann")
        self.assertIn("40.00", self._words(BOOKINGS))
        path = f"{BOOKINGS}/{booking.id}/pay"
        self.assertIn("Kept for you until", self._words(path))
        form = self._form(self._page(path))
        self.assertEqual(float(form["amount"]), 40)
        answer = self._send(form)
        payment = self._payments()[-1]
        self.assertEqual((answer["amount"], payment.amount), (40, 40))
        self.assertEqual(payment.club_registration_ids, booking.registration_ids)
        self._succeed(payment)
        self.env.flush_all()
        self._page(f"{BOOKINGS}/{booking.id}/paid", 303)
        self.assertIn("Thank you", self._flash()["text"])
        words = self._words(path)
        self.assertIn("Paid", words)
        self.assertIn("Receipt of", self._words("/my/dues"))
        for paper in booking._papers():
            self._page(f"{BOOKINGS}/{booking.id}/{paper['kind']}/{paper['id']}")
        self.assertEqual(
            {paper["kind"] for paper in booking._papers()}, {"invoice", "receipt"}
        )

    def test_another_amount_is_refused(self):
        booking = self._register().sudo()
        form = self._form(self._as("ann")._page(f"{BOOKINGS}/{booking.id}/pay"))
        for amount in (1, 0, -40, 39.99):
            self.assertIn("UserError", self._send(form, amount=amount))
        self.assertIn("BadRequest", self._send(form, club_booking_id=1))
        self.assertFalse(self._payments())

    def test_while_a_payment_is_under_way_there_is_no_second(self):
        booking = self._register().sudo()
        form = self._form(self._as("ann")._page(f"{BOOKINGS}/{booking.id}/pay"))
        self._send(form)
        self._payments()[-1]._set_pending()
        self.env.flush_all()
        self.assertIn("under way", self._words(f"{BOOKINGS}/{booking.id}/pay"))
        self.assertIn("UserError", self._send(form))

    def test_a_payment_under_way_keeps_the_place_for_a_day(self):
        booking = self._register().sudo()
        payment = self._pay_online(booking)
        payment._set_pending()
        places = self.env["event.registration"]
        with freeze_time("2026-03-15 20:00:00"):
            self.assertEqual(places._end_late(), 0)
        with freeze_time("2026-03-16 02:00:00"):
            self.assertEqual(places._end_late(), 1)
        self.assertEqual(booking.registration_ids.state, "cancel")

    def test_a_changed_price_is_said_and_accepted_before_it_is_paid(self):
        booking = self._register().sudo()
        path = f"{BOOKINGS}/{booking.id}"
        form = self._form(self._as("ann")._page(f"{path}/pay"))
        self._lapse(self.anna)
        self.env.flush_all()
        self.assertIn("UserError", self._send(form))
        words = self._words(f"{path}/pay")
        for said in ("The price changed", "40.00", "90.00", "Nothing was charged"):
            self.assertIn(said, words)
        self.assertNotIn("o_payment_form", self._page(f"{path}/pay"))
        self._post(f"{path}/price", total="90.0", space="me")
        self.env.invalidate_all()
        self.assertEqual(booking.amount_due, 90)
        form = self._form(self._page(f"{path}/pay"))
        self.assertEqual(float(form["amount"]), 90)

    def test_an_invoice_is_paid_by_transfer_with_its_reference(self):
        self.company.partner_id.bank_ids = [
            (0, 0, {"acc_number": "FR7630006000011234567890189"})
        ]
        event = self._priced(("member", 40), fee_terms="invoice")
        booking = self._register(event).sudo()
        words = self._as("ann")._words(f"{BOOKINGS}/{booking.id}/pay")
        self.assertIn("FR76", words.replace(" ", ""))
        self.assertIn(self.company._club_spaced(booking.reference), words)
        self.assertIn(
            "Code that the application", self._page(f"{BOOKINGS}/{booking.id}/pay")
        )

    def test_the_manager_pays_for_the_company_a_former_one_does_not(self):
        acme = self.acme_due.membership_id[:1]
        booking = self._book(
            self._priced(("all", 40), fee_terms="invoice"),
            [self.bob],
            acme,
        )
        self._as("anna")._page(f"{BOOKINGS}/{booking.id}/pay")
        self._as("chief")._page(f"{BOOKINGS}/{booking.id}/pay", 404)
        self._as("ann")._page(f"{BOOKINGS}/{booking.id}/pay", 404)

    def test_a_price_for_others_cannot_be_chosen(self):
        cheap = self.event.event_ticket_ids.filtered(lambda t: t.price == 40)
        stranger = new_test_user(
            self.env,
            login="stranger",
            groups="base.group_portal",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        with self.assertRaises(UserError):
            self._register(user=stranger, ticket=cheap)
        booking = self._register(user=stranger).sudo()
        self.assertEqual(booking.amount_total, 90)

    def test_prices_are_on_the_page_of_the_meeting(self):
        self._register()
        words = self._as("ann")._words(f"/my/meetings/{self.event.id}")
        self.assertIn("Members in good standing: 40.00", words)
        self.assertIn("withdraw for free until", words)
        self.assertIn("to pay for", words)

    def test_the_list_costs_the_same_for_many_bookings(self):
        self._forget_nothing()

        def queries():
            space = self.env(user=self.user)["club.space"]._open()
            self.env.flush_all()
            self.env.invalidate_all()
            count = self.cr.sql_log_count
            found = self.env["club.event.booking"]._of_space(space)
            lines = [booking._line_values() for booking in found]
            return len(lines), self.cr.sql_log_count - count

        self._register()
        queries()
        one, few = queries()
        for number in range(5):
            self._register(self._priced(("member", 10 + number)))
        six, many = queries()
        self.assertEqual((one, six), (1, 6))
        self.assertLessEqual(many, few + 1)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestGuestPays(PriceCommon, DuesPagesCommon):
    """Who has no login pays behind the link of their booking."""

    def _typed(self):
        """Somebody whom only a name and an address tell."""
        event = self._priced(("member", 40), ("non_member", 90))
        return event._register_people(
            [{"name": "Ida Typed", "email": "ida@example.org"}], None
        ).sudo()

    def test_who_pays_becomes_a_contact_of_their_own(self):
        known = self._person("Ida Known", email="ida@example.org")
        booking = self._typed()
        self.assertEqual(booking.payer_id.name, "Ida Typed")
        self.assertNotEqual(booking.payer_id, known)
        self.assertEqual(booking.amount_due, 90)

    def test_nothing_to_pay_makes_no_contact(self):
        event = self._priced(("all", 0))
        booking = event._register_people(
            [{"name": "Ida Typed", "email": "ida@example.org"}], None
        )
        self.assertFalse(booking.sudo().payer_id)

    def test_the_guest_pays_without_login_and_nobody_keeps_the_page(self):
        booking = self._typed()
        url = booking._guest_url()
        self.env.flush_all()
        answer = self.url_open(f"{url}/pay")
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        form = self._form(answer.text)
        self._send(form)
        self._succeed(self._payments()[-1])
        self.env.flush_all()
        self.assertIn("Thank you", self.url_open(f"{url}/paid").text)
        self.assertEqual(booking.payment_state, "paid")
        self.assertEqual(booking.registration_ids.state, "open")

    def test_only_the_hash_of_the_secret_is_kept_and_every_mail_has_the_same(self):
        booking = self._typed()
        url = booking._guest_url()
        self.assertEqual(booking._guest_url(), url)
        token = url.rpartition("/")[2]
        self.assertNotIn(token, str(booking.read()))
        bookings = self.env["club.event.booking"]
        self.assertEqual(bookings._by_token(booking.id, token), booking)
        for wrong in ("", booking.token_hash, token[:-1]):
            self.assertFalse(bookings._by_token(booking.id, wrong))
        booking.token_hash = False
        self.assertFalse(bookings._by_token(booking.id, token))

    @mute_logger("odoo.http")
    def test_another_link_opens_nothing(self):
        mine, other = self._typed(), self._book(self._priced(("all", 5)), [self.gus])
        token = mine._guest_url().rpartition("/")[2]
        other._guest_url()
        self.env.flush_all()
        for booking, secret in ((other, token), (mine, "x"), (mine, token[:-1])):
            answer = self.url_open(f"/club/booking/{booking.id}/{secret}/pay")
            self.assertEqual(answer.status_code, 404)

    def test_the_mail_says_until_when_and_leads_to_the_page(self):
        booking = self._typed()
        notice = self.env["club.event.notice"].search([("level", "=", "payment")])
        self.assertTrue(notice._is_true())
        content = notice._content_payment()
        self.assertIn(booking._guest_url(), content["url"])
        self.assertIn("90.00", content["lines"][0])
        self._succeed(self._pay_online(booking))
        self.assertFalse(notice._is_true())

    def test_who_did_not_pay_is_told_and_pays_nothing(self):
        booking = self._typed()
        self._expire(booking)
        notice = self.env["club.event.notice"].search([("level", "=", "unpaid")])
        self.assertTrue(notice._is_true())
        self.assertIn("register anew", notice._content_unpaid()["lines"][0])
        self.assertEqual(booking.amount_due, 0)

    def test_money_for_who_may_not_come_any_more_is_a_credit(self):
        event = self._priced(("member", 40), fee_terms="now")
        event.audience = "members"
        booking = self._book(event, [self.anna.partner_id], self.anna)
        payment = self._pay_online(booking)
        self._expire(booking)
        self._lapse(self.anna)
        self._succeed(payment)
        self.assertEqual(booking.registration_ids.state, "cancel")
        self.assertEqual(self._balance(self.anna.partner_id), -40)
        late = self.env["club.event.notice"].search([("level", "=", "late")])
        self.assertIn("40.00", " ".join(late._content_late()["lines"]))

    def test_who_is_brought_back_by_the_office_is_invoiced_again(self):
        booking = self._book(self._priced(("member", 40)), [self.bob], self.acme)
        place = booking.registration_ids
        place._checked().write({"state": "cancel"})
        self.assertEqual(booking.amount_due, 0)
        place._checked().write({"state": "open"})
        self.assertEqual((booking.amount_due, booking.amount_total), (40, 40))
        self.assertEqual(len(booking._bills()), 2)
