from lxml import html
from odoo import Command
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .notice_common import NoticeCommon

REPORT = "club_membership.action_report_notice_letter"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestNoticeInstalments(NoticeCommon):
    """A notice in instalments asks for the next one, and says what is owed in all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # 10 euros on 25 March, 20 on 30 June.
        thirds = ((33.3333333, 10), (66.6666667, 107))
        cls.type_person.payment_term_id = cls.env["account.payment.term"].create(
            {
                "name": "In two",
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": part, "nb_days": days}
                    )
                    for part, days in thirds
                ],
            }
        )
        cls.member = cls._renewing("Halves", email=False, lang="en_US")
        cls.call = cls._call()
        cls.due = cls.call.due_ids
        cls.notice = cls.call.notice_ids.with_context(lang="en_US")

    def _asked_of_the_code(self):
        return self.notice._qr_text().split("\n")[7]

    def _page(self):
        page = self.env["ir.qweb"]._render(
            "club_membership.notice_page_content",
            {**self.notice._page_values(), "languages": [], "lang_code": "en_US"},
        )
        return html.fromstring(f"<div>{page}</div>")

    def _text(self, root, xpath):
        return " ".join("".join(root.xpath(f"{xpath}//text()")).split())

    def test_the_code_asks_for_the_first_instalment(self):
        self.assertEqual(self._asked_of_the_code(), "EUR10.0")

    def test_the_page_asks_for_the_next_instalment_beside_the_whole(self):
        page = self._page()
        self.assertIn("10.00", self._text(page, "//h1[@id='notice_total']"))
        self.assertIn("30.00", self._text(page, "//p[@id='notice_whole']"))
        self.assertIn("10.00", self._text(page, "//section[@id='notice_bank']//dl"))

    def test_the_coupon_asks_for_the_next_instalment_beside_the_whole(self):
        content, _kind = self.env["ir.actions.report"]._render_qweb_html(
            REPORT, self.notice.ids
        )
        coupon = "//div[hasclass('coupon')]"
        root = html.fromstring(content)
        self.assertIn("10.00", self._text(root, f"{coupon}//strong[@class='asked']"))
        self.assertRegex(self._text(root, coupon), r"In all, \W*30\.00\W* remains")

    def test_the_e_mail_asks_for_the_next_instalment(self):
        words = " ".join(
            html.fromstring(self.notice.details_html).text_content().split()
        )
        self.assertRegex(words, r"To be paid by 03/25/2026 \W*10\.00")
        self.assertRegex(words, r"Total in instalments \W*30\.00")

    def test_once_the_first_is_paid_the_second_is_all(self):
        self.due._pay(10.0, self.bank_journal, TODAY)
        self.notice.invalidate_recordset()
        self.assertEqual(self._asked_of_the_code(), "EUR20.0")
        self.assertFalse(self._page().xpath("//p[@id='notice_whole']"))

    def test_a_part_payment_leaves_the_rest_of_the_instalment_to_ask(self):
        self.due._pay(4.0, self.bank_journal, TODAY)
        self.notice.invalidate_recordset()
        self.assertEqual(self._asked_of_the_code(), "EUR6.0")

    def test_what_is_overdue_is_asked_together(self):
        with freeze_time("2026-06-29"):
            self.assertEqual(self._asked_of_the_code(), "EUR10.0")
        with freeze_time("2026-07-01"):
            self.assertEqual(self._asked_of_the_code(), "EUR30.0")

    def test_without_instalments_all_is_asked(self):
        self.type_person.payment_term_id = False
        other = self._renewing("Whole", email=False, lang="en_US")
        call = self._call(name="Whole")
        self.notice = self._notice(call, other)
        self.assertEqual(self._asked_of_the_code(), "EUR30.0")
        self.assertFalse(self._page().xpath("//p[@id='notice_whole']"))
