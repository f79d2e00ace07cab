from odoo.exceptions import UserError
from odoo.tests import tagged

from .ticket_common import frozen
from .ticket_pages_common import TicketPagesCommon


@frozen
@tagged("post_install", "-at_install")
class TestTicketSpace(TicketPagesCommon):
    """What a member sees of their questions, and may do."""

    def _ask(self, person=None, **typed):
        person = person or self.mia
        space = self._space(person)
        values = {"name": "Where is my receipt?", "body": "", "key": "", **typed}
        tickets = self._of(person)
        return tickets._ask_from(space, values, tickets._asking(space)[:1], [])

    def _cards(self, person=None):
        person = person or self.mia
        return self._of(person)._own_cards(self._space(person))

    def test_a_question_asked_on_the_page_goes_to_who_is_on_duty(self):
        ticket = self._ask()
        self.assertEqual(ticket.owner_id, self.anna.partner_id)
        self.assertEqual(ticket.channel, "portal")
        self.assertIn("Anna", ticket._asked_sentence())

    def test_a_second_click_asks_nothing_twice(self):
        key = "0" * 32
        first = self._ask(key=key)
        self.assertEqual(self._ask(key=key), first)
        self.assertNotEqual(self._ask(key="1" * 32), first)

    def test_the_form_says_who_answers_and_until_when(self):
        space = self._space(self.mia)
        choices = self._of(self.mia)._form_choices(space)
        answering = choices["memberships"][0]["answering"]
        self.assertEqual(answering["who"], "Anna and Bea are on duty in Brittany.")
        # Tuesday 10:00 in Paris: eight working hours later it is Wednesday.
        self.assertIn("tomorrow", answering["due"])
        self.assertEqual([c["name"] for c in choices["categories"]], ["Money"])

    def test_where_nobody_is_on_duty_the_neighbour_is_named(self):
        (self.lead | self.backup).write({"state": "cancelled"})
        space = self._space(self.mia)
        answering = self._of(self.mia)._form_choices(space)["memberships"][0]
        self.assertIn("Carl of Normandy", answering["answering"]["who"])
        self.near.state = "cancelled"
        answering = self._of(self.mia)._form_choices(space)["memberships"][0]
        self.assertIn("Nathalie National", answering["answering"]["who"])

    def test_who_is_no_member_any_more_asks_the_national_team(self):
        membership = self._member("Gone", self.brittany)
        self._period(membership, "2024-01-01", "2024-12-31")
        gone = membership.partner_id
        self._login(gone)
        choices = self._of(gone)._form_choices(self._space(gone))
        self.assertFalse(choices["is_member"])
        self.assertFalse(choices["categories"])
        ticket = self._ask(gone, category=str(self.money.id))
        self.assertEqual(ticket.owner_id, self.boss)
        self.assertFalse(ticket.category_id)

    def test_who_never_belonged_has_no_page(self):
        stranger = self._person("Stranger")
        self._login(stranger)
        self.assertFalse(self._of(stranger)._has_pages(self._space(stranger)))

    def test_a_category_of_another_association_is_none(self):
        other = self._association("Other")
        foreign = self.money.sudo().copy({"company_id": other.id, "skill_id": False})
        self.assertFalse(self._ask(category=str(foreign.id)).category_id)
        self.assertFalse(self._ask(category="9" * 40).category_id)

    def test_open_questions_come_first(self):
        done = self._ask(name="Done")
        done._solve(self.anna.partner_id, 0)
        self._ask(name="Open")
        open_ones, past = self._cards()
        self.assertEqual([card["name"] for card in open_ones], ["Open"])
        self.assertEqual([card["name"] for card in past], ["Done"])

    def test_others_questions_do_not_exist(self):
        ticket = self._ask()
        for person in (self.anna, self.carl):
            with self.subTest(person=person.name):
                self.assertFalse(
                    self._of(person)._own_in(self._space(person), ticket.id)
                )
        self.assertTrue(self._of(self.mia)._own_in(self._space(self.mia), ticket.id))

    def test_an_answer_counts_until_it_is_read(self):
        ticket = self._ask()
        self.assertEqual(self._news(), 0)
        with self._later(5):
            ticket._note(self.anna.partner_id, "Ask Bea")
            self.assertEqual(self._news(), 0)
            ticket._reply(self.anna.partner_id, "Below your dues.")
            self.assertEqual(self._news(), 1)
        with self._later(10):
            own = self._of(self.mia)._own_in(self._space(self.mia), ticket.id)
            own._mark_read(self._space(self.mia))
            self.assertEqual(self._news(), 0)

    def _news(self):
        return self._of(self.mia)._own_news_count(self._space(self.mia))

    def test_a_solved_question_waits_for_a_satisfaction_once(self):
        ticket = self._ask()
        ticket._solve(self.anna.partner_id, 0)
        self.assertEqual(self._news(), 1)
        own = self._of(self.mia)._own_in(self._space(self.mia), ticket.id)
        own._thank(self._space(self.mia), 5, "Fast")
        self.assertEqual((ticket.rating, ticket.rating_comment), (5, "Fast"))
        self.assertEqual(self._news(), 0)

    def test_who_asked_never_reads_a_note(self):
        ticket = self._ask()
        ticket._note(self.anna.partner_id, "She always asks that")
        page = ticket._own_page(self._space(self.mia))
        self.assertEqual([m["kind"] for m in page["messages"]], ["question"])

    def test_a_volunteer_who_asks_reads_no_note_on_their_own_question(self):
        membership = self._member("x", self.brittany, partner=self.bea.partner_id)
        self._period(membership, "2026-01-01", "2026-12-31")
        ticket = self._ask(self.bea)
        ticket._note(self.anna.partner_id, "Bea should know that")
        tickets, space = self._of(self.bea), self._space(self.bea)
        page = tickets._own_in(space, ticket.id)._own_page(space)
        self.assertEqual([m["kind"] for m in page["messages"]], ["question"])
        self.assertFalse(tickets._desk_in(space, ticket.id))
        self.assertFalse(tickets._desk_lists(space)["others"])

    def test_what_is_pasted_brings_no_script(self):
        ticket = self._ask(body="<script>alert(1)</script><b>Bold</b>")
        page = ticket._own_page(self._space(self.mia))
        self.assertNotIn("<script", str(page["messages"][0]["body"]))
        self.assertNotIn("<b>", str(page["messages"][0]["body"]))

    def test_solved_by_who_asked_and_open_again(self):
        ticket = self._ask()
        space = self._space(self.mia)
        own = self._of(self.mia)._own_in(space, ticket.id)
        own._thank(space, 0, "")
        self.assertEqual(ticket.state, "solved")
        with self.assertRaisesRegex(UserError, "still missing"):
            own._ask_again(space, " ")
        own._ask_again(space, "It broke again")
        self.assertIn(ticket.state, ("new", "open"))
        self.assertEqual(ticket.reopened_count, 1)

    def test_so_many_questions_a_day(self):
        for number in range(20):
            self._ask(name=f"Question {number}")
        with self.assertRaisesRegex(UserError, "Enough for today"):
            self._ask()

    def test_a_list_of_questions_costs_no_query_per_question(self):
        self._ask(name="Warm up")
        self._cards()
        self.env.flush_all()
        self.env.invalidate_all()
        with self._counted() as one:
            self._cards()
        for number in range(6):
            self._ask(name=f"Question {number}")
        self.env.flush_all()
        self.env.invalidate_all()
        with self._counted() as seven:
            self._cards()
        self.assertEqual(one, seven)
