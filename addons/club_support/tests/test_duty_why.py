from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .rota_common import RotaCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyWhy(RotaCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna", rest=0, max_load=30)
        cls.bea = cls._volunteer("Bea", rest=0, max_load=30)
        cls.rota = cls._rota(slot_count=4, per_slot="1")

    def _why(self, duty, volunteer=None):
        return "\n".join(duty.with_user(self.coordinator)._explain(volunteer))

    def _planned(self, slot=0):
        self._plan(self.rota)
        return self.rota.duty_ids.filtered(lambda duty: duty.slot == slot)

    def _other(self, duty):
        return self.anna if duty.volunteer_id != self.anna else self.bea

    def test_two_who_are_alike_are_chosen_by_chance(self):
        duty = self._planned()
        self.assertIn("Equally good", self._why(duty))
        self.assertIn("Equally good", self._why(duty, self._other(duty)))

    def test_a_gap_is_worse(self):
        self.bea.unlink()
        self.anna.max_load = 365
        duty = self._planned()
        said = self._why(duty)
        self.assertIn("Without Anna here, the rota would be worse.", said)
        self.assertIn("One more duty would have nobody.", said)

    def test_fairness_is_told_with_loads_and_shares(self):
        self._absent(self.anna, "2026-04-13", "2026-05-03")
        self.bea.max_load = 60
        duty = self._planned()
        self.assertEqual(duty.volunteer_id, self.anna)
        said = self._why(duty, self.bea)
        self.assertIn("Fairness would get worse", said)
        self.assertIn("Bea would serve 4 times instead of 3, for a share of 3.20", said)

    def test_who_is_away_hears_so(self):
        self._absent(self.anna, "2026-04-06", "2026-04-12")
        duty = self._planned()
        self.assertIn("Anna is away that week", self._why(duty, self.anna))

    def test_who_came_later_hears_so(self):
        duty = self._planned()
        later = self._volunteer("Later")
        self.assertIn("no volunteer there", self._why(duty, later))

    def test_a_coordinators_reason_comes_first(self):
        duty = self._planned()
        duty.with_user(self.coordinator)._override(self._other(duty), "Agreed by phone")
        said = self._why(duty)
        self.assertTrue(said.startswith("A coordinator decided it: Agreed by phone"))
        self._plan(self.rota)
        self.assertIn("set by hand", self._why(duty))

    def test_without_anybody_there_is_no_why(self):
        self.bea.unlink()
        self.anna.unlink()
        duty = self._planned()
        with self.assertRaises(UserError):
            self._why(duty)

    def test_a_rota_made_without_planner_says_so(self):
        duty = self._duty(self._rota(), self.anna)
        self.assertIn("was not planned", self._why(duty))

    def test_the_form_answers_its_coordinator_alone(self):
        duty = self._planned()
        action = duty.with_user(self.coordinator).action_explain()
        form = self.env["club.duty.explain"].browse(action["res_id"])
        form = form.with_user(self.coordinator)
        form.action_why()
        self.assertIn("Equally good", form.answer)
        form.volunteer_id = self._other(duty)
        form.action_why_not()
        self.assertEqual(form.question, f"Why not {self._other(duty).name}?")
        with self.assertRaises(AccessError):
            duty.with_user(self.users["reader"]).action_explain()
        foreign = self._duty(self._rota(self.provence), self.anna)
        with self.assertRaises(AccessError):
            foreign.with_user(self.coordinator).action_explain()
