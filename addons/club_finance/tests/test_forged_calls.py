import io
import zipfile
from unittest.mock import patch

from odoo.addons.club_finance.models import club_bank_file_camt
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .common_bank_files import BankCommon

IBAN = "FR7630006000011234567890189"
OTHER_IBAN = "DE89370400440532013000"
CAMT = b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">'


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestForgedCalls(BankCommon):
    """What a section's treasurer could send by hand instead of clicking."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.hall = cls._organisation("Town Hall")
        cls.stranger = cls._due("Stranger", section=cls.provence).partner_id
        cls.env["res.partner.bank"].create(
            {"partner_id": cls.stranger.id, "acc_number": IBAN}
        )
        cls.payments = cls._as("section_treasurer", cls.env["club.payment.out"])

    def _payment(self, payments=None, **vals):
        return (self.payments if payments is None else payments).create(
            {
                "section_id": self.brittany.id,
                "company_id": self.company.id,
                "partner_id": self.hall.id,
                "amount": 120,
                "reason": "Room of the spring meeting",
                "heading_id": self.travel.id,
                **vals,
            }
        )

    def _claim(self, section, **vals):
        return self.env["club.expense"].create(
            {
                "company_id": self.company.id,
                "section_id": section.id,
                "partner_id": self._person("Claimer").id,
                "summary": "Trip",
                "iban": OTHER_IBAN,
                **vals,
            }
        )

    # Facts that come as default values

    def _forged(self):
        officer = self.users["officer"]
        return {
            "state": "approved",
            "requested_by_id": self.users["treasurer"].id,
            "approved_by_id": officer.id,
            "approver_partner_id": officer.partner_id.id,
            "name": "PAY/2026/9999",
            "origin": "club.expense,1",
        }

    def _check_draft_of_nobody(self, payment):
        self.assertEqual((payment.state, payment.name), ("draft", "/"))
        facts = payment.sudo()
        self.assertFalse(facts.origin or facts.approved_by_id or facts.requested_by_id)
        with self.assertRaisesRegex(UserError, "not approved yet"):
            payment.action_pay()

    def test_approval_does_not_come_from_the_context(self):
        forged = {f"default_{name}": value for name, value in self._forged().items()}
        self._check_draft_of_nobody(
            self._payment(self.payments.with_context(**forged)),
        )

    def test_approval_does_not_come_from_defaults_one_keeps(self):
        kept = self._as("section_treasurer", self.env["ir.default"])
        for name, value in self._forged().items():
            kept.set("club.payment.out", name, value, user_id=True)
        self._check_draft_of_nobody(self._payment())

    def test_other_defaults_still_come(self):
        payments = self.payments.with_context(default_reason="As always")
        self.assertEqual(
            payments.default_get(["reason", "state"]),
            {"reason": "As always", "state": "draft"},
        )

    def test_every_fact_refused_by_hand_is_refused_as_default(self):
        """Whatever documents refuse to have written, no default value writes."""
        seen = 0
        for name, model in self.env.items():
            if not hasattr(model, "_refuse_own_fields") or model._abstract:
                continue
            mine = self._as("treasurer", model)
            for field in model._fields:
                try:
                    mine._refuse_own_fields({field: False})
                except UserError:
                    seen += 1
                    with self.subTest(model=name, field=field):
                        self.assertTrue(model._club_is_fact(field))
        self.assertGreater(seen, 50)

    def test_context_opens_no_claim_that_was_sent(self):
        claim = self._claim(
            self.brittany,
            line_ids=[
                Command.create(
                    {
                        "label": "Train",
                        "date": TODAY,
                        "amount": 50,
                        "heading_id": self.travel.id,
                        "no_receipt_reason": "Lost",
                    }
                )
            ],
        )
        claim.action_submit()
        mine = self._as("section_treasurer", claim).with_context(club_forgetting=True)
        with self.assertRaisesRegex(UserError, "was sent and cannot change"):
            mine.write({"iban": IBAN})
        with self.assertRaisesRegex(UserError, "was sent and cannot change"):
            mine.line_ids.write({"amount": 500})

    # Forms that name what is somebody else's

    def test_account_of_a_stranger_is_not_read_through_a_payment(self):
        with self.assertRaises(AccessError):
            self._payment(partner_id=self.stranger.id)
        payment = self._payment()
        with self.assertRaises(AccessError):
            payment.partner_id = self.stranger
        with self.assertRaises(AccessError):
            self._as("section_treasurer", self.env["club.bill"]).create(
                {
                    "section_id": self.brittany.id,
                    "company_id": self.company.id,
                    "partner_id": self.stranger.id,
                    "amount": 10,
                    "label": "x",
                    "heading_id": self.travel.id,
                }
            )

    def test_form_being_filled_in_tells_no_account(self):
        claim = self._claim(self.provence)
        for vals in (
            {"partner_id": self.stranger.id},
            {"origin": f"club.expense,{claim.id}"},
            {"origin": f"club.expense,{claim.id}", "partner_id": claim.partner_id.id},
        ):
            with self.subTest(vals=vals):
                told = self.payments.onchange(vals, list(vals), {"payee_account": {}})
                self.assertFalse(told["value"].get("payee_account"))

    def test_form_tells_the_account_of_whom_one_may_see(self):
        payee = self._due("Neighbour", section=self.brittany).partner_id
        self.env["res.partner.bank"].create(
            {"partner_id": payee.id, "acc_number": OTHER_IBAN}
        )
        told = self.payments.onchange(
            {"partner_id": payee.id}, ["partner_id"], {"payee_account": {}}
        )
        self.assertIn("DE89", told["value"]["payee_account"])

    def test_form_tells_nothing_of_a_foreign_bank_line(self):
        line = self._bank_line(77, "SECRET GIFT", partner_name="Donor")
        self.env.invalidate_all()
        told = self._as("section_treasurer", self.env["club.bank.match"]).onchange(
            {"line_id": line.id},
            ["line_id"],
            {
                "label": {},
                "payer_name": {},
                "amount": {},
                "part_ids": {"fields": {"amount": {}}},
            },
        )
        self.assertFalse([said for said in told["value"].values() if said])

    def test_refusal_tells_nothing_of_a_foreign_claim(self):
        forms = self._as("section_treasurer", self.env["club.expense.refusal"])
        claim = self._claim(self.provence)
        with self.assertRaises(AccessError):
            forms.create({"expense_id": claim.id, "reason": "x"}).action_confirm()

    # Files that burst

    def _archive(self, *parts):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, part in enumerate(parts):
                archive.writestr(f"{number}.xml", part)
        return stream.getvalue()

    def test_archive_that_bursts_is_refused(self):
        bomb = self._archive(CAMT + b" " * 5_000_000)
        self.assertLess(len(bomb), 20_000)
        with (
            patch.object(club_bank_file_camt, "MAX_BYTES", 4_000_000),
            self.assertRaisesRegex(UserError, "cannot be read"),
        ):
            self._file("bomb.zip", bomb).action_import()

    def test_archive_in_an_archive_is_refused(self):
        inner = self._archive(b"camt.053")
        with self.assertRaises(UserError):
            self._file("nest.zip", self._archive(inner + b"camt.05")).action_import()

    def test_document_that_declares_entities_is_refused(self):
        for entity in (b"SYSTEM 'file:///etc/hostname'", b"'lol'"):
            data = b"<!DOCTYPE d [<!ENTITY x " + entity + b">]>" + CAMT + b"&x;"
            for name, content in (("a.xml", data), ("a.zip", self._archive(data))):
                with (
                    self.subTest(name=name, entity=entity),
                    self.assertRaisesRegex(UserError, "cannot be read"),
                ):
                    self._file(name, content).action_import()
