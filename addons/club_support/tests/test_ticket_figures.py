from odoo.tests import tagged

from .ticket_common import frozen
from .ticket_pages_common import TicketPagesCommon


@frozen
@tagged("post_install", "-at_install")
class TestTicketFigures(TicketPagesCommon):
    """What the office and coordinators read of how questions are answered."""

    def _figure(self, category=None, section=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["club.ticket.figure"].search(
            [
                ("section_id", "=", (section or self.brittany).id),
                ("category_id", "=", category.id if category else False),
                ("company_id", "=", self.company.id),
            ]
        )

    def _answered(self, minutes, stars=0, **vals):
        ticket = self._asked(**vals)
        with self._later(minutes):
            ticket._reply(ticket.owner_id, "Below your dues.")
            if stars:
                ticket._solve(ticket.owner_id, 0)
                ticket._rate(self.mia, stars)
        return ticket

    def test_a_first_answer_counts_working_hours(self):
        # From Tuesday 10:00 to Wednesday 10:00 in Paris, of days from 9 to 17.
        self.assertEqual(self._answered(24 * 60).answer_hours, 8)
        self.assertEqual(self._answered(30).answer_hours, 0.5)

    def test_the_median_is_not_moved_by_one_forgotten_question(self):
        for minutes in (60, 60, 120, 5 * 24 * 60):
            self._answered(minutes)
        figure = self._figure()
        self.assertEqual(figure.asked, 4)
        self.assertEqual(figure.median_hours, 1.5)

    def test_few_satisfactions_are_told_with_caution(self):
        for stars in (5, 5, 4, 5):
            self._answered(10, stars)
        figure = self._figure()
        self.assertTrue(figure.is_few)
        self.assertEqual((figure.rated, figure.rating), (4, 4.75))
        self.assertFalse(figure.satisfied_low)
        self._answered(10, 5)
        figure = self._figure()
        self.assertFalse(figure.is_few)
        # Wilson's lower bound of 5 out of 5.
        self.assertAlmostEqual(figure.satisfied_low, 0.5655, places=2)

    def test_open_by_age_and_without_an_answer(self):
        self._asked()
        self._answered(10)
        figure = self._figure()
        self.assertEqual((figure.open, figure.unanswered, figure.old), (2, 1, 0))
        with self._later(8 * 24 * 60):
            self.assertEqual(self._figure().old, 2)
            facts = self.env["club.ticket.fact"].search(
                [("section_id", "=", self.brittany.id)]
            )
            self.assertEqual(set(facts.mapped("age")), {"3"})
        action = figure.action_open()
        self.assertEqual(len(self.tickets.search(action["domain"])), 2)

    def test_categories_have_their_own_line(self):
        self._asked(category_id=self.money.id)
        self.assertEqual(self._figure(self.money).open, 1)
        self.assertFalse(self._figure())

    def test_facts_add_up_by_month(self):
        self._answered(60, 4)
        self._answered(180, 2)
        self.env.flush_all()
        [(count, hours, rating)] = self.env["club.ticket.fact"]._read_group(
            [("section_id", "=", self.brittany.id)],
            [],
            ["asked:sum", "answer_hours:avg", "rating:avg"],
        )
        self.assertEqual((count, hours, rating), (2, 2, 3))

    def test_the_load_of_volunteers_names_questions_and_duties(self):
        ticket = self._asked()
        ticket._pass_on("Away", self.anna.partner_id)
        self.env.flush_all()
        loads = {
            load.volunteer_id: load
            for load in self.env["club.ticket.load"].search(
                [("company_id", "=", self.company.id)]
            )
        }
        anna, bea = loads[self.anna], loads[self.bea]
        self.assertEqual((anna.open, anna.passed_on, anna.duties), (0, 1, 1))
        self.assertEqual((bea.open, bea.answered, bea.passed_on), (1, 1, 0))
        self.assertEqual(loads[self.carl].open, 0)
        self.assertEqual(self.tickets.search(bea.action_open()["domain"]), ticket)

    def test_a_coordinator_sees_the_own_sections_only(self):
        self._asked()
        self._asked(section_id=self.provence.id)
        self.env.flush_all()
        for model in ("club.ticket.fact", "club.ticket.figure"):
            with self.subTest(model=model):
                seen = self._as("officer")[model].search([])
                self.assertEqual(seen.section_id, self.brittany)
        volunteers = self._as("officer")["club.ticket.load"].search([]).volunteer_id
        self.assertEqual(volunteers.sudo().home_section_id, self.brittany)

    def test_figures_take_one_query_whatever_there_is(self):
        self._forget_nothing()
        for number in range(3):
            self._asked(name=f"Question {number}")
        self.env.flush_all()
        names = ["open", "asked", "median_hours", "satisfied_low"]
        self.env["club.ticket.figure"].search_read([], names)
        with self.assertQueryCount(1):
            self.env["club.ticket.figure"].search_read([], names)
        with self.assertQueryCount(1):
            self.env["club.ticket.load"].search_read([], ["open", "duties"])
