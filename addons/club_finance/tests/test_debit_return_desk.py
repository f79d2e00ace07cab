from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .debit_common import IBANS, DebitCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDebitReturnDesk(DebitCommon):
    """A section's treasurer goes on from a return of their member, and of no other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.ann, cls.bob = cls._due("Ann", cls.brittany), cls._due("Bob", cls.provence)
        sign = cls.env["club.mandate"]._sign
        for due, iban in ((cls.ann, IBANS[1]), (cls.bob, IBANS[2])):
            sign(due.payer_id, cls.company, iban, "", "portal")

    def _back(self, due):
        """The return of the debit of a due, as it is read from a file."""
        file = self.env["club.debit.return"].create({"name": "returns.xml"})
        return self.env["club.debit.return.line"].create(
            {
                "return_id": file.id,
                "debit_line_id": due.debit_line_ids.id,
                "end_to_end": due.debit_line_ids.end_to_end,
                "amount": due.amount,
                "code": "AC04",
            }
        )

    def test_return_leads_to_what_is_owed_and_to_the_mandate(self):
        self.company.club_return_fee = 8
        self._collected()
        back = self._back(self.ann)
        back._book()
        mine = self._as("section_treasurer", back)
        dues = self._as("section_treasurer")["club.due"].search(
            mine.action_view_dues()["domain"]
        )
        self.assertEqual(sorted(dues.mapped("residual")), [8.0, self.ann.amount])
        opened = mine.action_view_mandate()
        mandate = self._as("section_treasurer")[opened["res_model"]].browse(
            opened["res_id"]
        )
        self.assertEqual(mandate.state, "suspended")
        self.assertEqual(mandate.partner_id, self.ann.payer_id)

    def test_return_of_another_section_is_refused(self):
        self._collected()
        theirs = self._as("section_treasurer", self._back(self.bob))
        for click in (theirs.action_view_dues, theirs.action_view_mandate):
            with self.assertRaises(AccessError):
                click()

    def test_suspended_mandate_of_the_section_waits_on_the_dashboard(self):
        payers = self.ann.payer_id | self.bob.payer_id
        mandates = self.env["club.mandate"].search([("partner_id", "in", payers.ids)])
        self.assertEqual(len(mandates), 2)
        for mandate in mandates:
            mandate._suspend("Returned")
        section = self._as("section_treasurer", self.brittany)
        waiting = {one["label"]: one["count"] for one in section._board_waiting()}
        self.assertEqual(waiting.get("Mandates suspended"), 1)

    def test_who_goes_on_with_a_cancelled_debit_is_told(self):
        debit = self._prepared()
        debit.action_cancel()
        debit.action_cancel()
        for click in (debit.action_announce, debit.action_order, debit.action_collect):
            with self.assertRaisesRegex(UserError, "It is now: Cancelled"):
                click()

    def test_debit_at_work_is_not_cancelled_and_says_so(self):
        debit = self._prepared()
        debit.action_announce()
        debit.action_announce()
        with self.assertRaisesRegex(UserError, "It is now: Announcing"):
            debit.action_cancel()
        self.assertEqual((debit.stage, debit.state), ("prepared", "running"))
