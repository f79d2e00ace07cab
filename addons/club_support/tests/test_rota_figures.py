from odoo.tests import tagged

from .common import TODAY, freeze_time
from .repair_common import RepairCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRotaFigures(RepairCommon):
    def _load(self, volunteer, year="2026"):
        self.env.invalidate_all()
        return self.env["club.volunteer.load"].search(
            [("volunteer_id", "=", volunteer.id), ("year", "=", year)]
        )

    def _certificate(self, rota, published, share):
        return self.env["club.rota.solution"].create(
            {
                "rota_id": rota.id,
                "published_on": published,
                "share_ids": [
                    (0, 0, {"volunteer_id": self.anna.id, "load": 1, "share": share})
                ],
            }
        )

    def test_duties_stand_beside_the_share_of_the_published_plan(self):
        self._certificate(self.rota, "2026-03-01", 9)
        self._certificate(self.rota, "2026-03-02", 2.5)
        self._certificate(self.rota, False, 7)
        self.duties[0].state = "done"
        self.duties[2]._hand_over(self.anna, "repair", self.env.user.partner_id)
        load = self._load(self.anna)
        self.assertEqual((load.done, load.planned), (1, 1))
        self.assertEqual((load.share, load.above), (2.5, -0.5))
        self.assertEqual(load.section_id, self.brittany)

    def test_share_of_a_rota_across_the_new_year_is_divided_by_days(self):
        rota = self._rota(date_start="2026-12-21", slot_count=3, state="published")
        self._certificate(rota, "2026-03-02", 2.1)
        self.assertAlmostEqual(self._load(self.anna).share, 1.1)
        self.assertAlmostEqual(self._load(self.anna, "2027").share, 1.0)

    def test_given_up_rotas_count_no_share(self):
        self._certificate(self.rota, "2026-03-02", 2.5)
        self.rota._cancel("Merged")
        self.assertFalse(self._load(self.anna))

    def test_first_answer_counts_for_who_owned_the_question_then(self):
        ticket = self._ticket(self._person("Mia"), volunteer_id=self.bea.id)
        steps = self.env["club.ticket.step"]
        for who, since in (
            (self.anna, "2026-03-10 08:00:00"),
            (self.bea, "2026-03-12 08:00:00"),
        ):
            steps.create(
                {
                    "ticket_id": ticket.id,
                    "partner_id": who.partner_id.id,
                    "volunteer_id": who.id,
                    "step": "lead",
                    "since": since,
                }
            )
        self.assertEqual(self._load(self.anna).answered, 0)
        ticket.first_answer_at = "2026-03-11 08:00:00"
        self.assertEqual(self._load(self.anna).answered, 1)
        self.assertEqual(self._load(self.bea).answered, 0)

    def test_hours_count_once_the_volunteer_confirmed_them(self):
        hours = self.env["club.hours"]
        hours._log(
            [
                {
                    "company_id": self.company.id,
                    "partner_id": self.anna.partner_id.id,
                    "date": "2026-03-10",
                    "hours": 3,
                    "origin": "test,1",
                    "activity": "duty",
                    "section_id": self.brittany.id,
                    "description": "On duty",
                }
            ]
        )
        self.assertEqual(self._load(self.anna).hours, 0)
        line = hours.search([("origin", "=", "test,1")])
        line.write(
            {
                "state": "confirmed",
                "confirmed_on": "2026-03-11 08:00:00",
                "confirmed_by_id": self.env.user.id,
            }
        )
        self.assertEqual(self._load(self.anna).hours, 3)

    def test_coverage_counts_places_gaps_and_what_is_not_confirmed(self):
        self.duties[1]._confirm(self.bea)
        self._duty(self._rota(), self.anna, state="draft")
        self.env.flush_all()
        groups = self.env["club.duty.coverage"]._read_group(
            [("rota_id", "in", [self.rota.id])],
            ["section_id", "date_start:month"],
            ["places:sum", "gaps:sum", "unconfirmed:sum", "confirmed:sum"],
        )
        self.assertEqual(
            [(str(month), *figures) for _section, month, *figures in groups],
            [("2026-04-01", 4, 1, 2, 1)],
        )

    def test_coordinators_see_own_and_neighbouring_sections_only(self):
        far = self._volunteer("Zoe", self.provence)
        near = self._volunteer("Nina", self.normandy)
        for section, who in ((self.provence, far), (self.normandy, near)):
            self._duty(self._rota(section), who)
        self.env.flush_all()
        for model in ("club.volunteer.load", "club.duty.coverage"):
            seen = self.env[model].with_user(self.coordinator).search([])
            self.assertIn(near, seen.volunteer_id)
            self.assertNotIn(far, seen.volunteer_id)

    def test_a_figure_of_all_volunteers_is_one_query(self):
        self._forget_nothing()
        for number in range(5):
            self._duty(
                self._rota(self.normandy, name=f"R{number}"),
                self._volunteer(f"V{number}", self.normandy),
            )
        self.env.flush_all()
        for model in ("club.volunteer.load", "club.duty.coverage"):
            with self.subTest(model=model), self.assertQueryCount(1):
                self.env[model]._read_group([], ["section_id"], ["__count"])
