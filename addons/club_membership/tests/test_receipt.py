from lxml import html
from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import day
from .test_deposit_posting import TODAY, DepositCommon

REPORT = "club_membership.action_report_receipt"


@tagged("post_install", "-at_install")
class TestReceipt(DepositCommon):
    """Who paid gets a receipt of what was received and what it paid."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls._create_users()

    def _words(self, lines, env=None):
        content, _kind = (env or self.env)["ir.actions.report"]._render_qweb_html(
            REPORT, lines.ids
        )
        return " ".join(html.fromstring(content).text_content().split())

    def test_a_receipt_says_who_paid_how_much_for_what(self):
        due = self._called("Anna")
        deposit = due._pay(
            50, self.bank_journal, day(TODAY), "cheque", number="123", gift_amount=5
        )
        words = self._words(deposit.line_ids)
        for said in (
            f"Receipt no. {deposit.name}-1",
            "Received from Anna on 03/15/2026",
            "no. 123",
            f"Anna: {due._notice_label()}",
            "is not a tax receipt",
        ):
            self.assertIn(said, words)
        self.assertEqual(
            [amount for _label, amount in deposit.line_ids._receipt_lines()],
            [30, 5, 15],
        )
        self.assertNotIn("Still to be paid", words)

    def test_a_part_payment_says_what_remains(self):
        for kind in (self.type_person, self.type_invoice):
            due = self._called(f"Anna {kind.name}", kind=kind)
            deposit = due._pay(12, self.bank_journal, day(TODAY))
            self.assertRegex(
                self._words(deposit.line_ids), r"Still to be paid today: \W*18\.00"
            )

    def test_one_cheque_for_two_names_both(self):
        dues = self._called("Yann") | self._called("Maud", kind=self.type_invoice)
        deposit = self._deposit(
            {
                "payer_id": dues[0].payer_id.id,
                "amount": 60,
                "due_ids": [Command.set(dues.ids)],
            },
            {"payer_id": self._person("Other").id, "amount": 7},
        )
        deposit.action_post()
        words = self._words(deposit.line_ids[:1])
        self.assertIn("Yann: ", words)
        self.assertIn("Maud: ", words)
        self.assertNotIn("Other", words)

    def test_it_speaks_the_payers_language(self):
        due = self._called("Anna")
        due.payer_id.lang = "fr_FR"
        deposit = due._pay(30, self.bank_journal, day(TODAY))
        self.assertEqual(deposit.line_ids._receipt_values()["lang"], "fr_FR")
        self.assertEqual(deposit.line_ids._receipt_values()["day"], "15/03/2026")

    def test_what_is_not_booked_or_bounced_has_no_receipt(self):
        due = self._called("Anna")
        draft = self._deposit({"payer_id": due.payer_id.id, "amount": 30})
        with self.assertRaisesRegex(UserError, "not booked"):
            draft.line_ids.action_receipt()
        deposit = due._pay(30, self.bank_journal, day(TODAY))
        deposit.line_ids._bounce(day(TODAY), "No funds")
        with self.assertRaisesRegex(UserError, "taken back by the bank"):
            deposit.line_ids.action_receipt()
        with self.assertRaisesRegex(UserError, "taken back by the bank"):
            self._words(deposit.line_ids)

    def test_dues_lead_to_the_receipts_of_their_payments(self):
        for kind in (self.type_person, self.type_invoice):
            due = self._called(f"Anna {kind.name}", kind=kind)
            with self.assertRaisesRegex(UserError, "no receipt to give"):
                due.action_receipt()
            first = due._pay(10, self.bank_journal, day(TODAY)).line_ids
            second = due._pay(20, self.bank_journal, day(TODAY)).line_ids
            action = due.action_receipt()
            self.assertEqual(
                set(action["context"]["active_ids"]), set((first | second).ids)
            )

    def test_regional_people_give_receipts_of_their_region_only(self):
        mine = self._called("Anna")._pay(30, self.bank_journal, day(TODAY), number="1")
        theirs = self._called("Zoe", section=self.provence)._pay(
            30, self.bank_journal, day(TODAY)
        )
        env = self._as("section_treasurer")
        self.assertIn("Anna", self._words(mine.line_ids, env))
        self.assertIn("Anna", self._words(mine.line_ids, self._as("reader")))
        with self.assertRaises(AccessError):
            self._words(theirs.line_ids, env)
