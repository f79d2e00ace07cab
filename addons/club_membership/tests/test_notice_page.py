import base64

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, freeze_time, tagged

from .common import TODAY
from .notice_common import NoticeCommon


@freeze_time(TODAY)
@tagged("-at_install", "post_install")
class TestNoticePage(NoticeCommon, HttpCase):
    """Who holds the link sees what is owed and how to pay; nobody else anything."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.payer = cls._renewing("Marie Payer", lang="fr_FR")
        cls.child = cls._renewing("Paul Child", payer=cls.payer.partner_id)
        cls.other = cls._renewing("Someone Else")
        cls.call = cls._call()
        cls.notice = cls.call.notice_ids.filtered(
            lambda n: n.payer_id == cls.payer.partner_id
        )
        cls.other_notice = cls.call.notice_ids - cls.notice
        cls.env.flush_all()

    def _get(self, notice, token=None, params=""):
        path = f"/club/notice/{notice.id}/{token or notice.access_token}{params}"
        return self.url_open(path)

    def test_anonymous_with_the_link_sees_what_is_owed(self):
        page = self._get(self.notice, params="?lang=en_US")
        self.assertEqual(page.status_code, 200)
        for words in (
            "Marie Payer",
            "Paul Child",
            "60.00",
            "04/15/2026",
            "Call 2026",
            "FR76 3000 6000 0112 3456 7890 189",
            self.notice._spaced_reference(),
        ):
            self.assertIn(words, page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")

    def test_nothing_of_other_payers_is_shown(self):
        page = self._get(self.notice)
        for secret in (
            "Someone Else",
            self.other_notice.reference,
            self.other_notice.access_token,
            self.payer.partner_id.email,
        ):
            self.assertNotIn(secret, page.text)

    def test_a_wrong_token_finds_no_page(self):
        wrong = ["0" * 64, "x", self.notice.access_token[:-1], "None", "False"]
        for token in [*wrong, self.other_notice.access_token]:
            page = self._get(self.notice, token)
            self.assertEqual(page.status_code, 404, token)
            self.assertNotIn("Marie Payer", page.text)

    def test_a_notice_without_token_cannot_be_guessed(self):
        self.notice.access_token = False
        self.env.flush_all()
        for token in ("False", "None", "-" * 64):
            self.assertEqual(self._get(self.notice, token).status_code, 404)

    def test_an_unknown_notice_finds_no_page(self):
        path = f"/club/notice/999999999/{self.notice.access_token}"
        self.assertEqual(self.url_open(path).status_code, 404)

    def test_the_token_opens_nothing_else(self):
        token = self.notice.access_token
        path = f"/web/content/club.notice/{self.other_notice.id}/reference"
        page = self.url_open(f"{path}?access_token={token}")
        self.assertNotIn(self.other_notice.reference, page.text)

    def test_regional_people_do_not_learn_the_address_of_the_page(self):
        for role in ("officer", "section_treasurer"):
            for field in ("access_token", "access_url", "page_url", "details_html"):
                with self.assertRaises(AccessError):
                    self._as(role, self.notice).read([field])
        with self.assertRaises(AccessError):
            self._as("reader", self.notice).read(["access_token"])
        url = self._as("reader", self.notice).action_open_page()["url"]
        self.assertIn(self.notice.access_token, url)

    def test_a_stranger_logged_in_sees_the_same_page(self):
        self.authenticate("club_portal", "club_portal")
        page = self._get(self.notice)
        self.assertEqual(page.status_code, 200)
        self.assertEqual(self._get(self.notice, "0" * 64).status_code, 404)

    def test_it_speaks_the_payers_language_unless_told_otherwise(self):
        self.assertIn('lang="fr-FR"', self._get(self.notice).text)
        self.assertIn('lang="en-US"', self._get(self.notice, params="?lang=en_US").text)
        self.assertIn('lang="fr-FR"', self._get(self.notice, params="?lang=xx").text)
        self.opener.cookies["frontend_lang"] = "en_US"
        self.assertIn('lang="en-US"', self._get(self.notice).text)

    def test_once_paid_it_says_thank_you_and_asks_for_nothing(self):
        self.call.due_ids.filtered(
            lambda due: due.payer_id == self.payer.partner_id
        )._pay(60.0, self.bank_journal, TODAY)
        self.env.flush_all()
        page = self._get(self.notice, params="?lang=en_US")
        self.assertIn("Paid, thank you", page.text)
        self.assertNotIn("FR76", page.text)
        self.assertNotIn("notice_total", page.text)

    def test_after_a_part_payment_it_asks_for_the_rest(self):
        self.call.due_ids.filtered(lambda due: due.payer_id == self.payer.partner_id)[
            :1
        ]._pay(10.0, self.bank_journal, TODAY)
        self.env.flush_all()
        self.assertIn("50.00", self._get(self.notice, params="?lang=en_US").text)

    def test_the_qr_code_is_a_sepa_transfer_of_the_exact_amount(self):
        lines = self.notice._qr_text().split("\n")
        self.assertEqual(lines[:4], ["BCD", "002", "1", "SCT"])
        self.assertEqual(lines[6], "FR7630006000011234567890189")
        self.assertEqual(lines[7], "EUR60.0")
        self.assertEqual(lines[9], self.notice.reference)
        image = self.notice._qr_image().partition("base64,")[2]
        self.assertEqual(base64.b64decode(image)[:4], b"\x89PNG")

    def test_without_a_bank_account_the_page_still_shows(self):
        self.company.club_bank_account_id = False
        self.company.partner_id.bank_ids.unlink()
        self.env.flush_all()
        page = self._get(self.notice)
        self.assertEqual(page.status_code, 200)
        self.assertIn(self.notice._spaced_reference(), page.text)

    def test_names_cannot_smuggle_markup_in(self):
        self.payer.partner_id.name = "<script>alert(1)</script>"
        self.env.flush_all()
        self.assertNotIn("<script>alert(1)", self._get(self.notice).text)
