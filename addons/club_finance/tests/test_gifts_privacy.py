from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .expense_common import ExpenseCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestGiftsPrivacy(ExpenseCommon):
    """Claims and gifts in one's file, after erasure and after a merge."""

    def test_file_of_a_person_tells_claims_and_gifts(self):
        claim = self._sent(settlement="waive", signature="Ann Volunteer")
        self._as("officer", claim).action_approve()
        parts = self.env["club.data.export"]._parts_besides(self.ann)
        for name in ("expense_claims", "expenses", "gifts"):
            self.assertEqual(len(parts[name][0]), 1, name)
        decided = self.env["club.data.export"]._parts_besides(
            self.users["officer"].partner_id
        )
        self.assertEqual(decided["claims_decided_on"][0], claim)

    def test_erasure_keeps_amounts_and_forgets_accounts(self):
        draft = self._claim()
        sent = self._sent(iban="FR7630006000011234567890189")
        self._as("officer", sent)._refuse("Unreadable")
        owed = self._sent(iban="FR7630006000011234567890189")
        self._as("officer", owed).action_approve()
        self.ann._club_forget_elsewhere()
        self.assertFalse(draft.exists())
        self.assertFalse(sent.iban or sent.line_ids or sent.message_ids)
        # Until it is paid the treasurer has to know where to.
        self.assertTrue(owed.iban)
        self.assertEqual(owed.total, 20)

    def test_nobody_becomes_the_judge_of_their_own_claim_by_a_merge(self):
        claim = self._sent()
        self._as("officer", claim).action_approve()
        wizard = self.env["base.partner.merge.automatic.wizard"]
        judge = self.users["officer"].partner_id
        with self.assertRaisesRegex(UserError, "cannot become one person"):
            wizard._update_foreign_keys(self.ann, judge)
        self.assertTrue(claim.exists())

    def test_claims_follow_a_merge(self):
        claim, twin = self._sent(), self._person("Ann Twin")
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._update_foreign_keys(self.ann, twin)
        self.env.invalidate_all()
        self.assertEqual(claim.partner_id, twin)
