from unittest.mock import patch

from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .debit_common import DebitCommon

REPORT = "club_finance.report_debit_letter"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDebitLetter(DebitCommon):
    """Payers whom no e-mail reaches are told by letter, before any file is made."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.ann = cls._payer("Ann Mail", cls.brittany)
        cls.bob = cls._payer("Bob Paper", cls.brittany)
        cls.bob.payer_id.write(
            {"email": False, "street": "4 quai Nord", "zip": "35000", "city": "Rennes"}
        )

    def _print(self, records, wkhtmltopdf="ok"):
        report = self.registry["ir.actions.report"]
        with patch.object(report, "get_wkhtmltopdf_state", lambda _self: wkhtmltopdf):
            return records.action_print_letters()

    def _letter(self, line):
        page, _kind = self.env["ir.actions.report"]._render_qweb_html(REPORT, line.ids)
        return page.decode()

    def test_letter_says_what_the_mail_says(self):
        debit = self._announced()
        by_mail, line = self._line(debit, self.ann), self._line(debit, self.bob)
        self.assertEqual((by_mail.by_letter, bool(by_mail.mail_id)), (False, True))
        self.assertEqual((line.by_letter, bool(line.mail_id)), (True, False))
        self.assertEqual((line.state, debit.letter_count), ("announced", 1))
        self.assertTrue(line.announced_on)
        page = self._letter(line)
        for words in (
            "Bob Paper",
            "4 quai Nord",
            "35000 Rennes",
            "30.00",
            "04/14/2026",
            line.mandate_reference,
            line.creditor_identifier,
        ):
            self.assertIn(words, page)

    def test_files_wait_until_letters_are_printed(self):
        debit = self._announced()
        with self.assertRaisesRegex(UserError, "Dues 2026: 1 to tell by letter"):
            debit.action_order()
        action = self._print(debit)
        self.assertEqual(action["report_name"], REPORT)
        self.assertFalse(debit.letter_count)
        with self.assertRaisesRegex(UserError, "No letter of Dues 2026 waits"):
            self._print(debit)
        # Printers jam: from the list, theirs can be printed again.
        again = self._print(debit.line_ids)
        self.assertEqual(
            again["context"]["active_ids"], self._line(debit, self.bob).ids
        )
        debit.action_order()
        debit._run_now()
        self.assertEqual(self._line(debit, self.bob).state, "ordered")

    def test_without_pdf_letters_open_as_a_page(self):
        debit = self._announced()
        with self.assertRaisesRegex(RedirectWarning, "wkhtmltopdf is missing"):
            self._print(debit, wkhtmltopdf="install")
        self.assertEqual(debit.letter_count, 1)
        letters = debit.line_ids.filtered("letter_to_print")
        action = letters.action_letters_as_page()
        self.assertEqual(action["url"], f"/report/html/{REPORT}/{letters.id}")
        self.assertFalse(debit.letter_count)

    def test_cancelled_debit_is_told_by_a_second_letter(self):
        debit = self._announced()
        self._print(debit)
        debit.action_cancel()
        debit._run_now()
        self.assertEqual(debit.letter_count, 1)
        page = self._letter(self._line(debit, self.bob))
        self.assertIn("does not come", page)
        self.assertNotIn("we will debit your dues", page)

    def test_letter_that_was_never_printed_needs_no_second(self):
        debit = self._announced()
        debit.action_cancel()
        debit._run_now()
        self.assertFalse(debit.letter_count)

    def test_who_dies_gets_no_letter(self):
        debit = self._announced()
        self._print(debit)
        self.bob.payer_id.club_deceased_on = TODAY
        debit.action_cancel()
        debit._run_now()
        self.assertFalse(debit.letter_count)

    def test_only_treasurers_print(self):
        line = self._line(self._announced(), self.bob)
        for role in ("secretary", "section_treasurer"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._print(line.with_env(self._as(role)))
        self._print(line.with_env(self._as("treasurer")))
        self.assertFalse(line.letter_to_print)
        with self.assertRaisesRegex(UserError, "not written by hand"):
            line.with_env(self._as("treasurer")).letter_to_print = True
