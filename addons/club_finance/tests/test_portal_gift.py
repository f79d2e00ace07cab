from odoo.addons.club_portal.tests.dues_pages_common import DuesPagesCommon
from odoo.tests import tagged

from .common import TODAY, freeze_time

NOT_FOUND = "werkzeug.exceptions.NotFound"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPortalGift(DuesPagesCommon):
    """Giving beside one's dues, and giving alone."""

    def _gifts(self):
        return self.env["club.donation"].search([])

    def test_gift_beside_dues_is_paid_with_them(self):
        page = self._as("anna")._page(f"/my/dues/pay?due={self.due.id}&gift=12,50")
        form = self._form(page)
        self.assertEqual(float(form["amount"]), 42.5)
        answer = self._send(form)
        payment = self._payments()[-1]
        self.assertEqual((answer["amount"], payment.amount), (42.5, 42.5))
        self.assertEqual(payment.club_gift_amount, 12.5)
        self._succeed(payment)
        self.assertEqual(self.due.state, "paid")
        gift = self._gifts()
        self.assertEqual((gift.amount, gift.partner_id), (12.5, self.anna.partner_id))
        self.assertIn("12.50", self._page("/my/donate"))

    def test_without_a_gift_nothing_changes(self):
        form = self._form(self._as("anna")._page(f"/my/dues/pay?due={self.due.id}"))
        self.assertEqual(float(form["amount"]), 30)
        self._send(form)
        self.assertFalse(self._payments()[-1].club_gift_amount)

    def test_no_gift_is_offered_where_none_is_booked(self):
        self.company.club_donation_account_id = False
        page = self._as("anna")._page(f"/my/dues/pay?due={self.due.id}&gift=10")
        self.assertEqual(float(self._form(page)["amount"]), 30)
        self.assertNotIn('name="gift"', page)
        self.assertNotIn('name="amount"', self._page("/my/donate?amount=10"))

    def test_strange_amounts_are_no_gift(self):
        self._as("anna")
        for text in ("-5", "nan", "1e9", "x", "999999999999"):
            with self.subTest(text=text):
                page = self._page(f"/my/dues/pay?due={self.due.id}&gift={text}")
                self.assertEqual(float(self._form(page)["amount"]), 30)

    def test_gift_alone_in_the_name_of_the_company_one_manages(self):
        acme = self.acme_due.membership_id.partner_id
        page = self._as("anna")._page(f"/my/donate?amount=100&donor={acme.id}")
        form = self._form(page)
        self.assertEqual(self._send(form)["amount"], 100)
        payment = self._payments()[-1]
        self._succeed(payment)
        self.assertEqual(self._gifts().partner_id, acme)
        self._page("/my/donate/thanks", 303)
        self.assertIn("Thank you for your gift", self._flash()["text"])

    def test_nobody_gives_in_a_strangers_name(self):
        self._as("anna")
        stranger = self.other_due.membership_id.partner_id
        form = {"landing-route": "/my", "amount": "20"}
        for choice in (f"2000-{stranger.id}-0", "2000-x-0", "2000"):
            form["transaction-route"] = f"/my/donate/transaction/{choice}"
            self.assertEqual(self._send(form), NOT_FOUND, choice)
        self.assertFalse(self._payments())
