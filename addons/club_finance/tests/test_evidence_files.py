from base64 import b64encode

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY
from .expense_common import PIXEL, ExpenseCommon

PAPER = b64encode(b"%PDF-1.4 the receipt")
OTHER = b64encode(b"%PDF-1.4 another receipt")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEvidenceFiles(ExpenseCommon, HttpCase):
    """What was booked or decided on keeps the papers it was booked or decided from."""

    def _movement(self, **vals):
        mine = self._as("section_treasurer", self.env["club.cash.movement"])
        return mine.create(
            {
                "kind": "in",
                "amount": 30,
                "label": "Sale of cakes",
                "heading_id": self.grants.id,
                "section_id": self.brittany.id,
                "date": TODAY,
                **vals,
            }
        )

    def _file_of(self, record, field):
        files = self._as("section_treasurer", self.env["ir.attachment"])
        return files.search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("res_field", "=", field),
            ]
        )

    def test_receipt_of_booked_cash_is_not_swapped(self):
        movement = self._movement(receipt=PAPER, receipt_name="paper.pdf")
        movement.receipt = OTHER
        movement.action_book()
        for vals in ({"receipt": PAPER}, {"receipt": False}, {"receipt_name": "x"}):
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "in the b"):
                movement.write(vals)
        self.assertEqual(movement.receipt, OTHER)

    def test_receipt_that_is_missing_may_come_after_booking(self):
        movement = self._movement(receipt_name="paper.pdf")
        movement.action_book()
        self.assertFalse(movement.has_receipt)
        movement.receipt = PAPER
        self.assertTrue(movement.has_receipt)
        with self.assertRaises(UserError):
            movement.receipt = OTHER

    def test_file_behind_a_document_is_not_changed_past_it(self):
        movement = self._movement(receipt=PAPER, receipt_name="paper.pdf")
        movement.action_book()
        file = self._file_of(movement, "receipt")
        self.assertTrue(file)
        for vals in (
            {"raw": b"%PDF-1.4 forged"},
            {"datas": OTHER},
            {"res_id": 0},
            {"url": "/web/login", "type": "url"},
            {"public": True},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                file.write(vals)
        with self.assertRaises(UserError):
            file.unlink()
        with self.assertRaises(UserError):
            file.create(
                {
                    "name": "receipt",
                    "raw": b"%PDF-1.4 newer",
                    "res_model": movement._name,
                    "res_id": movement.id,
                    "res_field": "receipt",
                }
            )
        self.assertEqual(movement.receipt, PAPER)

    @mute_logger("odoo.http")
    def test_route_that_deletes_files_deletes_no_evidence(self):
        movement = self._movement(receipt=PAPER, receipt_name="paper.pdf")
        movement.action_book()
        claim = self._claim()
        claim.line_ids._add_receipts([("receipt.png", PIXEL)])
        claim._submit(self.ann)
        evidence = self._file_of(movement, "receipt") | claim.line_ids.receipt_ids
        self.env.flush_all()
        self.authenticate("club_section_treasurer", "club_section_treasurer")
        for file in evidence:
            answer = self.url_open(
                "/mail/attachment/delete", json={"params": {"attachment_id": file.id}}
            ).json()
            self.assertEqual(
                answer["error"]["data"]["name"], "odoo.exceptions.UserError"
            )
        self.assertEqual(len(evidence.exists()), 2)

    def test_receipt_of_a_claim_that_was_sent_is_not_swapped(self):
        claim = self._claim()
        claim.line_ids._add_receipts([("receipt.png", PIXEL)])
        receipt = self._as("section_treasurer", claim.line_ids.receipt_ids)
        receipt.name = "Train.png"
        claim._submit(self.ann)
        with self.assertRaisesRegex(UserError, "was sent and cannot change"):
            receipt.raw = b"%PDF-1.4 forged"
        with self.assertRaisesRegex(UserError, "was sent and cannot change"):
            receipt.unlink()
        with self.assertRaisesRegex(UserError, "was sent and cannot change"):
            receipt.sudo().unlink()

    def test_receipt_of_a_draft_goes_with_its_line(self):
        claim = self._claim()
        claim.line_ids._add_receipts([("receipt.png", PIXEL)])
        receipt = claim.line_ids.receipt_ids
        self._as("section_treasurer", claim).unlink()
        self.assertFalse(receipt.exists())

    def test_file_of_a_colleague_is_not_taken_as_ones_receipt(self):
        private = self._as("treasurer", self.env["ir.attachment"]).create(
            {"name": "salaries.png", "raw": PIXEL}
        )
        line = self._as("section_treasurer", self._claim().line_ids)
        with self.assertRaises(AccessError):
            line.receipt_ids = [Command.link(private.id)]
        mine = self._as("section_treasurer", private).create(
            {"name": "train.png", "raw": PIXEL}
        )
        line.receipt_ids = [Command.link(mine.id)]
        self.assertEqual(mine.res_id, line.id)
