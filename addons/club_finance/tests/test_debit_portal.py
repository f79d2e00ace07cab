from datetime import date

from odoo.addons.club_portal.tests.dues_pages_common import DuesPagesCommon
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .debit_common import CREDITOR, IBANS, DebitCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDebitPortal(DuesPagesCommon):
    """Who was told that they will be debited is not asked to pay twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.company
        journal = cls.env["account.journal"].search(
            [("company_id", "=", company.id), ("type", "=", "bank")], limit=1
        )
        journal.set_bank_account(IBANS[0])
        cls.mode = company._club_set_up_debits(journal, CREDITOR)
        DebitCommon._mandate.__func__(cls, cls.due.payer_id)
        cls.debit = cls.env["club.debit"].create(
            {
                "name": "Dues 2026",
                "company_id": company.id,
                "collection_date": "2026-04-15",
                "payment_mode_id": cls.mode.id,
            }
        )
        cls.debit.action_prepare()

    def _announce(self):
        self.debit.action_announce()
        self.debit._run_now()

    def test_due_can_be_paid_until_its_debit_is_announced(self):
        page = self._as("anna")._page("/my/dues")
        self.assertNotIn("Will be debited", page)
        self.assertEqual(len(self.due._bills()), 1)

    def test_direct_debit_is_offered_until_all_have_a_mandate(self):
        # Anna has one; Acme, whose dues she pays too, has none.
        self.assertIn("Pay by direct debit", self._as("anna")._page("/my/dues"))
        mandates = self.env["club.mandate"]
        for membership, held in mandates._parties_of_space(self._space("anna")).items():
            if not held:
                DebitCommon._mandate.__func__(type(self), membership._payer)
        self.assertNotIn("Pay by direct debit", self._as("anna")._page("/my/dues"))

    def test_announced_debit_is_told_and_not_asked_again(self):
        self._announce()
        self.assertEqual(self.due.debit_on, self.debit.collection_date)
        page = self._as("anna")._page("/my/dues")
        for words in ("Will be debited on", "04/15/2026", "30.00", CREDITOR):
            self.assertIn(words, page)
        self.assertFalse(self.due._bills())
        # Acme's invoice is still to pay.
        self.assertEqual(
            self.env["club.due"]._count_open_of_space(self._space("anna")), 1
        )

    def test_taken_and_returned_debits_are_told(self):
        self._announce()
        self.debit.action_order()
        self.debit._run_now()
        self.debit.action_collect()
        self.debit._run_now()
        self.assertEqual(self.due.state, "paid")
        page = self._as("anna")._page("/my/dues")
        self.assertIn("Direct debit of 04/15/2026", page)
        self.assertNotIn("Your bank returned", page)
        line = self.debit.line_ids.filtered(lambda line: self.due in line.due_ids)
        line._return(date(2026, 4, 20), "AM04", "There was not enough money")
        page = self._as("anna")._page("/my/dues")
        self.assertIn("Your bank returned the debit of", page)
        self.assertIn("There was not enough money", page)
        self.assertNotIn("Direct debit of", page)
        self.assertNotIn("Your bank returned", self._as("bo")._page("/my/dues"))

    def test_nobody_else_reads_it(self):
        self._announce()
        self.assertNotIn("Will be debited", self._as("bo")._page("/my/dues"))

    def test_notice_says_so_and_does_not_thank(self):
        self._announce()
        notice = self.env["club.notice"].search(
            [("payer_id", "=", self.due.payer_id.id)], limit=1
        )
        page = self._as("anna")._page(f"/my/dues/notice/{notice.id}")
        self.assertIn("Will be debited on", page)
        self.assertNotIn("Paid, thank you", page)

    def test_reminder_leaves_out_who_will_be_debited(self):
        level = self.env["club.reminder.level"].create(
            {
                "name": "First",
                "days": 0,
                "company_id": self.company.id,
                "template_id": self.env.ref(
                    "club_membership.mail_template_reminder_first"
                ).id,
            }
        )
        call = self.due.call_id
        call.notice_ids.state = "sent"
        with freeze_time("2026-04-16"):
            self.assertIn(self.due.payer_id.id, level._payers_to_remind(call))
            self.debit.collection_date = "2026-05-06"
            self.debit.action_prepare()
            self._announce()
            self.assertNotIn(self.due.payer_id.id, level._payers_to_remind(call))

    def test_cancelled_debit_asks_again(self):
        self._announce()
        self.debit.action_cancel()
        self.assertFalse(self.due.debit_on)
        self.assertEqual(len(self.due._bills()), 1)
