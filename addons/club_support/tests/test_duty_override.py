from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .rota_common import RotaCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyOverride(RotaCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna", rest=0, max_load=60)
        cls.bea = cls._volunteer("Bea", rest=0, max_load=60)
        cls.carl = cls._volunteer("Carl", rest=0, max_load=60)
        cls.rota = cls._rota(slot_count=3, per_slot="1")

    def _planned(self):
        return self._plan(self.rota).duty_ids.sorted("slot")

    def _as_coordinator(self, record):
        return record.with_user(self.coordinator)

    def test_a_choice_is_kept_with_its_reason_when_planned_again(self):
        duty = self._planned()[0]
        other = self.anna if duty.volunteer_id != self.anna else self.bea
        self._absent(other, "2026-04-06", "2026-04-12")
        taken = self.rota.duty_ids.filtered(lambda each: each.volunteer_id == other)
        self._as_coordinator(duty)._override(other, "Asked for it")
        self.assertTrue(duty.is_by_hand)
        self.assertEqual(duty.change_ids.reason, "Asked for it")
        self.assertEqual(duty.change_ids.author_id, self.coordinator.partner_id)
        self._plan(self.rota)
        self.assertEqual(duty.exists().volunteer_id, other)
        self.assertEqual(duty.change_ids.reason, "Asked for it")
        self.assertFalse(taken.exists())
        self.assertFalse(self.rota.solution_id.findings)

    def test_a_place_left_open_stays_open(self):
        duty = self._planned()[0]
        self._as_coordinator(duty)._override(self.env["club.volunteer"], "Fair closed")
        self._plan(self.rota)
        self.assertFalse(duty.volunteer_id)
        self.assertEqual(self.rota.gap_count, 1)

    def test_a_published_duty_has_to_be_confirmed_anew(self):
        duty = self._planned()[0]
        self.rota.action_publish()
        duty.state = "confirmed"
        free = self._volunteer("Dora")
        self._as_coordinator(duty)._override(free, "Anna is ill")
        self.assertEqual((duty.volunteer_id, duty.state), (free, "published"))

    def test_a_reason_is_asked_for(self):
        duty = self._planned()[0]
        with self.assertRaises(UserError):
            duty._override(self._volunteer("Dora"), "  ")

    def test_nobody_is_on_duty_twice_at_a_time(self):
        rota = self._plan(self._rota(slot_count=3))
        lead, backup = rota.duty_ids.filtered(lambda duty: duty.slot == 0).sorted(
            "role", reverse=True
        )
        with self.assertRaisesRegex(UserError, "at that time already"):
            lead._override(backup.volunteer_id, "Twice")

    def test_who_does_not_serve_there_is_refused(self):
        duty = self._planned()[0]
        stranger = self._volunteer("Stranger", self.provence)
        with self.assertRaisesRegex(UserError, "does not serve Brittany"):
            duty._override(stranger, "Why not")

    def test_what_is_over_stays(self):
        duty = self._planned()[0]
        duty.state = "done"
        with self.assertRaises(UserError):
            duty._override(self.bea, "Too late")

    def test_others_may_not_choose(self):
        duty = self._planned()[0]
        for role in ("reader", "portal"):
            with self.assertRaises(AccessError):
                duty.with_user(self.users[role])._override(self.bea, "Because")
        foreign = self._duty(self._rota(self.provence), self.anna)
        with self.assertRaises(AccessError):
            self._as_coordinator(foreign)._override(self.bea, "Because")
        with self.assertRaises(AccessError):
            forms = self._as_coordinator(self.env["club.duty.override"])
            forms.create({"duty_id": foreign.id}).mapped("candidate_ids")

    def test_the_form_lists_who_could_take_it_the_fairest_first(self):
        duty = self._planned()[0]
        free = self._volunteer("Dora")
        self._absent(free, "2026-04-06", "2026-04-12")
        action = self._as_coordinator(duty).action_override()
        form = self.env["club.duty.override"].browse(action["res_id"])
        form = self._as_coordinator(form)
        self.assertEqual(form.line_ids[-1].volunteer_id, free)
        self.assertIn("cannot serve", form.line_ids[-1].obstacles)
        self.assertNotIn(duty.volunteer_id, form.line_ids.volunteer_id)
        form.line_ids[-1].action_choose()
        self.assertIn("cannot serve", form.obstacles)
        form.reason = "She insists"
        form.action_confirm()
        self.assertEqual(duty.volunteer_id, free)

    def test_nobody_chosen_is_said(self):
        duty = self._planned()[0]
        action = duty.action_override()
        with self.assertRaises(UserError):
            self.env["club.duty.override"].browse(action["res_id"]).action_confirm()

    def test_the_list_of_candidates_takes_no_query_each(self):
        self._forget_nothing()
        duty = self._planned()[0]
        around = duty._volunteers_around()

        def queries():
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            duty._choices(duty._volunteers_around())
            return self.cr.sql_log_count - before

        few = queries()
        for number in range(12):
            self._volunteer(f"Volunteer {number}")
        self.assertGreater(len(duty._volunteers_around()), len(around))
        self.assertLessEqual(queries(), few + 2)
