from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .pages_common import PagesCommon

PAGE = "/my/volunteer/absences"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestAbsencePages(PagesCommon):
    """A volunteer says when they cannot serve."""

    def _add(self, first, last="", **told):
        return self.anna._add_told_absences(
            {"date_from": first, "date_to": last, **told}
        )

    def _days(self):
        return [(each.date_from, each.date_to) for each in self.anna.absence_ids]

    def test_august_takes_one_tap(self):
        self._as(self.anna_user)
        self.assertIn("Away for all of August 2026", self._get(PAGE))
        self.assertIn("is kept", self._post(f"{PAGE}/august"))
        self.assertEqual(self._days(), [(date(2026, 8, 1), date(2026, 8, 31))])
        self.assertEqual(self.anna.absence_ids.kind, "away")
        self.assertNotIn("Away for all of August", self._get(PAGE))

    def test_august_that_is_over_is_the_next_one(self):
        for today, year in (("2026-08-31", 2026), ("2026-09-01", 2027)):
            with freeze_time(today):
                self.assertEqual(self.anna._august(), date(year, 8, 1))

    def test_a_second_tap_adds_nothing(self):
        self.anna._add_august()
        with self.assertRaisesRegex(UserError, "said so already"):
            self.anna._add_august()
        self.assertEqual(len(self._days()), 1)

    def test_days_are_kept_with_what_was_said(self):
        self._as(self.anna_user)
        page = self._post(
            PAGE,
            kind="disliked",
            date_from="2026-05-04",
            date_to="2026-05-10",
            note="Exams",
        )
        self.assertIn("Would rather not: Exams", page)
        self.assertEqual(self.anna.absence_ids.kind, "disliked")

    def test_one_week_in_two_becomes_weeks_of_their_own(self):
        self._add("2026-04-06", "2026-04-12", repeat="2026-05-04")
        self.assertEqual(
            self._days(),
            [
                (date(2026, 4, 6), date(2026, 4, 12)),
                (date(2026, 4, 20), date(2026, 4, 26)),
                (date(2026, 5, 4), date(2026, 5, 10)),
            ],
        )

    def test_what_is_known_already_is_not_added_again(self):
        self._add("2026-04-20", "2026-04-26")
        added = self._add("2026-04-06", "2026-04-12", repeat="2026-05-04")
        self.assertEqual(len(added), 2)

    def test_days_that_make_no_sense_are_refused(self):
        for told, words in (
            ({"first": ""}, "first day"),
            ({"first": "soon"}, "not a day"),
            ({"first": "2026-05-10", "last": "2026-05-04"}, "before the first"),
            ({"first": "2026-03-01", "last": "2026-03-14"}, "are over"),
            ({"first": "2030-01-01"}, "three years"),
            (
                {"first": "2026-05-04", "last": "2026-05-18", "repeat": "2026-09-01"},
                "shorter than two weeks",
            ),
            ({"first": "2026-04-06", "repeat": "2028-12-01"}, "more than 60"),
        ):
            with self.subTest(told=told), self.assertRaisesRegex(UserError, words):
                self._add(**told)
        self.assertFalse(self._days())

    def test_a_duty_in_the_way_is_named_with_its_way_out(self):
        duty = self._duty(self._rota(), self.anna)
        self._as(self.anna_user)
        page = self._post(PAGE, date_from="2026-04-12", date_to="2026-04-20")
        self.assertIn("You are on duty on some of these days", page)
        self.assertIn("You are on duty then: Brittany", page)
        self.assertIn(f"/my/duties/{duty.id}", self.url_open(PAGE).text)
        self.assertEqual(duty.volunteer_id, self.anna)

    def test_what_one_only_dislikes_meets_no_duty(self):
        self._duty(self._rota(), self.anna)
        added = self._add("2026-04-06", "2026-04-12", kind="disliked")
        self.assertFalse(added._page_values()["duties"])

    def test_an_absence_is_taken_back(self):
        absence = self.anna._add_august()
        self._as(self.anna_user)
        self._post(f"{PAGE}/{absence.id}/delete")
        self.assertFalse(self.anna.absence_ids)

    def test_absences_that_are_over_are_not_listed(self):
        self.anna.absence_ids.create(
            {
                "volunteer_id": self.anna.id,
                "date_from": "2026-01-05",
                "date_to": "2026-01-11",
            }
        )
        self.assertFalse(self.anna._absences_page_values()["absences"])
