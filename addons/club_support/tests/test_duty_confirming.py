from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import SupportCommon, freeze_time

TODAY = "2026-03-15"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyConfirming(SupportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna")
        cls.bea = cls._volunteer("Bea")
        cls.rota = cls._rota()
        cls.duty = cls._duty(cls.rota, cls.anna)

    def test_a_volunteer_confirms_their_duty(self):
        self.duty._confirm(self.anna)
        self.assertEqual(self.duty.state, "confirmed")
        self.assertTrue(self.duty.confirmed_on)

    def test_confirming_twice_keeps_the_first_moment(self):
        with freeze_time("2026-03-16 08:00"):
            self.duty._confirm(self.anna)
        first = self.duty.confirmed_on
        with freeze_time("2026-03-17 08:00"):
            self.duty._confirm(self.anna)
        self.assertEqual(self.duty.confirmed_on, first)

    def test_nobody_confirms_for_somebody_else(self):
        with self.assertRaisesRegex(UserError, "not your duty"):
            self.duty._confirm(self.bea)
        self.assertEqual(self.duty.state, "published")

    def test_a_draft_is_nobodys_to_confirm(self):
        self.duty.state = "draft"
        with self.assertRaisesRegex(UserError, "not your duty"):
            self.duty._confirm(self.anna)

    def test_what_is_over_is_not_confirmed(self):
        with (
            freeze_time("2026-04-13 08:00"),
            self.assertRaisesRegex(UserError, "is over"),
        ):
            self.duty._confirm(self.anna)

    def test_a_duty_can_be_confirmed_until_its_last_evening_in_france(self):
        self.company.partner_id.tz = "Europe/Paris"
        with freeze_time("2026-04-12 21:30"):
            self.duty._confirm(self.anna)
        self.duty.state = "published"
        with freeze_time("2026-04-12 22:30"), self.assertRaises(UserError):
            self.duty._confirm(self.anna)

    def test_all_mine_are_confirmed_at_once_and_nobody_elses(self):
        later = self._duty(self.rota, self.anna, slot=4)
        hers = self._duty(self.rota, self.bea, slot=5)
        self.assertEqual(self.anna._confirm_all(), self.duty | later)
        self.assertEqual(later.state, "confirmed")
        self.assertEqual(hers.state, "published")
        self.assertFalse(self.anna._confirm_all())

    def test_confirming_all_leaves_drafts_and_what_is_over(self):
        draft = self._duty(self.rota, self.anna, slot=4, state="draft")
        with freeze_time("2026-04-14"):
            self.assertFalse(self.anna._confirm_all())
        self.assertEqual(draft.state, "draft")
        self.assertEqual(self.duty.state, "published")
