from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .ticket_common import frozen
from .ticket_pages_common import TicketPagesCommon


@frozen
@tagged("post_install", "-at_install")
class TestTicketDesk(TicketPagesCommon):
    """What a volunteer reads and does on the desk."""

    def setUp(self):
        super().setUp()
        self.ticket = self._asked()  # Anna's, as she leads

    def _lists(self, volunteer):
        lists = self._of(volunteer)._desk_lists(self._space(volunteer))
        return {name: [card["name"] for card in cards] for name, cards in lists.items()}

    def _page(self, volunteer, ticket=None, reply=""):
        tickets, space = self._of(volunteer), self._space(volunteer)
        found = tickets._desk_in(space, (ticket or self.ticket).id)
        return found and found._desk_page(space, reply)

    def test_the_owner_finds_it_first_and_colleagues_below(self):
        name = self.ticket.name
        self.assertEqual(self._lists(self.anna)["mine"], [name])
        self.assertEqual(
            self._lists(self.bea), {"mine": [], "others": [name], "past": []}
        )
        self.assertEqual(self._lists(self.carl)["others"], [])

    def test_what_waits_longest_stands_first(self):
        with self._later(60):
            newer = self._asked(name="Newer")
        self.assertEqual(self._lists(self.anna)["mine"], [self.ticket.name, "Newer"])
        self.ticket._reply(self.anna.partner_id, "Below your dues.")
        self.assertEqual(self._lists(self.anna)["mine"], ["Newer", self.ticket.name])
        self.assertTrue(newer.deadline)

    def test_colleagues_of_the_section_read_notes_of_open_questions_only(self):
        self.ticket._note(self.anna.partner_id, "Ask the treasurer")
        kinds = [message["kind"] for message in self._page(self.bea)["messages"]]
        self.assertEqual(kinds, ["question", "note"])
        self.assertFalse(self._page(self.carl))
        self.ticket._solve(self.anna.partner_id, 0)
        self.assertFalse(self._page(self.bea))
        self.assertTrue(self._page(self.anna))

    def test_who_serves_no_longer_reads_nothing(self):
        self.bea.date_end = "2026-03-31"
        self.assertFalse(self._page(self.bea))
        self.assertFalse(self._of(self.bea)._has_desk(self._space(self.bea)))

    def test_a_colleague_answers_after_taking_it(self):
        page = self._page(self.bea)
        self.assertFalse(page["may_answer"])
        self.assertTrue(page["may_take"])
        with self.assertRaises(AccessError):
            self.ticket._reply(self.bea.partner_id, "Below your dues.")
        self.ticket._take_over(self.bea.partner_id, "Anna is on a train")
        self.assertEqual(self.ticket.owner_id, self.bea.partner_id)
        self.assertEqual(self.ticket.volunteer_id, self.bea)
        self.assertEqual(self.ticket.step_ids[-1].reason, "Anna is on a train")
        self.assertTrue(self._page(self.bea)["may_answer"])

    def test_a_stranger_takes_nothing(self):
        with self.assertRaises(AccessError):
            self.ticket._take_over(self.carl.partner_id, "")

    def test_what_is_solved_is_taken_by_nobody(self):
        self.ticket._solve(self.anna.partner_id, 0)
        with self.assertRaisesRegex(UserError, "take it up again"):
            self.ticket._take_over(self.anna.partner_id, "")

    def test_it_passes_to_a_colleague_or_to_the_next_in_line(self):
        anna = self.anna.partner_id
        with self.assertRaisesRegex(UserError, "Say why"):
            self.ticket._give(anna, "", " ")
        with self.assertRaisesRegex(UserError, "choose somebody else"):
            self.ticket._give(anna, "999999", "Away")
        self.assertIn("Carl", [c["name"] for c in self._page(self.anna)["colleagues"]])
        self.ticket._give(anna, "", "I do not know")
        self.assertEqual(self.ticket.owner_id, self.bea.partner_id)
        self.ticket._give(self.bea.partner_id, str(self.carl.id), "Carl knows")
        self.assertEqual(self.ticket.owner_id, self.carl.partner_id)

    def test_it_waits_for_the_member_once_they_were_asked(self):
        anna = self.anna.partner_id
        with self.assertRaisesRegex(UserError, "waits for you"):
            self.ticket._wait_for_member(anna)
        self.ticket._reply(anna, "Which year?")
        self.ticket._wait_for_member(anna)
        self.assertEqual(self.ticket.state, "waiting")
        with self.assertRaises(AccessError):
            self.ticket._wait_for_member(self.bea.partner_id)

    def test_ready_answers_of_the_category_stand_first(self):
        replies = self.env["club.ticket.reply"]
        vals = {"company_id": self.company.id}
        replies.create({**vals, "name": "Any", "body": "Look at the guide."})
        money = {"category_id": self.money.id}
        own = replies.create({**vals, **money, "name": "Pay", "body": "By card."})
        other = self._category("Else")
        replies.create({**vals, "name": "No", "body": "No.", "category_id": other.id})
        self.ticket.category_id = self.money
        page = self._page(self.anna, reply=str(own.id))
        self.assertEqual([each["name"] for each in page["replies"]], ["Pay", "Any"])
        self.assertEqual(page["draft"], "By card.")
        self.assertEqual(self._page(self.anna, reply="x")["draft"], "")

    def test_the_deadline_is_said_in_plain_words(self):
        sentence, tone = self.ticket._deadline_words()
        self.assertRegex(sentence, "^Answer before tomorrow 10:00")
        self.assertEqual(tone, "info")
        with self._later(60 * 30):
            self.assertIn("Late since", self.ticket._deadline_words()[0])
        self.ticket._reply(self.anna.partner_id, "Which year?", waits=True)
        self.assertEqual(self.ticket._deadline_words()[0], "Waiting for the member.")

    def test_the_card_counts_what_waits_for_an_answer(self):
        count = self._of(self.anna)._desk_count
        self.assertEqual(count(self._space(self.anna)), 1)
        self.ticket._reply(self.anna.partner_id, "Below your dues.")
        self.assertEqual(count(self._space(self.anna)), 0)

    def test_nobody_opens_the_desk_of_somebody_they_act_for(self):
        membership = self._member("x", self.brittany, partner=self.anna.partner_id)
        self._period(membership, "2026-01-01", "2026-12-31")
        secretary = self.users["secretary"]
        space = self.env["club.space"].with_user(secretary)._open(membership.id)
        tickets = self.tickets.with_user(secretary)
        self.assertEqual(space.mode, "staff")
        self.assertFalse(tickets._has_desk(space))
        self.assertFalse(tickets._desk_in(space, self.ticket.id))

    def test_a_member_shows_who_answers_what_the_directory_shows(self):
        self.mia.write({"phone": "+33 2 99 00 00 00", "city": "Rennes"})
        self.env["club.privacy.choice"]._choose(
            self.mia, self.company, {"phone": "nobody", "city": "members"}
        )
        reached = self._page(self.anna)["reached"]
        self.assertFalse(reached["phone"])

    def test_the_desk_costs_no_query_per_question(self):
        self._lists(self.anna)
        self.env.flush_all()
        self.env.invalidate_all()
        with self._counted() as one:
            self._lists(self.anna)
        for number in range(6):
            self._asked(name=f"Question {number}")
        self.env.flush_all()
        self.env.invalidate_all()
        with self._counted() as seven:
            self._lists(self.anna)
        self.assertEqual(one, seven)
