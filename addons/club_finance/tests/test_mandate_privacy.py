import json

from odoo.tests import tagged

from .common import TODAY, day, freeze_time
from .mandate_common import IBAN, OTHER_IBAN, MandateCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMandatePrivacy(MandateCommon):
    """Mandates in a person's file, when they are forgotten, and when merged."""

    def test_a_persons_file_holds_their_mandate_and_not_the_whole_number(self):
        self._signed(ip_address="192.0.2.7")
        parts = self.env["club.data.export"]._parts(self.ann)
        records, names = parts["debit_mandates"]
        said = json.dumps(
            [record.read(names)[0] for record in records],
            default=str,
            ensure_ascii=False,
        )
        self.assertIn("192.0.2.7", said)
        self.assertIn("FR76 •••• 0189", said)
        self.assertNotIn(IBAN.replace(" ", ""), said)

    def test_forgetting_a_payer_ends_their_mandate_and_wipes_the_evidence(self):
        mandate = self._signed(ip_address="192.0.2.7", user_agent="Phone")
        self.ann._club_forget_elsewhere()
        self.assertEqual(mandate.state, "revoked")
        self.assertEqual(mandate.mandate_id.state, "cancel")
        for name in ("typed_name", "ip_address", "user_agent", "document"):
            self.assertFalse(mandate[name], name)
        self.assertNotIn("Ann", mandate.holder)
        self.assertTrue(mandate.evidence_hash)

    def test_evidence_of_a_debit_stays_as_long_as_a_bank_may_ask_for_it(self):
        mandate = self._signed()
        mandate.mandate_id.last_debit_date = TODAY
        self.ann._club_forget_elsewhere()
        self.assertEqual(mandate.state, "revoked")
        self.assertEqual(mandate.typed_name, "Ann")
        self.assertEqual(mandate.forget_on, day("2027-05-15"))
        nightly = self.env["account.banking.mandate"]._sdd_mandate_set_state_to_expired
        with freeze_time("2027-05-14 12:00"):
            nightly()
        self.assertEqual(mandate.typed_name, "Ann")
        with freeze_time("2027-05-15 12:00"):
            nightly()
        self.assertFalse(mandate.typed_name)
        self.assertFalse(mandate.document)

    def test_who_signed_for_a_company_is_forgotten_and_its_mandate_stays(self):
        company = self._organisation("Acme")
        mandate = self._signed(company, signed_by_id=self.ann.id)
        self.ann._club_forget_elsewhere()
        self.assertEqual(mandate.state, "active")
        self.assertFalse(mandate.signed_by_id)
        self.assertNotIn("Ann", mandate.typed_name)

    def _merge(self, gone, kept):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard.create({})._merge((gone | kept).ids, kept)

    def test_of_two_contacts_that_are_one_the_latest_mandate_stays(self):
        other = self._due("Ann Twice").payer_id
        with freeze_time("2026-03-10"):
            old = self._signed(other, OTHER_IBAN)
        new = self._signed()
        self._merge(other, self.ann)
        self.assertEqual(new.state, "active")
        self.assertEqual(old.state, "replaced")
        self.assertEqual(old.partner_id, self.ann)
        self.assertEqual(old.mandate_id.state, "cancel")
        self.assertEqual(old.mandate_id.partner_id, self.ann)

    def test_merging_two_contacts_with_one_account_keeps_the_mandate(self):
        other = self._due("Ann Twice").payer_id
        mandate = self._signed(other)
        self.env["res.partner.bank"].create(
            {"partner_id": self.ann.id, "acc_number": IBAN}
        )
        self._merge(other, self.ann)
        self.assertEqual(mandate.state, "active")
        self.assertEqual(mandate.mandate_id.partner_id, self.ann)
        self.assertEqual(
            mandate.mandate_id.partner_bank_id.sanitized_acc_number,
            IBAN.replace(" ", ""),
        )

    def test_mandates_entered_in_the_orders_are_shown_here(self):
        bank = self.env["res.partner.bank"].create(
            {"partner_id": self.ann.id, "acc_number": IBAN}
        )
        vals = {
            "partner_bank_id": bank.id,
            "company_id": self.company.id,
            "signature_date": "2026-01-10",
            "unique_mandate_reference": "OLD-SOFTWARE-7",
        }
        theirs = self.env["account.banking.mandate"].create(vals)
        self.assertFalse(theirs.club_mandate_ids)  # a draft is nobody's signature
        theirs.validate()
        ours = theirs.club_mandate_ids
        self.assertEqual(ours.reference, "OLD-SOFTWARE-7")
        self.assertEqual((ours.state, ours.channel), ("active", "paper"))
        self.assertEqual(ours.partner_id, self.ann)
        second = theirs.copy({"unique_mandate_reference": "TWICE", "state": "valid"})
        self.assertFalse(second.club_mandate_ids)
