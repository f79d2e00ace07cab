import re

from odoo.tests import tagged

from .price_common import PriceCommon
from .public_common import PublicCommon

JANE = {"name": "Jane Doe", "email": "jane@example.org"}
JOHN = {"name": "John Roe", "email": "john@example.org"}


@tagged("post_install", "-at_install")
class TestPaidPublic(PublicCommon, PriceCommon):
    """Who has no login pays for an open meeting: booking, payment, badge."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider.write({"is_published": True})
        cls.event = cls._open_meeting("Conference")
        cls.ticket = cls._ticket(
            cls.event, "Visitor", "non_member", 40, product_id=cls.untaxed.id
        )
        cls.env.flush_all()

    def _landed(self, answer):
        """(status, path of the page, its words)"""
        path = re.sub(r"^https?://[^/]+", "", answer.url)
        text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", answer.text)
        return answer.status_code, path, re.sub(r"\s+", " ", text)

    def _order(self, people=(JANE,), **more):
        self._browser()
        answer = self._send_order(self.event, people, ticket=self.ticket, **more)
        self.env.invalidate_all()
        return self._landed(answer)

    def _pay_there(self, path):
        """Pay on the page of the booking at this path, as its form does."""
        base = path.removesuffix("/pay")
        booking = self.event.booking_ids
        amount, _places = booking._payment_shares()
        answer = self._call(
            f"{base}/transaction",
            provider_id=self.provider.id,
            payment_method_id=self.method.id,
            token_id=None,
            amount=amount,
            flow="redirect",
            tokenization_requested=False,
            landing_route="/",
            is_validation=False,
            access_token="",
        )
        self.assertIn("reference", answer.get("result", {}), answer)
        self.env.invalidate_all()
        payment = self.env["payment.transaction"].search(
            [("reference", "=", answer["result"]["reference"])]
        )
        payment._set_done()
        payment._post_process()
        self.env.flush_all()
        return self._landed(self.url_open(f"{base}/paid"))

    def test_a_visitor_books_pays_and_finds_their_badge(self):
        status, path, page = self._order()
        self.assertEqual(status, 200)
        self.assertRegex(path, r"^/club/booking/\d+/\w+/pay$")
        self.assertIn("Jane Doe", page)
        self.assertIn("40.00", page)
        place = self.event.registration_ids
        self.assertEqual((place.state, place.hold), ("draft", "payment"))
        payer = place.booking_id.payer_id
        self.assertEqual((payer.name, payer.email), ("Jane Doe", "jane@example.org"))
        self._pay_there(path)
        self.assertEqual(place.state, "open")
        self.assertEqual(place.booking_id.payment_state, "paid")
        _status, _path, page = self._landed(self.url_open(path))
        self.assertIn("Open the registration", page)
        page = self.url_open(place._place_url()).text
        self.assertIn(place._badge_path(), page)

    def test_a_known_address_is_not_taken_for_who_types_it(self):
        self.anna.partner_id.email = "jane@example.org"
        self.anna.partner_id.name = "Jane Doe"
        self._order()
        self.assertNotEqual(self.event.booking_ids.payer_id, self.anna.partner_id)

    def test_a_code_typed_on_the_form_lowers_the_price(self):
        self._code(percent=25)
        _status, _path, page = self._order(discount="spring")
        self.assertIn("30.00", page)
        self.assertEqual(self.event.registration_ids.fee, 30)

    def test_a_code_that_is_none_refuses_and_keeps_nothing(self):
        payers = self.env["res.partner"].search_count([])
        _status, path, _page = self._order(discount="NOTHING")
        self.assertIn(f"/event/{self.event.id}", path.replace("conference-", ""))
        self.assertFalse(self.event.registration_ids)
        self.assertEqual(self.env["res.partner"].search_count([]), payers)

    def test_who_waits_pays_nothing_until_a_place_is_accepted(self):
        self.event.write({"seats_limited": True, "seats_max": 1})
        self._order()
        first = self.event.registration_ids
        _status, path, page = self._order([JOHN])
        self.assertIn("/registration/success", path)
        self.assertIn("On the waiting list", page)
        second = self.event.registration_ids - first
        self.assertEqual(second.hold, "waiting")
        self.assertFalse(second.booking_id._bills())
        first._withdraw(first)
        self.assertEqual(second.hold, "offer")
        place = second._place_url()
        self.env.flush_all()
        answer = self._post(f"{place}/offer", {"answer": "accept"})
        self.assertIn("Pay now", answer.text)
        self.env.invalidate_all()
        self.assertEqual(second.hold, "payment")
        self.assertRegex(answer.text, "A place is kept for you")
        _status, path, page = self._landed(self._post(f"{place}/pay", {}))
        self.assertRegex(path, r"^/club/booking/\d+/\w+/pay$")
        self.assertIn("40.00", page)

    def test_a_guest_pays_behind_the_link_of_the_invitation(self):
        guest = self.env["club.event.guest"].create(
            {"event_id": self.event.id, "name": "Vera", "email": "vera@v.example"}
        )
        guest = guest.sudo()
        link = "/" + guest._make_link().split("/", 3)[3]
        self.env.flush_all()
        self._browser()
        page = self._post(f"{link}/register", {"name": "Vera"}).text
        self.assertIn("A place is kept for you", page)
        self.env.invalidate_all()
        self.assertEqual(guest.state, "held")
        _status, path, page = self._landed(self._post(f"{link}/pay", {}))
        self.assertRegex(path, r"^/club/booking/\d+/\w+/pay$")
        self.assertIn("40.00", page)
        self._pay_there(path)
        self.assertEqual(guest.state, "registered")
        self.env.flush_all()
        self.assertIn("Show my badge", self.url_open(link).text)
