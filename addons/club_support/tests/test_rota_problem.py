from odoo.tests import tagged

from ..rota.problem import Duty
from .common import TODAY, freeze_time
from .rota_common import RotaCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRotaProblem(RotaCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna", skills=cls.finance)
        cls.bea = cls._volunteer("Bea", rest=1)
        cls.rota = cls._rota()

    def _who(self, volunteer, rota=None):
        problem, at = (rota or self.rota)._problem()
        return problem.volunteers[at.volunteer(volunteer)]

    def test_sections_slots_and_who_serves_make_the_problem(self):
        self.rota.line_ids.skill_ids = self.finance
        problem, at = self.rota._problem()
        self.assertEqual(at.volunteers, self.anna | self.bea)
        self.assertEqual((problem.slots, problem.per_slot), (8, 2))
        self.assertEqual(problem.required, ((str(self.finance.id),),))
        self.assertEqual(self._who(self.anna).skills, {str(self.finance.id)})
        self.assertEqual(self._who(self.anna).available, set(range(8)))

    def test_a_day_away_closes_its_slot_and_a_dislike_is_kept(self):
        self._absent(self.anna, "2026-04-19", "2026-04-20")
        self._absent(self.anna, "2026-05-04", "2026-05-04", "disliked")
        who = self._who(self.anna)
        self.assertEqual(set(range(8)) - who.available, {1, 2})
        self.assertEqual(who.disliked, {4})

    def test_slots_are_whole_weeks_across_the_change_of_clocks(self):
        rota = self._rota(date_start="2026-03-23", slot_count=3)
        self._absent(self.anna, "2026-03-29", "2026-03-29")
        self.assertEqual(rota.date_end.isoformat(), "2026-04-12")
        self.assertEqual(self._who(self.anna, rota).available, {1, 2})

    def test_who_left_or_comes_later_is_not_planned(self):
        gone = self._volunteer("Gone", date_end="2026-04-05")
        self._volunteer("Later", date_start="2026-06-01")
        leaving = self._volunteer("Leaving", date_end="2026-04-20")
        _problem, at = self.rota._problem()
        self.assertEqual(at.volunteers, self.anna | self.bea | leaving)
        self.assertEqual(self._who(leaving).available, {0, 1})
        self.assertNotIn(gone, at.volunteers)

    def test_an_archived_person_is_not_planned(self):
        self.anna.partner_id.active = False
        self.assertEqual(self.rota._problem()[1].volunteers, self.bea)

    def test_willing_neighbours_help_without_a_share(self):
        carl = self._volunteer("Carl", self.normandy, helps_neighbours=True)
        self._volunteer("Dora", self.normandy)
        self._volunteer("Emil", self.provence, helps_neighbours=True)
        problem, at = self.rota._problem()
        self.assertEqual(at.volunteers, self.anna | self.bea | carl)
        self.assertEqual(problem.reach(at.volunteer(carl)), (0,))
        self.assertTrue(problem.is_away(Duty(0, 0, at.volunteer(carl))))
        self.assertEqual(self._who(carl).share, 0)

    def test_neighbours_in_the_rota_are_linked(self):
        problem, _at = self._rota(self.brittany | self.normandy)._problem()
        self.assertEqual(problem.neighbours, ({1}, {0}))

    def test_another_company_stays_apart(self):
        other = self._association("Other")
        theirs = self._section("Elsewhere", other._club_root_section())
        self._volunteer("Stranger", theirs)
        self.assertEqual(self.rota._problem()[1].volunteers, self.anna | self.bea)

    def test_a_duty_elsewhere_takes_its_slot_and_the_rest_around(self):
        other = self._rota(self.normandy)
        self._duty(other, self.bea, slot=3)
        who = self._who(self.bea)
        self.assertEqual(set(range(8)) - who.available, {2, 3, 4})
        self.assertEqual(who.max_load, 1)

    def test_a_draft_elsewhere_takes_nothing(self):
        self._duty(self._rota(self.normandy), self.bea, slot=3, state="draft")
        self.assertEqual(self._who(self.bea).available, set(range(8)))

    def test_a_short_rota_asks_for_its_part_of_the_year(self):
        self.assertEqual(self._who(self.anna).max_load, 2)
        year = self._rota(slot_count=52)
        self.assertEqual(self._who(self.anna, year).max_load, 8)

    def test_what_was_served_above_the_share_last_year_is_a_debt(self):
        before = self._rota(date_start="2025-04-07", slot_count=4, state="closed")
        solution = self.env["club.rota.solution"].create(
            {
                "rota_id": before.id,
                "published_on": "2025-04-01",
                "share_ids": [
                    (0, 0, {"volunteer_id": self.anna.id, "load": 9, "share": 1.5}),
                    (0, 0, {"volunteer_id": self.bea.id, "load": 0, "share": 0.25}),
                ],
            }
        )
        before.solution_id = solution
        for slot in range(3):
            self._duty(before, self.anna, slot=slot, state="done")
        self.assertEqual(self._who(self.anna).debt, 150)
        self.assertEqual(self._who(self.bea).debt, -25)
        later = self._rota(date_start="2026-08-03")
        self.assertEqual(self._who(self.anna, later).debt, 0)

    def test_pairs_that_served_together_are_known(self):
        before = self._rota(date_start="2026-01-05")
        self._duty(before, self.bea, slot=0, state="done")
        self._duty(before, self.anna, slot=0, role="backup", state="done")
        self.assertEqual(self.rota._problem()[0].served_together, {(0, 1)})

    def test_what_was_set_by_hand_is_kept_whatever_the_rules_say(self):
        self._absent(self.anna, "2026-04-06", "2026-04-12")
        self._duty(self.rota, self.anna, state="draft", is_by_hand=True)
        problem, _at = self.rota._problem()
        self.assertEqual(problem.forced, {Duty(0, 0, 0)})
        self.assertIn(0, self._who(self.anna).available)

    def test_a_place_left_open_by_hand_stays_open(self):
        nobody = self.env["club.volunteer"]
        self._duty(self.rota, nobody, state="draft", is_by_hand=True)
        problem, _at = self.rota._problem()
        self.assertEqual(problem.forbidden, {Duty(0, 0, 0), Duty(0, 0, 1)})

    def test_of_a_rota_in_force_what_has_begun_or_is_confirmed_stays(self):
        rota = self._rota(date_start="2026-03-09")
        self._duty(rota, self.anna, slot=0)
        self._duty(rota, self.bea, slot=3, state="confirmed")
        self._duty(rota, self.anna, slot=4)
        problem, _at = rota._problem()
        self.assertEqual(problem.forced, {Duty(0, 0, 0), Duty(0, 3, 1)})
        self.assertEqual(problem.forbidden, {Duty(0, 0, 1)})

    def test_a_bigger_problem_takes_no_more_queries(self):
        self._forget_nothing()

        def queries():
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.rota._problem()
            return self.cr.sql_log_count - before

        few = queries()
        for number in range(20):
            who = self._volunteer(f"Volunteer {number}", skills=self.portal)
            self._absent(who, "2026-04-06", "2026-04-07")
        self.rota.slot_count = 52
        self.assertLessEqual(queries(), few + 2)
