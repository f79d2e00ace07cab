from odoo.tests import tagged

from .gateway_common import GatewayCommon
from .ticket_common import frozen


@frozen
@tagged("post_install", "-at_install")
class TestTicketMailUnsafe(GatewayCommon):
    """E-mails that would do more than say something."""

    def setUp(self):
        super().setUp()
        self.ticket, self.receipt = self._ask_by_mail()

    def _ask_by_mail(self):
        ticket, mails = self._receive(self.mia.email)
        receipt = mails.filtered(lambda mail: self.mia in mail.recipient_ids)
        return ticket, receipt

    def _last(self):
        return str(self.ticket._thread(self.owner)[-1]["body"])

    def test_no_picture_tells_its_server_who_reads(self):
        html = (
            '<p style="background-image:url(http://spy.example/a)">See '
            '<img src="http://spy.example/b" alt="my screen"/> here</p>'
            "<script>fetch('http://spy.example/c')</script>"
        )
        _new, mails = self._reply_to(
            self.receipt, self.mia.email, html, kind="text/html; charset=utf-8"
        )
        self.assertIn("See [my screen] here", self._last())
        for text in (self._last(), *mails.mapped("body_html")):
            self.assertNotIn("spy.example", text)

    def test_signs_that_no_page_can_hold_are_read_and_shown(self):
        self._reply_to(self.receipt, self.mia.email, "One\x0ctwo\n> old\nthree")
        self.assertIn("three", self._last())
        self.ticket._reply(self.mia, "Four\x0c\x00 five\n> old\nsix")
        self.assertIn("six", self._last())
        asked = self._asked(name="Sev\x00en", body="Eight\x00\x0c\n> old\nnine")
        self.assertEqual(asked.name, "Seven")
        self.assertIn("nine", asked._thread(self.mia)[0]["body"])

    def test_no_address_of_who_clicks_stands_on_an_e_mail(self):
        self.company.club_ticket_alias = False
        self.company.partner_id.email = False
        mine = self.ticket.with_user(self.users["secretary"])
        mails = self._told(lambda: mine.sudo()._reply(self.owner, "Below your dues."))
        self.assertTrue(mails)
        self.assertNotIn(self.users["secretary"].email, mails.email_from)
