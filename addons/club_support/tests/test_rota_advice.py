from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .repair_common import RepairCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRotaAdvice(RepairCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rota.line_ids.skill_ids = cls.finance
        cls.duties[2].volunteer_id = cls.bea

    def _advice(self, rota=None):
        action = (rota or self.rota).with_user(self.coordinator).action_advise()
        advice = self.env[action["res_model"]].browse(action["res_id"])
        return [(line.name, line.before, line.after) for line in advice.line_ids]

    def test_what_closes_most_comes_first(self):
        # Anna serves three weeks at most, a newcomer with the usual maximum one.
        self.assertEqual(
            self._advice(),
            [
                ("Train Anna in Finance", 4, 1),
                ("Find one more volunteer in Brittany who knows Finance", 4, 3),
            ],
        )

    def test_what_is_over_counts_no_more(self):
        with freeze_time("2026-04-20"):
            for _name, before, _after in self._advice():
                self.assertEqual(before, 2)

    def test_nothing_missing_needs_no_advice(self):
        self.anna.skill_ids = self.bea.skill_ids = self.carl.skill_ids = self.finance
        self.assertEqual(self._advice(), [])

    def test_a_proposed_rota_is_advised_on_too(self):
        rota = self._rota(date_start="2026-06-01", slot_count=4, per_slot="1")
        rota.line_ids.skill_ids = self.finance
        self._plan(rota)
        self.assertIn(
            "Train Anna in Finance", [name for name, *_g in self._advice(rota)]
        )

    def test_the_menu_proposes_the_rota_that_lacks_most(self):
        full = self._rota(
            date_start="2026-06-01", slot_count=1, per_slot="1", state="published"
        )
        self._duty(full, self.anna)
        self._rota(date_start="2025-01-06", slot_count=4, state="published")
        asking = self.env["club.rota.advice"].with_user(self.coordinator).create({})
        self.assertEqual(asking.rota_id, self.rota)
        action = asking.action_find()
        found = self.env["club.rota.advice"].browse(action["res_id"])
        self.assertEqual(found.line_ids[:1].name, "Train Anna in Finance")

    def test_the_menu_is_for_who_plans_rotas(self):
        menu = self.env.ref("club_support.club_rota_advice_menu")
        seen = {
            name: menu.id in self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            for name, user in self.users.items()
            if name in ("officer", "secretary", "reader")
        }
        self.assertEqual(seen, {"officer": True, "secretary": True, "reader": False})

    def test_a_rota_without_plan_or_over_and_strangers_are_refused(self):
        with self.assertRaisesRegex(UserError, "no plan yet"):
            self._rota().action_advise()
        with self.assertRaises(AccessError):
            self.rota.with_user(self.users["reader"]).action_advise()
        self.rota.state = "closed"
        with self.assertRaisesRegex(UserError, "is over"):
            self.rota.action_advise()
