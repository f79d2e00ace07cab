from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import TODAY, freeze_time
from .mandate_common import IBAN, OTHER_IBAN, SCAN, MandateCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMandateOffice(MandateCommon):
    """Mandates on paper, and who may do what with them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._as("section_treasurer")
        cls.far = cls._due("Far", cls.provence).payer_id

    def _paper(self, role, payer, iban=IBAN, **vals):
        return self._as(role)["club.mandate.paper"].create(
            {
                "company_id": self.company.id,
                "partner_id": payer.id,
                "iban": iban,
                "signed_on": "2026-03-01",
                "scan": SCAN,
                "scan_name": "mandate.pdf",
                **vals,
            }
        )

    def test_a_section_treasurer_enters_the_paper_of_a_member_of_theirs(self):
        result = self._paper("section_treasurer", self.ann).action_save()
        mandate = self.mandates.browse(result["res_id"])
        self.assertEqual(mandate.channel, "paper")
        self.assertEqual(mandate.document, SCAN)
        self.assertEqual(str(mandate.mandate_id.signature_date), "2026-03-01")
        self.assertEqual(mandate.entered_by_id, self.users["section_treasurer"])
        seen = mandate.with_user(self.users["section_treasurer"])
        self.assertEqual(seen.iban_masked, "FR76 •••• 0189")

    def test_the_form_proposes_the_members_of_their_sections_alone(self):
        form = Form(self._as("section_treasurer")["club.mandate.paper"])
        proposed = form.payer_ids[:]
        self.assertIn(self.ann.id, [payer.id for payer in proposed])
        self.assertNotIn(self.far.id, [payer.id for payer in proposed])
        form.partner_id = self.ann
        self.assertEqual(form.holder, "Ann")

    def test_a_section_treasurer_enters_nothing_for_another_section(self):
        with self.assertRaises(AccessError):
            self._paper("section_treasurer", self.far).action_save()
        mandate = self._signed(self.far)
        theirs = mandate.with_user(self.users["section_treasurer"])
        for act in (theirs.action_revoke, theirs.action_suspend, theirs.read):
            with self.subTest(act=act), self.assertRaises(AccessError):
                act()
        self.assertFalse(
            self._as("section_treasurer")["club.mandate"].search(
                [("id", "=", mandate.id)]
            )
        )

    def test_employees_do_not_read_the_mandates_of_orders(self):
        mandate = self._signed()
        for role in ("employee", "officer", "section_treasurer", "secretary"):
            theirs = self._as(role)["account.banking.mandate"]
            with self.subTest(role=role):
                self.assertFalse(theirs.search([("id", "=", mandate.mandate_id.id)]))
        books = self._as("treasurer")["account.banking.mandate"]
        self.assertTrue(books.search([("id", "=", mandate.mandate_id.id)]))

    def test_a_new_paper_takes_the_place_of_the_mandate_of_today(self):
        old = self._signed()
        paper = self._paper("section_treasurer", self.ann, OTHER_IBAN)
        self.assertEqual(paper.replaces_id, old)
        result = paper.action_save()
        self.assertEqual(old.state, "replaced")
        self.assertEqual(old.replaced_by_id.id, result["res_id"])

    def test_a_paper_of_tomorrow_or_of_long_ago_is_refused(self):
        for signed_on, why in (
            ("2026-03-16", "still to come"),
            ("2023-03-15", "expired after 36 months"),
        ):
            paper = self._paper("treasurer", self.ann, signed_on=signed_on)
            with self.subTest(day=signed_on), self.assertRaisesRegex(UserError, why):
                paper.action_save()

    def test_facts_are_not_written_by_hand(self):
        mandate = self._signed()
        treasurer = mandate.with_user(self.users["treasurer"])
        with self.assertRaisesRegex(UserError, "by hand"):
            treasurer.state = "active"
        with self.assertRaises(AccessError):
            self._as("treasurer")["club.mandate"].create(
                {"company_id": self.company.id, "partner_id": self.far.id}
            )
        with self.assertRaisesRegex(UserError, "is evidence and stays"):
            mandate.unlink()
        treasurer.note = "Prefers the 10th"
        self.assertEqual(mandate.note, "Prefers the 10th")

    def test_a_mandate_follows_its_payer_to_another_section(self):
        mandate = self._signed()
        self.ann.club_membership_ids.section_id = self.provence
        self.assertEqual(mandate.section_id, self.provence)
