from odoo.tests import freeze_time, tagged

from .common import TODAY
from .debit_common import IBANS, DebitCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDebitTelling(DebitCommon):
    """Who was told of a debit is told when it does not come."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann = cls._payer("Ann", cls.brittany)
        cls.bob = cls._payer("Bob", cls.provence, iban=IBANS[2])

    def _mails(self, due):
        return self.env["mail.mail"].search(
            [
                ("email_to", "=", due.payer_id.email_formatted),
                ("subject", "=", "The announced debit does not come"),
            ]
        )

    def test_cancelling_an_announced_debit_tells_its_payers(self):
        debit = self._announced()
        debit.action_cancel()
        self.assertEqual((debit.stage, debit.state), ("cancelled", "running"))
        debit._run_now()
        self.assertEqual((debit.stage, debit.state), ("cancelled", "done"))
        for due in (self.ann, self.bob):
            [mail] = self._mails(due)
            self.assertIn("30.00", mail.body_html)
            self.assertIn("04/14/2026", mail.body_html)
            self.assertIn("stays to be paid", mail.body_html)
        self.assertEqual(set(debit.line_ids.mapped("retracted_on")), {self._day(TODAY)})

    def test_cancelling_with_files_made_tells_them_too(self):
        debit = self._ordered()
        debit.action_cancel()
        debit._run_now()
        self.assertEqual(len(self._mails(self.ann)), 1)

    def test_second_click_and_second_run_tell_nobody_twice(self):
        debit = self._announced()
        debit.action_cancel()
        debit.action_cancel()
        debit._run_now()
        debit.action_cancel()
        debit._run_now()
        self.assertEqual(len(self._mails(self.ann)), 1)

    def test_who_was_not_told_of_the_debit_is_told_nothing(self):
        debit = self._prepared()
        debit.action_cancel()
        self.assertEqual((debit.stage, debit.state), ("cancelled", "cancelled"))
        self.assertFalse(self._mails(self.ann))

    def test_payer_left_out_after_the_announcement_is_told(self):
        debit = self._announced()
        self._line(debit, self.ann).action_leave_out()
        self.assertEqual(len(self._mails(self.ann)), 1)
        self.assertFalse(self._mails(self.bob))
        debit.action_cancel()
        debit._run_now()
        self.assertEqual(
            (len(self._mails(self.ann)), len(self._mails(self.bob))), (1, 1)
        )

    def test_who_died_meanwhile_is_not_written_to(self):
        debit = self._announced()
        self.ann.payer_id.club_deceased_on = TODAY
        debit.action_cancel()
        debit._run_now()
        self.assertFalse(self._mails(self.ann))
        self.assertEqual(len(self._mails(self.bob)), 1)
