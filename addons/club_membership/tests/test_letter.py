from unittest.mock import patch

from lxml import html
from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import freeze_time

from .common import TODAY
from .notice_common import NoticeCommon

REPORT = "club_membership.action_report_notice_letter"


@freeze_time(TODAY)
class TestLetter(NoticeCommon):
    """One button prints a letter with a coupon for whom no e-mail reaches."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.paper = cls._renewing("Paper", email=False)
        cls.bounced = cls._renewing("Bounced")
        cls.digital = cls._renewing("Digital")
        cls.call = cls._call()

    def _print(self, records, wkhtmltopdf="ok"):
        report = type(self.env["ir.actions.report"])
        with patch.object(report, "get_wkhtmltopdf_state", lambda _self: wkhtmltopdf):
            return records.action_print_letters()

    def _html(self, notices):
        content, _kind = self.env["ir.actions.report"]._render_qweb_html(
            REPORT, notices.ids
        )
        return html.fromstring(content)

    def _printed(self):
        return self.call.notice_ids.filtered(lambda n: n.state == "printed").payer_id

    def test_the_button_prints_those_without_address_and_the_bounced(self):
        self._notice(self.call, self.bounced).state = "bounced"
        self.assertEqual(self.call.letter_count, 2)
        action = self._print(self.call)
        expected = self.paper.partner_id | self.bounced.partner_id
        notices = self.env["club.notice"].browse(action["context"]["active_ids"])
        self.assertEqual(notices.payer_id, expected)
        self.assertEqual(self._printed(), expected)

    def test_the_coupon_of_a_single_call_names_its_member_once(self):
        self.call.name = "Dues of Paper"
        notice = self._notice(self.call, self.paper)
        names = self._html(notice).text_content().count("Dues of Paper – ")
        self.assertEqual(names, 1)
        self.call.kind = "single"
        self.assertNotIn("Dues of Paper – ", self._html(notice).text_content())

    def test_a_second_click_prints_nothing_again(self):
        self._print(self.call)
        with self.assertRaisesRegex(UserError, "no letter is waiting"):
            self._print(self.call)

    def test_a_letter_can_be_printed_again_from_the_list(self):
        self._print(self.call)
        notice = self._notice(self.call, self.paper)
        self.assertEqual(self._print(notice)["type"], "ir.actions.report")
        self.assertEqual(notice.state, "printed")

    def test_a_copy_on_paper_leaves_an_emailed_notice_as_it_was(self):
        notice = self._notice(self.call, self.digital)
        self._send(self.call)
        self._print(notice)
        self.assertEqual((notice.channel, notice.state), ("email", "queued"))
        self.assertTrue(notice.printed_on)

    def test_what_was_paid_meanwhile_is_not_printed(self):
        paper = self.paper.partner_id
        due = self.call.due_ids.filtered(lambda d: d.partner_id == paper)
        due._pay(30.0, self.bank_journal, TODAY)
        with self.assertRaisesRegex(UserError, "Nothing is owed"):
            self._print(self.call)
        with self.assertRaises(UserError):
            self._print(self._notice(self.call, self.digital).browse())

    def test_the_letter_shows_address_dues_and_coupon(self):
        notice = self._notice(self.call, self.paper)
        page = self._html(notice.with_context(lang="en_US"))
        address = page.xpath("//div[@class='address']/div/text()")
        self.assertEqual(address, ["Paper", "2 quai", "35000 Rennes"])
        coupon = page.xpath("//div[@class='coupon']")[0].text_content()
        for words in (notice._spaced_reference(), "30.00", "Paper", "FR76"):
            self.assertIn(words, coupon)
        self.assertTrue(page.xpath("//div[@class='coupon']//img"))

    def test_each_payer_has_a_letter_of_their_own(self):
        letters = self.call.notice_ids
        page = self._html(letters)
        self.assertEqual(len(page.xpath("//div[@class='address']")), len(letters))

    def test_letters_come_in_the_order_of_post_codes(self):
        self.digital.partner_id.zip = "01000"
        self.bounced.partner_id.zip = "75000"
        ordered = self.call.notice_ids._next_letters().payer_id.mapped("name")
        self.assertEqual(ordered, ["Digital", "Paper", "Bounced"])

    def test_without_pdf_it_says_so_and_offers_a_web_page(self):
        notice = self._notice(self.call, self.paper)
        with self.assertRaisesRegex(RedirectWarning, "is missing") as caught:
            self._print(self.call, wkhtmltopdf="install")
        _message, action_id, _button, context = caught.exception.args
        action = self.env["ir.actions.server"].browse(action_id)
        result = action.with_context(**context).run()
        self.assertIn(f"/{notice.id}", result["url"])
        self.assertEqual(notice.state, "printed")

    def test_secretary_and_treasurer_print_and_nobody_else(self):
        for role in ("reader", "officer", "section_treasurer", "employee", "portal"):
            with self.assertRaises(AccessError):
                self._print(self._as(role, self.call.notice_ids[:1]))
        notice = self._notice(self.call, self.paper)
        self._print(self._as("secretary", self.call))
        self.assertEqual(notice.state, "printed")
        self._print(self._as("treasurer", notice))
