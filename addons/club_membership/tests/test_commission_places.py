from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .commission_common import CommissionCommon
from .common import TODAY, day, freeze_time


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCommissionPlaces(CommissionCommon):
    """A commission with a maximum size: places, waiting list, promotion."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commission.max_size = 1
        cls.env.ref("club_membership.ir_cron_club_commission").active = True

    def _holders(self):
        return self.commission.place_ids.sorted("number").mapped("member_id.partner_id")

    def test_who_joins_after_the_last_place_waits_in_order(self):
        first, second, third = map(self._join, (self.anne, self.bob, self.carl))
        self.assertEqual(
            (first | second | third).mapped("state"), ["active", "waiting", "waiting"]
        )
        self.assertEqual(
            [m._waiting_position() for m in (first, second, third)], [0, 1, 2]
        )
        self.assertEqual(
            (self.commission.member_count, self.commission.waiting_count), (1, 2)
        )

    def test_place_set_free_goes_to_the_first_of_the_list(self):
        first, second, third = map(self._join, (self.anne, self.bob, self.carl))
        first._leave("Done")
        self.assertEqual(first.state, "left")
        self.assertEqual((second.state, second.date_from), ("active", day(TODAY)))
        self.assertEqual((third.state, third._waiting_position()), ("waiting", 1))
        self.assertEqual(self._holders(), self.bob.partner_id)

    def test_who_waits_and_lapsed_is_passed_over(self):
        first, second, third = map(self._join, (self.anne, self.bob, self.carl))
        self.bob.period_ids.date_to = "2026-01-31"
        self.bob._refresh()
        self.bob.state = "lapsed"
        first._leave("Done")
        self.assertEqual((second.state, third.state), ("waiting", "active"))

    def test_who_waits_may_withdraw(self):
        _first, second, third = map(self._join, (self.anne, self.bob, self.carl))
        second._leave("")
        self.assertEqual((second.state, third._waiting_position()), ("left", 1))

    def test_more_places_are_given_to_who_waits(self):
        members = list(map(self._join, (self.anne, self.bob, self.carl)))
        self.commission.max_size = 2
        self.assertEqual([m.state for m in members], ["active", "active", "waiting"])
        self.commission.max_size = 0
        self.assertEqual(members[2].state, "active")
        self.assertFalse(self.commission.place_ids)

    def test_fewer_places_drive_nobody_out(self):
        self.commission.max_size = 3
        members = list(map(self._join, (self.anne, self.bob, self.carl)))
        self.commission.max_size = 1
        self.assertEqual({m.state for m in members}, {"active"})
        late = self._join(self._current("Late"))
        members[0]._leave("")
        members[1]._leave("")
        self.assertEqual((members[2].state, late.state), ("active", "waiting"))
        self.assertEqual(len(self.commission.place_ids), 1)
        members[2]._leave("")
        self.assertEqual(late.state, "active")

    def test_approved_or_invited_people_wait_too_when_it_is_full(self):
        self._join(self.anne)
        invited = self.commission._invite(self.bob.partner_id, self.bob)
        self.commission.join_policy = "approval"
        asking = self._join(self.carl)
        asking._approve()
        with freeze_time("2026-03-16"):
            invited._accept_invitation()
        self.assertEqual((asking.state, invited.state), ("waiting", "waiting"))
        self.assertEqual(asking._waiting_position(), 1)

    def test_change_of_role_keeps_the_place(self):
        member = self._join(self.anne)
        member.date_from = "2026-01-01"
        chair = member._set_role("chair")
        self.assertEqual(self.commission.place_ids.member_id, chair)
        self.assertEqual(self._join(self.bob).state, "waiting")

    def test_cron_fills_a_place_that_two_transactions_left_free(self):
        self._join(self.anne)
        waiting = self._join(self.bob)
        self.commission.place_ids.member_id = False
        with self.enter_registry_test_mode():
            self.env.ref(
                "club_membership.ir_cron_club_commission"
            ).method_direct_trigger()
        self.assertEqual(waiting.state, "active")

    def test_leaving_announced_for_later_takes_effect_by_itself(self):
        member, waiting = self._join(self.anne), self._join(self.bob)
        member._leave("Moves abroad", day("2026-04-01"))
        self.assertEqual((member.state, str(member.date_to)), ("active", "2026-03-31"))
        self.env["club.membership"]._cron_nightly()
        self.assertEqual(member.state, "active")
        with freeze_time("2026-04-01"):
            self.env["club.membership"]._cron_nightly()
        self.assertEqual((member.state, waiting.state), ("left", "active"))

    def test_fee_that_cannot_be_called_stops_neither_who_leaves_nor_who_waits_next(
        self,
    ):
        first, second, third = map(self._join, (self.anne, self.bob, self.carl))
        refused = second.id

        def call_fee(member):
            if member.id == refused:
                why = "There is no account for dues."
                raise UserError(why)

        with patch.object(
            self.registry["club.commission.member"], "_call_fee", call_fee
        ):
            first._leave("Done")
        self.assertEqual(
            (first | second | third).mapped("state"), ["left", "waiting", "active"]
        )
        self.assertIn("no account", self.commission.message_ids[0].body)
