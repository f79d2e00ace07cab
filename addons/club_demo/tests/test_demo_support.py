from odoo.tests import tagged

from ..story import support
from .common import DemoCase


@tagged("post_install", "-at_install")
class TestDemoSupport(DemoCase):
    """Volunteers of the association of the demonstration, and what they are asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.volunteers = cls.env["club.volunteer"].search(cls.mine)
        cls.rotas = cls.env["club.rota"].search(
            [*cls.mine, ("solution_id", "!=", False)]
        )
        cls.tickets = cls.env["club.ticket"].search(cls.mine)
        cls.helper = cls.env["res.users"].search([("login", "=", "benevole")])

    def test_regions_have_neighbours_and_all_but_the_smallest_volunteers(self):
        regions = self.env["club.section"].search(
            [*self.mine, ("level", "=", "region")]
        )
        # While the call of the year is not payable, all its members are in order.
        without = (regions - self.volunteers.home_section_id).mapped("code")
        self.assertIn(without, ([], ["COR"]))
        self.assertTrue(all(region.neighbour_ids for region in regions))

    def test_rotas_of_the_months_to_come_are_published_and_checked(self):
        self.assertEqual(len(self.rotas), len(support.ROTAS))
        for rota in self.rotas:
            self.assertEqual(rota.state, "published")
            self.assertEqual(rota.slot_count, support.WEEKS)
            self.assertFalse(rota.solution_id.findings)
            own = rota.solution_id.share_ids.filtered("share")
            self.assertGreater(min(own.mapped("load")), 0)

    def test_somebody_is_on_duty_today_where_the_rota_is(self):
        today = self.company._club_today()
        on_duty = self.env["club.duty"].search(
            [
                *self.mine,
                ("date_start", "<=", today),
                ("date_end", ">=", today),
                ("state", "in", ("published", "confirmed")),
            ]
        )
        self.assertEqual(len(on_duty.section_id), len(support.PLANNED))

    def test_who_signs_in_as_a_volunteer_has_something_to_do(self):
        volunteer = self.volunteers.filtered(
            lambda v: v.partner_id == self.helper.partner_id
        )
        states = set(volunteer.duty_ids.mapped("state"))
        self.assertLessEqual({"done", "confirmed", "published"}, states)

    def test_a_week_has_nobody_and_a_volunteer_asks_to_be_covered(self):
        gaps = self.rotas.duty_ids.filtered(lambda duty: not duty.volunteer_id)
        self.assertTrue(gaps)
        offers = self.env["club.duty.offer"].search(self.mine)
        self.assertEqual(offers.mapped("state"), ["open"])

    def test_questions_wait_or_are_solved_and_rated(self):
        states = set(self.tickets.mapped("state"))
        self.assertLessEqual({"new", "open"}, states)
        self.assertTrue(states & {"solved", "closed"})
        self.assertTrue(any(self.tickets.mapped("rating")))
        self.assertTrue(all(self.tickets.mapped("owner_id")))

    def test_members_of_the_region_ask_who_signs_in_as_a_volunteer(self):
        mine = self.tickets.filtered(lambda t: t.owner_id == self.helper.partner_id)
        self.assertLessEqual({"new", "solved"}, set(mine.mapped("state")))
        self.assertEqual(set(mine.mapped("step")), {"lead"})
