from odoo import fields
from odoo.tests import TransactionCase, tagged

from ..story import association


@tagged("post_install", "-at_install")
class TestDemoMeetings(TransactionCase):
    """Two years of meetings in the association of the demonstration."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].search(
            [("name", "=", association.NAME)], limit=1
        )
        cls.mine = [("company_id", "=", cls.company.id)]
        cls.events = cls.env["event.event"].search(cls.mine)
        now = fields.Datetime.now()
        cls.past = cls.events.filtered(lambda event: event.date_end < now)
        cls.coming = cls.events - cls.past

    def test_every_body_meets_this_year_and_the_next(self):
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
