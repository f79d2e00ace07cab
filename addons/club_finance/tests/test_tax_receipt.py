from base64 import b64decode

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY, FinanceCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestTaxReceipt(FinanceCommon):
    """Off by default, numbered without gaps, frozen, cancelled and never deleted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.company.write(
            {
                "club_tax_receipt_purpose": "Help isolated people",
                "club_tax_receipts": True,
                "club_tax_receipt_law_person": "Article for persons",
                "club_tax_receipt_law_company": "Article for companies",
            }
        )
        cls.ann = cls._donor("Ann")
        cls.receipts = cls.env["club.tax.receipt"]

    @classmethod
    def _donor(cls, name, **vals):
        return cls._person(
            name, **{"street": "1 Street", "zip": "35000", "city": "Rennes", **vals}
        )

    @classmethod
    def _gift(cls, donor=None, amount=20, date="2025-06-01"):
        return cls.env["club.donation"]._record(
            donor or cls.ann,
            amount,
            date,
            f"test,{donor and donor.id},{amount},{date}",
            section=cls.root,
        )

    def _give(self, gifts, **kw):
        return self._as("treasurer", self.receipts)._give(gifts, **kw).sudo()

    def test_no_receipt_is_given_unless_switched_on(self):
        self.company.club_tax_receipts = False
        with self.assertRaisesRegex(UserError, "gives no tax receipts"):
            self._give(self._gift())

    def test_switch_says_conditions_and_keeps_who_answered(self):
        self.company.club_tax_receipts = False
        settings = Form(
            self._as("admin")["club.tax.receipt.settings"].with_company(self.company)
        )
        settings.club_tax_receipts = True
        with self.assertRaisesRegex(UserError, "meets the conditions"):
            settings.save().action_save()
        settings.conditions_read = True
        settings.save().action_save()
        self.assertTrue(self.company.club_tax_receipts)
        self.assertEqual(self.company.club_tax_receipts_by_id, self.users["admin"])

    def test_switch_needs_the_purpose(self):
        self.company.club_tax_receipts = False
        self.company.club_tax_receipt_purpose = False
        with self.assertRaisesRegex(ValidationError, "name the purpose"):
            self.company.club_tax_receipts = True

    def test_one_receipt_a_donor_adds_up_the_year(self):
        gifts = self._gift() | self._gift(amount=30, date="2025-12-31")
        gifts |= self._gift(self._donor("Bo"), 5)
        receipts = self._give(gifts)
        self.assertEqual(receipts.mapped("amount"), [50, 5])
        self.assertEqual(receipts.mapped("name"), ["2026-0001", "2026-0002"])
        self.assertEqual(len(self._give(self._gift(amount=7), apart=True)), 1)

    def test_wizard_gives_last_years_and_leaves_out_who_has_no_address(self):
        self._gift()
        self._gift(amount=8, date="2026-01-02")
        homeless = self._gift(self._person("Cy"), 9).partner_id
        wizard = Form(
            self._as("treasurer")["club.tax.receipt.give"].with_company(self.company)
        )
        self.assertEqual((wizard.year, wizard.gift_count, wizard.total), (2025, 1, 20))
        wizard = wizard.save()
        self.assertEqual(wizard.without_address, homeless)
        wizard.action_give()
        self.assertEqual(self.receipts.search([]).amount, 20)
        with self.assertRaisesRegex(UserError, "No gift of 2025"):
            wizard.action_give()

    @mute_logger("odoo.sql_db")
    def test_gift_has_one_receipt(self):
        gift = self._gift()
        self._give(gift)
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self._give(gift)

    def test_number_of_a_receipt_that_failed_is_given_again(self):
        self._give(self._gift())
        with self.assertRaises(ZeroDivisionError), self.cr.savepoint():
            self._give(self._gift(amount=30))
            raise ZeroDivisionError
        self.env.invalidate_all()
        self.assertEqual(self._give(self._gift(amount=30)).name, "2026-0002")

    def test_numbers_begin_anew_each_year_and_in_each_association(self):
        self._give(self._gift())
        with freeze_time("2027-01-02"):
            self.assertEqual(self._give(self._gift(amount=30)).name, "2027-0001")
        other = self._association("Other")
        other.write({"club_tax_receipt_purpose": "Help", "club_tax_receipts": True})
        gift = self.env["club.donation"].create(
            {
                "partner_id": self.ann.id,
                "company_id": other.id,
                "amount": 4,
                "form": "kind",
            }
        )
        self.assertEqual(self.receipts._give(gift).name, "2026-0001")

    def test_paper_is_frozen(self):
        receipt = self._give(self._gift())
        paper = receipt.document
        self.assertIn(b"2026-0001", b64decode(paper))
        self.assertIn(b"Article for persons", b64decode(paper))
        self.ann.name = "Anna"
        self.company.club_tax_receipt_purpose = "Another"
        receipt._freeze()
        self.assertEqual(receipt.document, paper)
        self.assertEqual(
            (receipt.donor_name, receipt.facts["purpose"]),
            ("Ann", "Help isolated people"),
        )

    def test_companies_read_their_own_article(self):
        acme = self._donor("Acme", is_company=True)
        receipt = self._give(self._gift(acme))
        self.assertEqual(receipt.facts["law"], "Article for companies")

    def test_papers_of_many_are_made_by_the_job(self):
        gifts = self.env["club.donation"]
        for number in range(7):
            gifts |= self._gift(self._donor(f"Donor {number}"))
        receipts = self._give(gifts)
        self.assertEqual(len(receipts.filtered("document")), 5)
        with self.enter_registry_test_mode():
            self.env.ref(
                "club_finance.ir_cron_club_tax_receipt"
            ).method_direct_trigger()
        self.assertEqual(len(receipts.filtered("document")), 7)

    def test_replaced_receipt_stays_cancelled_and_another_holds(self):
        gift = self._gift()
        old = self._give(gift)
        self.ann.name = "Anna"
        wizard = self._as("treasurer")["club.tax.receipt.cancel"].create(
            {"receipt_id": old.id, "reason": "Misspelt"}
        )
        wizard.action_confirm()
        new = old.replaced_by_ids
        self.assertEqual((old.state, old.cancel_reason), ("cancelled", "Misspelt"))
        self.assertEqual(
            (new.state, new.donor_name, new.name, new.amount),
            ("issued", "Anna", "2026-0002", 20),
        )
        self.assertIn(self.ann, old.message_ids.partner_ids)
        self.assertEqual(gift.receipt_line_ids.filtered("live").receipt_id, new)

    def test_total_to_declare_leaves_cancelled_ones_out(self):
        first = self._give(self._gift())
        self._give(self._gift(self._donor("Bo"), 30))
        self._as("treasurer", first)._cancel("Wrong")
        year = first.year_id
        self.assertEqual(
            (year.year, year.receipt_count, year.cancelled_count, year.total),
            (2026, 1, 1, 30),
        )

    def test_gift_taken_back_cancels_its_receipt(self):
        gift = self._gift()
        receipt = self._give(gift)
        gift._take_back()
        self.assertEqual(receipt.state, "cancelled")
        with self.assertRaisesRegex(UserError, "was taken back"):
            self._give(gift)

    def test_receipts_are_never_deleted_nor_written_by_hand(self):
        receipt = self._give(self._gift())
        with self.assertRaisesRegex(UserError, "never deleted"):
            receipt.unlink()
        with self.assertRaisesRegex(UserError, "not written by hand"):
            self._as("treasurer", receipt).write({"amount": 500})
        for role in ("reader", "secretary", "section_treasurer"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, receipt)._cancel("No")
