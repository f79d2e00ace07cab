from odoo.addons.club_membership.tests.notice_common import NoticeCommon
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .debit_common import DebitCommon


@tagged("post_install", "-at_install")
class TestDebitHold(DebitCommon):
    """Nobody lapses between the announcement of a debit and its day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.type_person.grace_days = 120
        with freeze_time(TODAY):
            cls.member = NoticeCommon._renewing.__func__(
                cls, "Ann", email="ann@example.org"
            )
            NoticeCommon._call.__func__(cls)
            cls._mandate(cls.member.partner_id)

    def _announced_on(self, day):
        with freeze_time(f"{day} 10:00"):
            return self._announced(collection_date="2026-09-01")

    def _state_on(self, day):
        """The member's status after the nightly job of that day."""
        with freeze_time(f"{day} 10:00"):
            self.env["club.membership"]._cron_nightly()
            self.member.invalidate_recordset()
            return self.member.state

    def test_without_a_debit_the_member_lapses_after_the_grace(self):
        self.assertEqual(self._state_on("2026-08-13"), "grace")
        self.assertEqual(self._state_on("2026-08-15"), "lapsed")

    def test_announced_debit_holds_until_it_can_be_booked(self):
        debit = self._announced_on("2026-08-10")
        self.assertEqual(debit.stage, "announced")
        self.assertEqual(self._state_on("2026-08-20"), "active")
        self.assertEqual(self._state_on("2026-09-08"), "active")
        self.assertEqual(self._state_on("2026-09-09"), "lapsed")

    def test_cancelled_debit_holds_nobody(self):
        debit = self._announced_on("2026-08-10")
        self.assertEqual(self._state_on("2026-08-20"), "active")
        with freeze_time("2026-08-20 12:00"):
            debit.action_cancel()
            self.assertEqual(self.member.state, "lapsed")

    def test_payer_left_out_is_not_held(self):
        debit = self._announced_on("2026-08-10")
        with freeze_time("2026-08-20 12:00"):
            debit.line_ids.action_leave_out()
            self.assertEqual(self.member.state, "lapsed")

    def test_debit_announced_too_late_brings_nobody_back(self):
        self.assertEqual(self._state_on("2026-08-15"), "lapsed")
        self._announced_on("2026-08-16")
        self.assertEqual(self._state_on("2026-08-17"), "lapsed")
