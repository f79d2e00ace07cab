from base64 import b64encode

from odoo.tests import freeze_time, tagged

from .common import TODAY, FinanceCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestForgedDefaults(FinanceCommon):
    """Entries say what the document says, whatever a remote call sends along."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.tax = cls.env["account.tax"].search(
            [("company_id", "=", cls.company.id)], limit=1
        )
        cls.forged = {
            "default_name": "FORGED/2026/0001",
            "default_narration": "As agreed",
            "default_ref": "Forged",
            "default_tax_ids": cls.tax.ids,
            "default_club_heading_id": cls.travel.id,
            "default_partner_id": cls.env.company.partner_id.id,
        }

    def _check_entry(self, move):
        self.assertEqual(move.state, "posted")
        self.assertNotIn("FORGED", move.name)
        self.assertFalse(move.narration)
        self.assertNotEqual(move.ref, "Forged")
        self.assertFalse(move.line_ids.tax_ids)

    def test_entry_of_a_cash_movement_hears_no_defaults(self):
        movement = self._as("section_treasurer", self.env["club.cash.movement"]).create(
            {
                "kind": "in",
                "amount": 30,
                "label": "Sale of cakes",
                "heading_id": self.grants.id,
                "section_id": self.brittany.id,
                "date": TODAY,
            }
        )
        movement.with_context(**self.forged).action_book()
        move = movement.sudo().move_id
        self._check_entry(move)
        self.assertFalse(move.partner_id or move.line_ids.partner_id)

    def test_entry_of_a_bill_hears_no_defaults(self):
        bill = self._as("section_treasurer", self.env["club.bill"]).create(
            {
                "section_id": self.brittany.id,
                "company_id": self.company.id,
                "partner_id": self._organisation("Town Hall").id,
                "amount": 80,
                "label": "Rent",
                "heading_id": self.travel.id,
                "document": b64encode(b"%PDF-1.4 rent"),
            }
        )
        bill.with_context(**self.forged).action_book()
        self._check_entry(bill.sudo().move_id)
        self.assertEqual(bill.sudo().payment_id.state, "requested")
