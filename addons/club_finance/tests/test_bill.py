from base64 import b64encode

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY, FinanceCommon

PHOTO = b64encode(b"%PDF-1.4 rent")


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBill(FinanceCommon):
    """A bill is booked with its document, and paid when somebody else agreed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.hall = cls._organisation("Town Hall")

    def _bill(self, role="section_treasurer", **vals):
        return self._as(role, self.env["club.bill"]).create(
            {
                "section_id": self.brittany.id,
                "company_id": self.company.id,
                "partner_id": self.hall.id,
                "amount": 80,
                "label": "Rent in March",
                "heading_id": self.travel.id,
                "document": PHOTO,
                "reference": "F-17",
                **vals,
            }
        )

    def _booked(self, **vals):
        bill = self._bill(**vals)
        bill.action_book()
        return bill

    def test_treasurer_books_officer_approves_bank_pays(self):
        bill = self._booked()
        self.assertEqual(self._balance(self.expense, section=self.brittany), 80.0)
        self.assertEqual(self._balance(self.payable, self.hall), -80.0)
        payment = bill.payment_id
        self._as("officer", payment).action_approve()
        payment.action_pay()
        self.assertEqual(bill.state, "paid")
        self.assertEqual(self._balance(self.payable, self.hall), 0.0)
        self.assertEqual(bill.sudo().move_id.payment_state, "paid")
        payment.action_take_back()
        self.assertEqual(bill.state, "booked")

    def test_bill_without_document_is_not_booked(self):
        with self.assertRaisesRegex(UserError, "photo or the PDF"):
            self._booked(document=False)

    @mute_logger("odoo.sql_db")
    def test_bill_entered_twice_is_refused(self):
        self._bill()
        with (
            self.assertRaisesRegex(Exception, "bill_reference_uniq"),
            self.env.cr.savepoint(),
        ):
            self._bill()

    def test_second_click_books_nothing_more(self):
        bill = self._booked()
        bill.action_book()
        self.assertEqual(self._balance(self.payable, self.hall), -80.0)
        payments = self.env["club.payment.out"].search(
            [("origin", "=", f"club.bill,{bill.id}")]
        )
        self.assertEqual(len(payments), 1)

    def test_refused_payment_can_be_asked_for_again(self):
        bill = self._booked()
        first = bill.payment_id
        self._as("officer", first)._refuse("Ask for a discount")
        self.assertEqual(bill.state, "booked")
        bill.action_ask_again()
        self.assertNotEqual(bill.payment_id, first)
        self.assertEqual(bill.payment_state, "requested")

    def test_cancelled_bill_is_owed_to_nobody_and_paid_to_nobody(self):
        bill = self._booked()
        payment = bill.payment_id
        bill.action_cancel()
        self.assertEqual((bill.state, payment.state), ("cancelled", "cancelled"))
        self.assertEqual(self._balance(self.payable, self.hall), 0.0)
        self.assertEqual(self._balance(self.expense, section=self.brittany), 0.0)

    def test_paid_bill_is_not_cancelled(self):
        bill = self._booked()
        self._as("officer", bill.payment_id).action_approve()
        bill.payment_id.action_pay()
        with self.assertRaisesRegex(UserError, "take the payment back first"):
            bill.action_cancel()

    def test_booked_bill_does_not_change(self):
        bill = self._booked()
        with self.assertRaisesRegex(UserError, "no longer a draft"):
            bill.amount = 800

    def test_bill_of_another_section_is_out_of_sight(self):
        bill = self._bill("treasurer", section_id=self.provence.id)
        with self.assertRaises(AccessError):
            self._as("section_treasurer", bill).read(["amount"])

    def test_closed_period_is_said_and_nothing_is_booked(self):
        bill = self._bill()
        self.company.fiscalyear_lock_date = "2026-03-31"
        with self.assertRaisesRegex(UserError, "accounting period closed"):
            bill.action_book()
        self.assertEqual(bill.state, "draft")
