from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY
from .hours_common import HoursCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestHoursAnswer(HoursCommon):
    """The person says whether hours count, and nobody says it silently for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def test_confirming_says_who_and_when(self):
        line = self._confirmed()
        self.assertEqual(line.state, "confirmed")
        self.assertEqual(line.confirmed_by_id, self.env.user)
        self.assertEqual(str(line.confirmed_on), f"{TODAY} 00:00:00")

    def test_hours_are_answered_once(self):
        line = self._confirmed()
        for again in (line._confirm, lambda: line._decline("No"), line.unlink):
            with self._refused("the answer was given"):
                again()
        with self._refused("the answer was given"):
            line._correct(1)

    def test_day_to_come_is_not_confirmed(self):
        line = self._line(date="2026-03-16")
        with self._refused("once the day has come"):
            line._confirm()
        self.assertFalse(line._answerable())
        self.assertTrue(self._line("club.duty,2", date=TODAY)._answerable())

    def test_what_changed_since_it_was_seen_is_not_confirmed(self):
        line = self._line()
        seen = line._minutes()
        self._line(hours=4)
        with self._refused("changed since you opened"):
            line._confirm(seen)
        self.assertEqual(line.state, "proposed")
        line._confirm(240)
        self.assertEqual(line.state, "confirmed")

    def test_declining_needs_a_reason_and_keeps_it(self):
        line = self._line()
        with self._refused("Say why"):
            line._decline("  ")
        line._decline("Somebody else came")
        self.assertEqual((line.state, line.reason), ("declined", "Somebody else came"))

    def test_correction_keeps_what_was_proposed(self):
        line = self._line(description="Duty")
        line._correct(1.25, "Left early")
        self.assertEqual((line.hours, line.description), (1.25, "Left early"))
        self.assertTrue(line.is_corrected)
        change = line.change_ids
        self.assertEqual(change.kind, "corrected")
        self.assertEqual((change.hours_before, change.hours_after), (2, 1.25))
        self.assertIn("2 h", change.before)

    def test_correction_that_changes_nothing_leaves_no_trace(self):
        line = self._line()
        line._correct(2)
        self.assertFalse(line.change_ids or line.is_corrected)

    def test_impossible_correction_is_refused(self):
        for hours in (0, 25, None):
            with self._refused("more than none"):
                self._line()._correct(hours) if hours != 25 else self._line(
                    "club.duty,9"
                )._correct(hours)

    def test_declared_hours_count_at_once_and_say_so(self):
        line = self._declare(description="Prepared the stand")
        self.assertEqual(line.state, "confirmed")
        self.assertTrue(line.is_declared)
        self.assertEqual(line.confirmed_by_id, self.env.user)
        self.assertEqual(line.section_id, self.rennes)

    def test_form_sent_twice_declares_once(self):
        self._declare()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._declare()

    def test_nobody_declares_the_future_nor_years_ago(self):
        with self._refused("still to come"):
            self._declare("2026-03-16")
        with self._refused("this year and the last one"):
            self._declare("2024-12-31")
        self.assertTrue(self._declare("2025-01-01"))

    def test_day_has_24_hours_whatever_is_declared(self):
        self._declare(hours=20)
        with self._refused("more than 24 hours: 20 h are"):
            self._declare(hours=4.5, token="form-2")
        self.assertTrue(self._declare(hours=4, token="form-3"))
        self.assertTrue(self._declare(hours=4, token="form-4", person=self.paul))

    def test_office_proposes_by_hand_and_answers_for_nobody(self):
        hours = self._as("secretary", self.log)
        values = {
            "partner_id": self.anna.id,
            "company_id": self.company.id,
            "date": "2026-03-01",
            "hours": 2,
            "activity_id": self.meeting.id,
        }
        line = hours.create(values)
        self.assertEqual((line.state, line.section_id), ("proposed", self.rennes))
        line.hours = 3
        for answer in (
            {"state": "confirmed"},
            {"confirmed_on": "2026-03-01 10:00:00"},
            {"is_declared": True},
            {"origin": "club.duty,1"},
        ):
            with self._refused("volunteer's answer"):
                hours.create({**values, **answer})
            with self._refused("volunteer's answer"):
                line.write(answer)
        line.unlink()

    def test_office_does_not_rewrite_nor_delete_what_was_confirmed(self):
        line = self._as("secretary", self._confirmed())
        for values in (
            {"hours": 8},
            {"date": "2026-03-03"},
            {"partner_id": self.paul.id},
            {"description": "More"},
        ):
            with self._refused("the answer was given"):
                line.write(values)
        with self.assertRaises(UserError):
            line.unlink()

    def test_contact_says_how_much_was_given_as_far_as_one_may_read(self):
        self._confirmed()
        self._confirmed("club.duty,2", section_id=self.provence.id)
        self._line("club.duty,3", hours=9)
        for role, hours in (("secretary", 4), ("reader", 4), ("officer", 2)):
            person = self._as(role, self.anna).with_company(self.company)
            self.assertEqual(person.club_hours_given, hours, role)
        action = self._as("secretary", self.anna).action_club_hours()
        self.assertEqual(self.log.search_count(action["domain"]), 3)

    def test_officer_reads_and_prints_hours_that_a_member_from_elsewhere_gave(self):
        self._confirmed("club.duty,2", person=self.paul)
        line = self._confirmed(person=self.paul, section_id=self.rennes.id)
        seen = self._as("officer", line)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(seen.partner_id.has_access("read"))
        self.assertIn("Paul", seen.display_name)
        [statement] = seen._statements()
        self.assertEqual((statement["name"], statement["total"]), ("Paul", "2 h"))

    def test_nothing_confirmed_prints_no_statement(self):
        with self._refused("None of these hours was confirmed"):
            self._line()._statements()
