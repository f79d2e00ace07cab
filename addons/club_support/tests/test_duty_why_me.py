from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.club_duty_why_me import PER_HOUR
from .common import TODAY, freeze_time
from .rota_common import RotaCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyWhyMe(RotaCommon):
    """“Why me?”, without what is others' business."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna", rest=0, max_load=365)
        cls.bea = cls._volunteer("Bea", rest=0, max_load=365)
        cls.rota = cls._rota(slot_count=4, per_slot="1")

    def _planned(self):
        self._plan(self.rota)
        return self.rota.duty_ids.filtered(lambda duty: duty.slot == 0)

    def _why(self, duty):
        return " ".join(duty.sudo()._why_me(duty.volunteer_id))

    def test_chance_is_called_chance(self):
        self.assertIn("by chance", self._why(self._planned()))

    def test_a_gap_would_be_worse(self):
        self.bea.unlink()
        said = self._why(self._planned())
        self.assertIn("Without Anna here, the rota would be worse", said)

    def test_fairness_is_told_with_ones_own_load_only(self):
        self._absent(self.anna, "2026-04-13", "2026-05-03")
        duty = self._planned()
        self.assertEqual(duty.volunteer_id, self.anna)
        said = self._why(duty)
        self.assertIn("You would serve 0 times instead of 1", said)
        self.assertNotIn("Bea", said)

    def test_a_coordinators_words_are_not_passed_on(self):
        duty = self._planned()
        other = self.anna if duty.volunteer_id == self.bea else self.bea
        duty.with_user(self.coordinator)._override(other, "Bea is in hospital")
        said = self._why(duty)
        self.assertIn("Your coordinator chose you", said)
        self.assertNotIn("hospital", said)

    def test_why_not_me_names_the_rule_or_what_would_be_worse(self):
        duty = self._planned()
        other = self.anna if duty.volunteer_id == self.bea else self.bea
        self.assertIn("by chance", " ".join(duty.sudo()._why_not_me(other)))
        self._absent(other, "2026-04-06", "2026-04-12")
        duty = self._planned()
        said = " ".join(duty.sudo()._why_not_me(other))
        self.assertIn(f"{other.name} is away that week", said)

    def test_why_not_me_tells_nothing_of_others(self):
        self._absent(self.anna, "2026-04-13", "2026-05-03")
        duty = self._planned()
        said = " ".join(duty.sudo()._why_not_me(self.bea))
        self.assertIn("Fairness would get worse", said)
        self.assertIn("You would serve", said)
        self.assertNotIn("Anna", said)
        duty.with_user(self.coordinator)._override(self.bea, "Anna is in hospital")
        said = " ".join(duty.sudo()._why_not_me(self.anna))
        self.assertIn("decided by hand", said)
        self.assertNotIn("hospital", said)

    def test_who_serves_that_week_is_not_asked_why_not(self):
        self._plan(self.rota)
        self.rota.with_user(self.coordinator).action_publish()
        first = self.rota.duty_ids.filtered(lambda duty: duty.slot == 0)
        other = self.anna if first.volunteer_id == self.bea else self.bea
        self.assertEqual(other._rota_page_values()["slots"][0]["why"], first.id)
        mine = first.volunteer_id._rota_page_values()["slots"][0]["why"]
        self.assertFalse(mine)
        self.assertIn(first, other._duties_of_others())
        self.assertNotIn(first, first.volunteer_id._duties_of_others())

    def test_nobody_plans_the_rota_again_all_day(self):
        duty = self._planned()
        for _time in range(PER_HOUR):
            self._why(duty)
        with self.assertRaisesRegex(UserError, "ask again later"):
            self._why(duty)

    def test_without_a_certificate_there_is_nothing_to_ask(self):
        self.assertTrue(self._planned()._may_ask_why())
        self.assertFalse(self._duty(self._rota(), self.anna)._may_ask_why())
