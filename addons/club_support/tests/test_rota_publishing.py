from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, freeze_time
from .rota_common import RotaCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRotaPublishing(RotaCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna")
        cls.bea = cls._volunteer("Bea")
        cls.carl = cls._volunteer("Carl")
        cls.rota = cls._rota(slot_count=4)

    def _told(self, name):
        return patch.object(self.registry["club.duty"], name, autospec=True)

    def _publish(self, rota=None):
        rota = self._plan(rota or self.rota)
        rota.action_publish()
        return rota

    def test_published_duties_stand_and_volunteers_are_told_once(self):
        self._plan(self.rota)
        with self._told("_announce") as told:
            self.rota.with_user(self.coordinator).action_publish()
            self.rota.with_user(self.coordinator).action_publish()
        told.assert_called_once()
        duties = self.rota.duty_ids
        self.assertEqual(told.call_args.args[0], duties.filtered("volunteer_id"))
        self.assertEqual(set(duties.mapped("state")), {"published"})
        self.assertEqual(self.rota.state, "published")
        self.assertTrue(self.rota.solution_id.published_on)

    def test_a_published_certificate_stays(self):
        solution = self._publish().solution_id
        with self.assertRaises(UserError):
            solution.record = {}
        solution.action_check()
        self.assertFalse(solution.findings)

    def test_a_draft_cannot_be_published(self):
        with self.assertRaises(UserError):
            self.rota.action_publish()

    def test_who_is_on_duty_elsewhere_is_named(self):
        self._plan(self.rota)
        other = self._rota(self.normandy, name="Summer")
        busy = self.rota.duty_ids.filtered(lambda duty: duty.volunteer_id == self.anna)
        self._duty(other, self.anna, slot=busy[0].slot)
        with self.assertRaisesRegex(UserError, r"Anna: Brittany.*Normandy.*Summer"):
            self.rota.action_publish()
        self.assertEqual(self.rota.state, "proposed")

    def test_a_clash_that_nobody_saw_coming_is_refused_by_the_database(self):
        self._plan(self.rota)
        busy = self.rota.duty_ids.filtered(lambda duty: duty.volunteer_id == self.anna)
        self._duty(self._rota(self.normandy), self.anna, slot=busy[0].slot)
        rota = self.registry["club.rota"]
        with (
            patch.object(rota, "_check_no_clash"),
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(UserError, "a moment ago"),
        ):
            self.rota.action_publish()

    def test_who_cannot_serve_any_more_is_named(self):
        self._plan(self.rota)
        self._absent(self.bea, "2026-04-01", "2026-05-10")
        with self.assertRaisesRegex(UserError, "Bea: Brittany"):
            self.rota.action_publish()

    def test_planning_a_published_rota_again_changes_the_future_alone(self):
        rota = self._publish(self._rota(date_start="2026-03-16", slot_count=4))
        first = rota.duty_ids.filtered(lambda duty: duty.slot == 0)
        confirmed = rota.duty_ids.filtered(
            lambda duty: duty.slot == 2 and duty.volunteer_id
        )[0]
        confirmed.state = "confirmed"
        gone = self.carl if confirmed.volunteer_id != self.carl else self.anna
        with freeze_time("2026-03-18"):
            self._absent(gone, "2026-03-23", "2026-05-10")
            self._plan(rota)
            self.assertEqual(set(rota._drafts().mapped("slot")), {1, 2, 3})
            with (
                self._told("_announce") as told,
                self._told("_announce_cancelled") as taken_back,
            ):
                rota.action_publish()
        self.assertEqual(set(first.mapped("state")), {"published"})
        self.assertEqual(confirmed.state, "confirmed")
        standing = rota._standing_duties()
        self.assertEqual(len(standing), 8)
        ahead = standing.filtered(lambda duty: duty.slot > 0)
        self.assertNotIn(gone, ahead.volunteer_id)
        self.assertNotIn(confirmed, told.call_args.args[0])
        cancelled = rota.duty_ids.filtered(lambda duty: duty.state == "cancelled")
        self.assertEqual(
            taken_back.call_args.args[0], cancelled.filtered("volunteer_id")
        )

    def test_planning_again_without_a_change_moves_nobody(self):
        for number in range(4):
            self._volunteer(f"Volunteer {number}", max_load=30, rest=1)
        rota = self._publish(self._rota(slot_count=12))
        before = {duty._place(): duty.volunteer_id for duty in rota.duty_ids}
        self._plan(rota)
        after = {duty._place(): duty.volunteer_id for duty in rota._drafts()}
        self.assertEqual(before, after)
        with self._told("_announce") as told:
            rota.action_publish()
        self.assertFalse(told.call_args.args[0])

    def test_a_new_proposal_can_be_dropped(self):
        rota = self._publish()
        certificate = rota.solution_id
        self._plan(rota)
        self.assertNotEqual(rota.solution_id, certificate)
        rota.action_keep_published()
        self.assertEqual((rota.state, rota.solution_id), ("published", certificate))
        self.assertEqual(set(rota.duty_ids.mapped("state")), {"published"})

    def test_a_rota_in_force_keeps_its_frame_and_cannot_be_deleted(self):
        rota = self._publish()
        with self.assertRaises(UserError):
            rota.slot_count = 12
        with self.assertRaises(UserError):
            rota.line_ids.unlink()
        with self.assertRaises(UserError):
            rota.line_ids.section_id = self.normandy
        rota.line_ids = [(0, 0, {"section_id": self.normandy.id})]
        with self.assertRaises(UserError):
            rota.unlink()

    def test_giving_up_takes_the_future_back_and_tells_why(self):
        rota = self._publish(self._rota(date_start="2026-03-16", slot_count=4))
        with freeze_time("2026-03-24"), self._told("_announce_cancelled") as told:
            rota.with_user(self.coordinator)._cancel("Merged with Normandy")
        states = {duty.slot: duty.state for duty in rota.duty_ids}
        self.assertEqual(
            states, {0: "published", 1: "published", 2: "cancelled", 3: "cancelled"}
        )
        self.assertEqual(rota.state, "cancelled")
        self.assertEqual(rota.cancel_reason, "Merged with Normandy")
        self.assertEqual(told.call_args.args[1], "Merged with Normandy")

    def test_others_cannot_publish_or_give_up(self):
        self._plan(self.rota)
        foreign = self._plan(self._rota(self.provence, slot_count=2))
        for user in (self.users["reader"], self.users["portal"]):
            with self.assertRaises(AccessError):
                self.rota.with_user(user).action_publish()
        with self.assertRaises(AccessError):
            foreign.with_user(self.coordinator).action_publish()
        with self.assertRaises(AccessError):
            foreign.with_user(self.coordinator)._cancel("Not mine")

    def test_a_rota_whose_last_day_is_over_is_closed(self):
        rota = self._publish()
        with freeze_time("2026-05-03"):
            self.env["club.rota"]._close_past()
            self.assertEqual(rota.state, "published")
        with freeze_time("2026-05-04"):
            self.env["club.rota"]._close_past()
        self.assertEqual(rota.state, "closed")
