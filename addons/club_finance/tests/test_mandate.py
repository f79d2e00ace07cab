from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY, day, freeze_time
from .mandate_common import IBAN, OTHER_IBAN, MandateCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMandate(MandateCommon):
    def test_a_signature_begins_a_mandate_that_orders_can_use(self):
        mandate = self._signed()
        theirs = mandate.mandate_id
        self.assertEqual(mandate.state, "active")
        self.assertEqual(theirs.state, "valid")
        self.assertEqual(theirs.partner_id, self.ann)
        self.assertEqual(theirs.signature_date, day(TODAY))
        self.assertEqual(theirs.recurrent_sequence_type, "first")
        self.assertEqual(theirs.unique_mandate_reference, mandate.reference)
        self.assertLessEqual(len(mandate.reference), 35)
        self.assertEqual(mandate.section_id, self.brittany)
        self.assertEqual(mandate.expires_on, day("2029-03-15"))

    def test_only_the_ends_of_an_iban_are_shown(self):
        mandate = self._signed()
        self.assertEqual(mandate.iban_masked, "FR76 •••• 0189")
        shown = str(mandate.read()[0]).replace(" ", "")
        self.assertNotIn("30006000011234567890", shown)

    def test_evidence_is_kept_and_its_digest_follows_what_was_signed(self):
        mandate = self._signed(
            ip_address="192.0.2.7", user_agent="Phone", signed_by_id=self.ann.id
        )
        self.assertIn(self.company.name, mandate.wording)
        self.assertIn("8 weeks", mandate.wording)
        self.assertEqual(mandate.typed_name, "Ann")
        self.assertEqual(mandate.ip_address, "192.0.2.7")
        self.assertTrue(mandate.document)
        self.assertEqual(mandate.evidence_hash, mandate._digest())
        mandate.typed_name = "Bob"
        self.assertNotEqual(mandate.evidence_hash, mandate._digest())

    def test_the_document_stays_as_it_was_signed(self):
        mandate = self._signed()
        before = mandate.document
        self.ann.name = "Ann Elsewhere"
        self.company.name = "Renamed"
        mandate.invalidate_recordset()
        self.assertEqual(mandate.document, before)

    def test_a_wrong_iban_is_refused_in_words(self):
        for iban, why in (
            ("FR76 3000 6000 0112 3456 7890 188", "not a valid IBAN"),
            ("", "not a valid IBAN"),
            ("BR15 0000 0000 0000 1093 2840 814P 2", "SEPA debits do not reach"),
        ):
            with self.subTest(iban=iban), self.assertRaisesRegex(UserError, why):
                self._signed(iban=iban)

    def test_no_creditor_identifier_no_mandate(self):
        self.company.sepa_creditor_identifier = False
        with self.assertRaisesRegex(UserError, "creditor identifier"):
            self._signed()

    def test_a_dead_payer_signs_nothing(self):
        self.ann.club_deceased_on = TODAY
        with self.assertRaisesRegex(UserError, "deceased"):
            self._signed()

    def test_a_second_mandate_of_a_payer_is_refused(self):
        self._signed()
        with self.assertRaisesRegex(UserError, "already"):
            self._signed(iban=OTHER_IBAN)

    def test_the_database_holds_one_live_mandate_per_payer_and_association(self):
        mandate = self._signed()
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            mandate.copy({"state": "suspended"}).flush_recordset()

    def test_another_association_has_a_mandate_of_its_own(self):
        self._signed()
        other = self._association("Other Association")
        other.sepa_creditor_identifier = self.company.sepa_creditor_identifier
        second = self.mandates._sign(self.ann, other, IBAN, "", "portal")
        self.assertEqual(second.state, "active")
        self.assertEqual(set(self.mandates._live(self.ann, other)), {self.ann})
        self.assertEqual(self.mandates._live(self.ann, other)[self.ann], second)

    def test_another_account_replaces_the_mandate(self):
        old = self._signed()
        new = old._replace(OTHER_IBAN, "Bob", "portal", typed_name="Ann")
        self.assertEqual(old.state, "replaced")
        self.assertEqual(old.mandate_id.state, "cancel")
        self.assertEqual(old.replaced_by_id, new)
        self.assertEqual(new.holder, "Bob")
        self.assertNotEqual(new.reference, old.reference)
        with self.assertRaisesRegex(UserError, "ended already"):
            old._replace(OTHER_IBAN, "Bob", "portal")

    def test_an_account_known_before_is_used_again(self):
        known = self.env["res.partner.bank"].create(
            {"partner_id": self.ann.id, "acc_number": IBAN}
        )
        known.active = False
        mandate = self._signed()
        self.assertEqual(mandate.mandate_id.partner_bank_id, known)
        self.assertTrue(known.active)

    def test_revoking_ends_it_for_orders_too(self):
        mandate = self._signed()
        mandate.action_revoke()
        mandate.action_revoke()  # a second click
        self.assertEqual(mandate.state, "revoked")
        self.assertEqual(mandate.mandate_id.state, "cancel")
        self.assertFalse(self.mandates._live(self.ann, self.company))
        self.assertEqual(self._signed().state, "active")

    def test_a_suspended_mandate_is_debited_again_once_resumed(self):
        mandate = self._signed()
        mandate.action_suspend()
        self.assertEqual(mandate.mandate_id.state, "draft")
        self.assertFalse(self.mandates._live(self.ann, self.company))
        mandate.return_count = 2
        mandate.action_resume()
        self.assertEqual(mandate.mandate_id.state, "valid")
        self.assertEqual(mandate.return_count, 0)
        self.assertFalse(mandate.reason)

    def test_what_accountants_do_in_the_orders_shows_here(self):
        mandate = self._signed()
        mandate.mandate_id.cancel()
        self.assertEqual(mandate.state, "revoked")
        self.assertEqual(mandate.ended_on, day(TODAY))
        mandate.mandate_id.back2draft()
        self.assertEqual(mandate.state, "suspended")
        mandate.mandate_id.validate()
        self.assertEqual(mandate.state, "active")
        self.assertFalse(mandate.ended_on)

    def test_36_months_without_a_debit_end_it(self):
        mandate = self._signed()
        other = self._signed(self._due("Bea").payer_id)
        other.action_suspend()
        used = self._signed(self._due("Cid").payer_id)
        with freeze_time("2027-01-10"):
            used.mandate_id.last_debit_date = "2027-01-10"
        self.assertEqual(used.expires_on, day("2030-01-10"))
        with freeze_time("2029-03-14 12:00"):
            self.env["account.banking.mandate"]._sdd_mandate_set_state_to_expired()
            self.assertEqual(mandate.state, "active")
        with freeze_time("2029-03-15 12:00"):
            self.assertFalse(self.mandates._live(self.ann, self.company))
            self.env["account.banking.mandate"]._sdd_mandate_set_state_to_expired()
        self.assertEqual(mandate.state, "expired")
        self.assertEqual(mandate.mandate_id.state, "expired")
        self.assertEqual(other.state, "expired")
        self.assertEqual(used.state, "active")

    def test_the_payer_is_written_to_once(self):
        mandate = self._signed()
        mails = self.env["mail.mail"].search(
            [("email_to", "ilike", self.ann.email), ("subject", "ilike", "mandate")]
        )
        self.assertEqual(len(mails), 1)
        self.assertIn(mandate.iban_masked, mails.body_html)
        self.assertIn(mandate.reference, mails.body_html)

    def test_lists_of_mandates_cost_the_same_for_one_and_for_many(self):
        self._forget_nothing()
        for name in ("Bea", "Cid", "Dan"):
            self._signed(self._due(name).payer_id)
        everyone = self.mandates.search([])
        fields = ["partner_id", "iban_masked", "state", "expires_on", "section_id"]
        self.env.invalidate_all()
        with self.assertQueryCount(4):
            everyone.read(fields)
