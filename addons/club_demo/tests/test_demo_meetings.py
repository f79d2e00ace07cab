from datetime import date, timedelta
from types import SimpleNamespace

from odoo import fields
from odoo.tests import tagged

from ..story import association, meetings
from .common import DemoCase


@tagged("post_install", "-at_install")
class TestDemoMeetings(DemoCase):
    """Two years of meetings in the association of the demonstration."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.events = cls.env["event.event"].search(cls.mine)
        now = fields.Datetime.now()
        cls.past = cls.events.filtered(lambda event: event.date_end < now)
        cls.coming = cls.events - cls.past

    def test_some_meetings_are_over_whatever_the_day(self):
        for number in range(4 * 365 + 1):
            today = date(2026, 1, 1) + timedelta(days=number)
            first = meetings._first_day(SimpleNamespace(today=today))
            self.assertGreaterEqual((today - first).days, 90, today)
            self.assertLess((today - first).days, 366 + 90, today)

    def test_every_body_meets_in_two_years_that_follow(self):
        programmes = self.env["club.programme"].search(self.mine)
        self.assertEqual(len(programmes), 2)
        for programme in programmes:
            self.assertEqual(programme.state, "announced")
            planned = programme.event_ids.cycle_id
            self.assertEqual(planned, programme.cycle_ids)

    def test_people_came_and_people_are_registered(self):
        attended = self.past.registration_ids.filtered(lambda r: r.state == "done")
        self.assertTrue(attended)
        self.assertTrue(all(attended.mapped("date_closed")))
        self.assertTrue(self.coming.registration_ids)
        self.assertTrue(
            self.coming.registration_ids.filtered(lambda r: r.hold == "waiting")
        )

    def test_minutes_of_the_last_meetings_are_there(self):
        minutes = self.env["club.minutes"].search(self.mine)
        self.assertTrue(minutes.decision_ids)
        self.assertTrue(minutes.action_ids)

    def test_members_find_benefits_and_the_office_prospects(self):
        self.assertEqual(len(self.env["club.benefit"].search(self.mine)), 3)
        stages = set(self.env["club.prospect"].search(self.mine).mapped("stage"))
        self.assertLessEqual({"known", "contacted", "guest", "lost"}, stages)

    def test_the_website_is_the_associations_and_speaks_its_languages(self):
        website = self.env.ref("website.default_website")
        self.assertEqual(website.name, association.NAME)
        self.assertEqual(set(website.language_ids.mapped("code")), {"en_US", "fr_FR"})
