from odoo.tests import tagged

from .common import TODAY, freeze_time
from .repair_common import RepairCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyGap(RepairCommon):
    def _gaps(self, **where):
        found = self.env["club.duty.gap"].search([("rota_id", "=", self.rota.id)])
        return [
            (gap.kind, gap.duty_id, gap.horizon, gap.skill_id.name)
            for gap in found
            if all(gap[name] == value for name, value in where.items())
        ]

    def test_who_is_missing_and_who_has_not_confirmed_soon(self):
        self.assertEqual(
            self._gaps(),
            [
                ("unconfirmed", self.duties[0], "1_soon", False),
                ("nobody", self.duties[2], "2_later", False),
            ],
        )
        with freeze_time("2026-03-24"):
            self.env.invalidate_all()
            self.assertEqual(
                [kind for kind, *_rest in self._gaps()],
                ["unconfirmed", "unconfirmed", "nobody"],
            )

    def test_confirmed_filled_and_past_duties_are_no_gaps(self):
        self.duties[0]._confirm(self.anna)
        self.duties[2]._hand_over(self.bea, "repair", self.env.user.partner_id)
        self.assertEqual(self._gaps(), [])
        self.duties[2]._release(self.bea)
        with freeze_time("2026-05-04"):
            self.env.invalidate_all()
            self.assertEqual(self._gaps(), [])

    def test_on_duty_in_an_absence_counts_as_a_gap(self):
        self._absent(self.carl, "2026-05-01", "2026-05-31")
        self._absent(self.bea, "2026-04-01", "2026-05-31", kind="disliked")
        self.assertEqual(
            self._gaps(kind="away"), [("away", self.duties[3], "2_later", False)]
        )

    def test_a_skill_is_missing_where_nobody_on_duty_has_it(self):
        self.rota.line_ids.skill_ids = self.finance | self.portal
        self.anna.skill_ids = self.finance | self.portal
        self.bea.skill_ids = self.portal
        self.assertEqual(
            [(duty, skill) for _kind, duty, _when, skill in self._gaps(kind="skill")],
            [
                (self.duties[1], "Finance"),
                (self.duties[3], "Finance"),
                (self.duties[3], "Portal"),
            ],
        )

    def test_rota_counts_what_is_missing_for_all_rotas_at_once(self):
        self._forget_nothing()
        self.rota.line_ids.skill_ids = self.portal
        other = self._rota(self.normandy, state="published")
        self._duty(other, self.nobody)
        rotas = self.rota | other
        self.assertEqual(rotas.mapped("gaps_ahead"), [4, 1])
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            rotas.mapped("gaps_ahead")
        self.assertEqual(
            self.env["club.duty.gap"].search_count(
                self.rota.action_view_gaps()["domain"]
            ),
            5,
        )

    def test_buttons_lead_to_a_repair_or_to_a_choice(self):
        gaps = self.env["club.duty.gap"].with_user(self.coordinator)
        self._absent(self.carl, "2026-05-01", "2026-05-31")
        by_kind = {gap.kind: gap for gap in gaps.search([])}
        self.assertEqual(
            by_kind["nobody"].action_repair()["res_model"], "club.rota.repair"
        )
        self.assertEqual(
            by_kind["away"].action_repair()["res_model"], "club.rota.repair.start"
        )
        choice = by_kind["nobody"].action_override()
        self.assertEqual(choice["res_model"], "club.duty.override")
        self.assertEqual(
            by_kind["nobody"].action_open_duty()["res_id"], self.duties[2].id
        )

    def test_a_coordinator_sees_own_and_neighbouring_sections(self):
        for section in (self.normandy, self.provence):
            self._duty(self._rota(section, state="published"), self.nobody)
        seen = self.env["club.duty.gap"].with_user(self.coordinator).search([])
        self.assertEqual(seen.section_id, self.brittany | self.normandy)
