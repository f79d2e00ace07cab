from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .expense_common import ExpenseCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestExpenseWaived(ExpenseCommon):
    """Expenses that a volunteer gives to the association."""

    def _waived(self):
        claim = self._sent(settlement="waive", signature="Ann Volunteer")
        self._as("section_treasurer", claim).action_approve()
        return claim

    def test_waived_claim_is_a_donation_with_the_signed_statement(self):
        claim = self._waived()
        gift = claim.donation_id
        self.assertEqual(claim.state, "waived")
        self.assertEqual(
            (gift.partner_id, gift.amount, gift.form, gift.section_id, gift.state),
            (self.ann, 20, "expenses", self.brittany, "booked"),
        )
        self.assertIn("give up the repayment", claim.waiver_text)
        self.assertEqual(claim.waiver_name, "Ann Volunteer")
        donations = self.company.club_donation_account_id
        self.assertEqual(self._balance(donations, section=self.brittany), -20)
        self.assertEqual(self._balance(self.payable, self.ann), 0)
        self.assertFalse(claim.payment_id)

    def test_waiving_has_its_own_account_where_one_is_set(self):
        account = self.income.copy({"name": "Waived expenses"})
        self.company.club_waiver_account_id = account
        self._waived()
        self.assertEqual(self._balance(account), -20)

    def test_nobody_waives_without_signing(self):
        claim = self._claim(settlement="waive")
        with self.assertRaisesRegex(UserError, "sign: type your"):
            claim._submit(self.ann, {"name": " "})
        with self.assertRaisesRegex(UserError, "signs that alone"):
            self._as("section_treasurer", claim).action_submit()

    def test_donation_is_taken_back_with_its_claim(self):
        claim = self._waived()
        self._as("treasurer", claim)._cancel("Of another association")
        self.assertEqual(claim.donation_id.state, "cancelled")
        donations = self.company.club_donation_account_id
        self.assertEqual(self._balance(donations), 0)
