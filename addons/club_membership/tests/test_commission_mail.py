from odoo.exceptions import UserError
from odoo.tests import tagged

from .commission_common import CommissionCommon
from .common import TODAY, freeze_time


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCommissionMail(CommissionCommon):
    """People are told what was decided about them, and nobody sees an address."""

    def test_invited_person_is_told(self):
        self.commission._invite(self.anne.partner_id, self.anne)
        self.assertEqual(
            self._mails(self.anne.partner_id), ["Training: you are invited"]
        )

    def test_request_goes_to_the_chair_and_the_answer_to_who_asked(self):
        self._chair(self.bob)
        self.commission.join_policy = "approval"
        first, second = self._join(self.anne), self._join(self.carl)
        self.assertEqual(
            self._mails(self.bob.partner_id), ["Training: somebody asks to join"] * 2
        )
        first._approve()
        second._refuse("Come to a meeting first")
        self.assertEqual(
            self._mails(self.anne.partner_id), ["Training: your request is accepted"]
        )
        self.assertEqual(self._mails(self.carl.partner_id), ["Training: your request"])
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.carl.partner_id.ids)]
        )
        self.assertIn("Come to a meeting first", mail.body_html)

    def test_accepted_without_a_place_is_told_their_number(self):
        self.commission.write({"join_policy": "approval", "max_size": 1})
        self._join(self.anne)._approve()
        self._join(self.bob)._approve()
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.bob.partner_id.ids)]
        )
        self.assertIn("waiting list", mail.body_html)
        self.assertNotIn("welcome to", mail.body_html)

    def test_who_gets_a_place_after_waiting_is_told(self):
        self.commission.max_size = 1
        first = self._join(self.anne)
        self._join(self.bob)
        first._leave("")
        self.assertEqual(
            self._mails(self.bob.partner_id), ["Training: a place is yours"]
        )

    def test_message_is_one_mail_each_answered_to_its_author(self):
        for member in (self.anne, self.bob, self.carl):
            self._join(member)
        self.carl.state = "lapsed"
        author = self.anne.partner_id
        count = self.commission._write_to_members("Next meeting", "Hello\n<b>", author)
        self.assertEqual(count, 2)
        mails = self.env["mail.mail"].search(
            [("subject", "=", "[Training] Next meeting")]
        )
        self.assertEqual(mails.mapped("state"), ["outgoing"] * 2)
        for mail in mails:
            self.assertEqual(len(mail.recipient_ids), 1)
            self.assertFalse(mail.email_to or mail.email_cc)
            self.assertIn("anne@example.org", mail.reply_to)
            self.assertIn("&lt;b&gt;", mail.body_html)
        self.assertIn("wrote to 2 members", self.commission.message_ids[0].body)

    def test_message_needs_a_text_a_reader_and_an_address_to_answer_to(self):
        author = self.anne.partner_id
        with self.assertRaisesRegex(UserError, "No member"):
            self.commission._write_to_members("Hello", "You", author)
        self._join(self.anne)
        with self.assertRaisesRegex(UserError, "subject and a text"):
            self.commission._write_to_members("Hello", "  ", author)
        author.email = False
        with self.assertRaisesRegex(UserError, "e-mail address first"):
            self.commission._write_to_members("Hello", "You", author)
