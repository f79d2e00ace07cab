from lxml import html
from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .common import TODAY
from .notice_common import NoticeCommon

REPORT = "club_membership.action_report_attestation"


@freeze_time(TODAY)
class TestAttestation(NoticeCommon):
    """An attestation is given of what was paid, and of nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.member = cls._renewing("Alice Martin", lang="en_US")
        cls.call = cls._call()
        cls.period = cls.member.period_ids.filtered(lambda p: p.date_from.year == 2026)

    def _pay(self, amount=30.0, day="2026-03-10"):
        self.call.due_ids._pay(amount, self.bank_journal, day)

    def _text(self):
        content, _kind = self.env["ir.actions.report"]._render_qweb_html(
            REPORT, self.period.ids
        )
        text = html.fromstring(content).xpath("//div[contains(@class, 'article')]")
        return " ".join(text[0].text_content().split())

    def test_it_says_what_was_paid_for_which_period_and_when(self):
        self._pay()
        text = self._text()
        for words in (
            "Alice Martin",
            self.member.number,
            "01/01/2026",
            "12/31/2026",
            "30.00",
            "03/10/2026",
            "fully paid",
            "Person",
        ):
            self.assertIn(words, text)

    def test_it_says_that_it_is_no_tax_receipt(self):
        self._pay()
        self.assertIn("not a tax receipt", self._text())

    def test_unpaid_dues_refuse_it_in_a_clear_sentence(self):
        sentence = r"Alice Martin still owes .*30\.00.*2026"
        with self.assertRaisesRegex(UserError, sentence):
            self.period.action_attestation()

    def test_half_paid_dues_refuse_it(self):
        self._pay(10.0)
        with self.assertRaisesRegex(UserError, r"20\.00"):
            self.period.action_attestation()

    def test_the_address_of_the_report_refuses_too(self):
        with self.assertRaises(UserError):
            self._text()

    def test_a_type_without_attestations_refuses_it(self):
        self._pay()
        self.type_person.attestation = False
        with self.assertRaisesRegex(UserError, "no attestation is given"):
            self.period.action_attestation()

    def test_a_bounced_payment_takes_it_back(self):
        self._pay()
        self.call.due_ids.line_ids.remove_move_reconcile()
        with self.assertRaisesRegex(UserError, "still owes"):
            self.period.action_attestation()

    def test_the_membership_prints_the_one_of_its_current_term(self):
        self._pay()
        action = self.member.action_attestation()
        self.assertEqual(action["context"]["active_ids"], self.period.ids)

    def test_a_free_membership_is_attested_without_payment(self):
        honorary = self._member("Honor", kind=self.type_honorary)
        period = self._period(honorary, "2026-01-01", "2026-12-31")
        values = period._attestation_values()
        self.assertFalse(values["paid"])

    def test_a_payer_other_than_the_member_is_named(self):
        self._pay()
        payer = self._person("Generous Aunt")
        self.call.due_ids.payer_id = payer
        self.assertIn("Generous Aunt", self._text())

    def test_the_document_speaks_the_members_language(self):
        self._pay()
        self.member.partner_id.lang = "fr_FR"
        self.assertEqual(self.period._attestation_values()["lang"], "fr_FR")
        self.assertIn("31/12/2026", self._text())

    def test_the_treasurer_signs(self):
        self._pay()
        self._office(self._person("Paul Signs"), self.root, "treasurer")
        self.assertIn("Paul Signs", self._text())

    def test_the_regional_officer_prints_it_without_any_right_to_the_ledger(self):
        self._pay()
        self.member.section_id = self.brittany
        self.period.section_id = self.brittany
        self.call.due_ids.section_id = self.brittany
        values = self._as("officer", self.period)._attestation_values()
        self.assertEqual(values["paid_days"], ["03/10/2026"])

    def test_it_certifies_nothing_after_an_early_end(self):
        self._pay()
        self.period.ended_on = "2026-02-28"
        self.member.write({"closing": "resigned", "closed_on": "2026-02-28"})
        text = self._text()
        self.assertIn("was a member", text)
        self.assertIn("02/28/2026", text)
        self.assertNotIn("12/31/2026", text)

    def test_a_current_member_is_said_to_be_one(self):
        self._pay()
        self.assertIn("is a member", self._text())
