from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TODAY, freeze_time
from .rota_common import RotaCommon, SameProcess


class Busy(SameProcess):
    """A job that is at work and has not answered yet."""

    def start(self):
        self.facts["progress"] = [
            {"name": "coverage", "value": 0, "bound": 0, "proven": True},
            {"name": "balance", "value": 2500, "bound": 100, "proven": False},
        ]


class Killed(SameProcess):
    """A job whose process is gone as soon as it starts."""

    def start(self):
        self.facts["alive"] = False


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRotaPlanning(RotaCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._volunteer("Anna", max_load=24, rest=0)
        cls.bea = cls._volunteer("Bea", max_load=24, rest=0)
        cls.carl = cls._volunteer("Carl", max_load=24, rest=0)
        cls.rota = cls._rota(slot_count=4, section_id=cls.brittany.id)

    def _turn(self, job):
        self.env.flush_all()
        with self._planner(job), self.registry.cursor() as cr:
            self.env(cr=cr)["club.rota"]._planning_turn()
        self.env.invalidate_all()

    def test_a_plan_is_proposed_with_its_certificate(self):
        self._plan(self.rota)
        self.assertEqual(self.rota.state, "proposed")
        duties = self.rota.duty_ids
        self.assertEqual(len(duties), 8)
        self.assertEqual(set(duties.mapped("state")), {"draft"})
        self.assertEqual(len(duties.filtered("volunteer_id")), 6)
        solution = self.rota.solution_id
        self.assertTrue(solution.is_proven)
        self.assertEqual(solution.gap_count, 2)
        self.assertFalse(solution.findings)
        self.assertTrue(solution.checked_on)
        self.assertEqual(solution.share_ids.mapped("load"), [2, 2, 2])
        self.assertEqual(len(solution.level_ids), 5)
        self.assertIn("Proven: no plan covers more duties.", self.rota.planning_message)

    def test_planning_again_replaces_the_proposal(self):
        first = self._plan(self.rota).solution_id
        self._absent(self.anna, "2026-04-01", "2026-06-30")
        self._plan(self.rota)
        self.assertEqual(len(self.rota.duty_ids), 8)
        self.assertNotIn(self.anna, self.rota.duty_ids.volunteer_id)
        self.assertFalse(first.exists())

    def test_two_clicks_are_one_job(self):
        self.rota.action_plan()
        self._turn(Busy)
        folder = self.rota.planning_folder
        self.rota.action_plan()
        self._turn(Busy)
        self.assertEqual(self.rota.planning_folder, folder)
        self.assertEqual(self.rota.planning_attempts, 1)

    def test_a_rota_that_cannot_be_planned_keeps_no_other_waiting(self):
        other = self._rota(slot_count=4, section_id=self.brittany.id)
        self.rota.action_plan()
        with freeze_time(f"{TODAY} 23:00:00"):
            other.action_plan()
        rotas = self.registry["club.rota"]
        with (
            patch.object(rotas, "_problem", side_effect=ZeroDivisionError),
            mute_logger("odoo.addons.club_support.models.club_rota_planning"),
        ):
            self._turn(Busy)
        self.assertEqual((self.rota.state, other.state), ("draft", "solving"))
        self.assertIn("Planning failed", self.rota.planning_message)
        self._turn(Busy)
        self.assertEqual(other.planning_attempts, 1)

    def test_progress_is_told_level_by_level(self):
        self.rota.action_plan()
        self._turn(Busy)
        self._turn(Busy)
        self.assertEqual(
            self.rota.planning_message.splitlines(),
            [
                "Coverage and skills: nobody is missing.",
                "Fairness: 0.25; the least possible lies between 0.01 and that.",
                "Looking for something still better.",
            ],
        )

    def test_a_killed_process_is_started_again_and_then_given_up(self):
        self.rota.action_plan()
        for _turn in range(3):
            self._turn(Killed)
        self.assertEqual(self.rota.state, "solving")
        self._turn(Killed)
        self.assertEqual(self.rota.state, "draft")
        self.assertIn("stopped 3 times", self.rota.planning_message)

    def test_a_killed_process_resumes(self):
        self.rota.action_plan()
        self._turn(Killed)
        self._turn(SameProcess)
        self._turn(SameProcess)
        self.assertEqual(self.rota.state, "proposed")

    def test_stopping_leads_back_and_ends_the_process(self):
        self._plan(self.rota)
        before = self.rota.solution_id
        self.rota.action_plan()
        self._turn(Busy)
        folder = self.rota.planning_folder
        with self._planner(Busy):
            self.rota.with_user(self.coordinator).action_stop_planning()
        self.assertEqual(self.rota.state, "proposed")
        self.assertEqual(self.rota.solution_id, before)
        self.assertNotIn(folder, Busy.jobs)
        self._turn(Busy)
        self.assertEqual(self.rota.state, "proposed")

    def test_a_planner_that_never_answers_is_given_up(self):
        self.rota.action_plan()
        self._turn(Busy)
        with freeze_time("2026-03-15 12:00:00"):
            self._turn(Busy)
        self.assertEqual(self.rota.state, "draft")

    def test_a_rota_without_section_or_in_the_past_is_refused(self):
        self.rota.line_ids.unlink()
        with self.assertRaises(UserError):
            self.rota.action_plan()
        past = self._rota(date_start="2026-03-02")
        with self.assertRaises(UserError):
            past.action_plan()

    def test_nobody_to_plan_leaves_gaps_and_says_so(self):
        empty = self._plan(self._rota(self.provence, slot_count=2))
        self.assertEqual(len(empty.duty_ids), 4)
        self.assertFalse(empty.duty_ids.volunteer_id)
        self.assertIn("4 duties have nobody", empty.planning_message)

    def test_who_changed_since_is_named(self):
        self._plan(self.rota)
        self.assertFalse(self.rota.changed_since)
        self._absent(self.bea, "2026-04-06", "2026-04-12")
        self._volunteer("Dora")
        self.rota.invalidate_recordset()
        self.assertEqual(self.rota.changed_since, "Bea, Dora")

    def test_coordinators_plan_their_sections_and_no_other(self):
        self.rota.with_user(self.coordinator).action_plan()
        self.assertEqual(self.rota.state, "solving")
        wider = self._rota(self.brittany | self.normandy)
        with self.assertRaises(AccessError):
            wider.with_user(self.coordinator).action_plan()
        foreign = self._rota(self.provence)
        for user in (self.coordinator, self.users["reader"], self.users["portal"]):
            with self.assertRaises(AccessError):
                foreign.with_user(user).action_plan()

    def test_who_reads_a_wider_rota_is_told_who_plans_it(self):
        wider = self._rota(self.normandy | self.brittany)
        with self.assertRaisesRegex(AccessError, "Normandy.*ask who serves above them"):
            wider.with_user(self.coordinator).action_plan()

    def test_an_edited_record_does_not_pass_its_check(self):
        solution = self._plan(self.rota).solution_id
        record = dict(solution.record)
        record["duties"] = record["duties"][1:]
        solution.record = record
        solution.action_check()
        self.assertTrue(solution.findings)
