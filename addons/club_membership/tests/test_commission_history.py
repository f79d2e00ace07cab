from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .commission_common import CommissionCommon
from .common import TODAY, day, freeze_time


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCommissionHistory(CommissionCommon):
    """Roles and departures are rows of their own: what was stays readable."""

    def test_another_role_ends_a_row_and_begins_the_next(self):
        with freeze_time("2026-02-01"):
            first = self._join(self.anne)
        second = first._set_role("secretary")
        self.assertEqual(
            (first.role, first.state, str(first.date_to)),
            ("member", "left", "2026-03-14"),
        )
        self.assertEqual(
            (second.role, second.state, second.date_from),
            ("secretary", "active", day(TODAY)),
        )
        self.assertEqual(self.commission.member_count, 1)

    def test_role_changed_on_its_first_day_leaves_no_row_of_no_day(self):
        member = self._join(self.anne)
        self.assertEqual(member._set_role("secretary"), member)
        self.assertEqual(len(self.commission.member_ids), 1)

    def test_new_chair_takes_over_from_the_former(self):
        with freeze_time("2026-02-01"):
            old, new = self._chair(self.anne), self._join(self.bob)
        new = new._set_role("chair")
        self.assertEqual(self.commission.chair_id, self.bob.partner_id)
        self.assertEqual(str(old.date_to), "2026-03-14")
        now = self.commission._live_row(self.anne.partner_id)
        self.assertEqual((now.role, now.date_from), ("member", new.date_from))
        self.assertFalse(self.commission._is_led_by(self.anne.partner_id))
        self.assertTrue(self.commission._is_led_by(self.bob.partner_id))

    def test_chair_handed_over_twice_in_a_day_is_possible(self):
        first, second = self._chair(self.anne), self._join(self.bob)
        second._set_role("chair")
        self.commission._live_row(self.anne.partner_id)._set_role("chair")
        self.assertEqual(self.commission.chair_id, self.anne.partner_id)
        self.assertEqual(first.role, "chair")

    def test_database_keeps_one_chair_at_a_time(self):
        self._chair(self.anne)
        bob = self._join(self.bob)
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            bob.role = "chair"
            self.env.flush_all()

    def test_chair_who_leaves_on_the_first_day_blocks_nobody(self):
        self._chair(self.anne)._leave("By mistake")
        self._chair(self.bob)
        self.assertEqual(self.commission.chair_id, self.bob.partner_id)

    def test_vice_chair_leads_too_and_a_member_does_not(self):
        member = self._join(self.anne)
        self.assertFalse(self.commission._is_led_by(self.anne.partner_id))
        member._set_role("vice_chair")
        self.assertTrue(self.commission._is_led_by(self.anne.partner_id))

    def test_lapsed_chair_leads_nothing_but_keeps_the_seat(self):
        chair = self._chair(self.anne)
        self.anne.state = "lapsed"
        self.assertFalse(self.commission._is_led_by(self.anne.partner_id))
        self.assertEqual(chair.state, "active")

    def test_only_a_member_in_office_has_a_role(self):
        self.commission.join_policy = "approval"
        with self.assertRaisesRegex(UserError, "decided already"):
            self._join(self.anne)._set_role("chair")

    def test_who_leaves_may_come_back_and_both_stays_are_kept(self):
        with freeze_time("2026-02-01"):
            self._join(self.anne)
        with freeze_time("2026-02-20"):
            self.commission._live_row(self.anne.partner_id)._leave("No time")
        self._join(self.anne)
        rows = self.commission.member_ids.sorted("date_from")
        self.assertEqual(rows.mapped("state"), ["left", "active"])
        self.assertEqual(str(rows[0].date_to), "2026-02-19")
        self.assertEqual(rows[0].reason, "No time")

    def test_resigned_member_leaves_every_commission(self):
        member = self._join(self.anne)
        waiting = self._join(self.anne, self._commission("Full", max_size=1))
        self.anne._close("resigned", day(TODAY), "Moved")
        self.assertEqual((member.state, waiting.state), ("left", "left"))

    def test_resignation_for_later_ends_the_seat_on_that_day(self):
        member = self._join(self.anne)
        self.anne._close("resigned", day("2026-07-01"), "Moves")
        self.assertEqual((member.state, str(member.date_to)), ("active", "2026-06-30"))

    def test_deceased_person_leaves_what_they_held_for_an_organisation(self):
        member = self._join(self.anne)
        member.membership_id = self._current("Acme", kind=self.type_organisation)
        self.anne.partner_id.club_deceased_on = TODAY
        self.assertEqual(member.state, "left")

    def test_merged_contacts_keep_one_seat_the_one_further_in(self):
        waiting = self._commission("Small", max_size=1)
        self._join(self.carl, waiting)
        kept, double = self._join(self.anne), self._join(self.bob)
        queue = self._join(self.bob, waiting)
        self._merge(self.bob.partner_id, self.anne.partner_id)
        rows = self.commission._live_row(self.anne.partner_id)
        self.assertEqual(len(rows), 1)
        self.assertEqual({kept.state, double.state}, {"active", "left"})
        self.assertEqual(queue.partner_id, self.anne.partner_id)
        self.assertEqual(queue.membership_id, self.anne)
        self.assertEqual(queue.state, "waiting")

    def _merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((source | target).ids, target, extra_checks=False)
        self.env.invalidate_all()
