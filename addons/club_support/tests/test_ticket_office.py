from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .ticket_common import frozen
from .ticket_pages_common import TicketPagesCommon


@frozen
@tagged("post_install", "-at_install")
class TestTicketOffice(TicketPagesCommon):
    """Coordinators and the office, in the back office."""

    def setUp(self):
        super().setUp()
        self.ticket = self._asked()

    def _move(self, records, action, **vals):
        opened = getattr(records, action)()
        wizard = records.env["club.ticket.move"].with_context(**opened["context"])
        return wizard.create(vals).action_confirm()

    def test_a_coordinator_takes_and_solves_in_their_section_only(self):
        ticket = self._as("officer", self.ticket)
        ticket.action_take()
        self.assertEqual(ticket.owner_id, self.users["officer"].partner_id)
        self.assertTrue(ticket.is_mine)
        self._move(ticket, "action_solve", minutes=10)
        self.assertEqual(ticket.state, "solved")
        far = self._asked(self._person("Far"), section_id=self.provence.id)
        with self.assertRaises(AccessError):
            self._as("officer", far).action_take()

    def test_a_reader_only_looks(self):
        ticket = self._as("reader", self.ticket)
        self.assertTrue(ticket.number)
        for action in ("action_take", "action_pass_on", "action_solve", "action_close"):
            with self.subTest(action=action), self.assertRaises(AccessError):
                getattr(ticket, action)()

    def test_nobody_writes_a_question_down_as_answered(self):
        values = {
            "name": "All is well",
            "partner_id": self.mia.id,
            "section_id": self.brittany.id,
            "company_id": self.company.id,
            "owner_id": self.anna.partner_id.id,
        }
        tickets = self._as("officer", self.tickets)
        self.assertTrue(tickets.create(values))
        with self.assertRaisesRegex(UserError, "Log a call"):
            tickets.create({**values, "rating": 5})
        with self.assertRaisesRegex(UserError, "Log a call"):
            tickets.with_context(default_state="closed").create(values)

    def test_a_call_is_not_logged_for_whom_one_cannot_read(self):
        far = self._member("Fred Far", self.provence).partner_id
        call = self._as("officer", self.env["club.ticket.call"]).create(
            {
                "name": "Closing the year",
                "partner_id": far.id,
                "section_id": self.brittany.id,
                "company_id": self.company.id,
            }
        )
        with self.assertRaises(AccessError):
            call.action_log()

    def test_passing_on_asks_why_and_keeps_it(self):
        ticket = self._as("secretary", self.ticket)
        with self.assertRaisesRegex(UserError, "Say why"):
            self._move(ticket, "action_pass_on")
        self._move(ticket, "action_pass_on", reason="Anna asked me to")
        self.assertEqual(ticket.owner_id, self.bea.partner_id)
        self.assertEqual(ticket.step_ids[-1].reason, "Anna asked me to")
        self._move(
            ticket, "action_pass_on", reason="Carl knows", volunteer_id=self.carl.id
        )
        self.assertEqual(ticket.owner_id, self.carl.partner_id)

    def test_solved_closed_and_taken_up_again(self):
        ticket = self._as("secretary", self.ticket)
        self._move(ticket, "action_solve", minutes=0)
        ticket.action_close()
        self.assertEqual(ticket.state, "closed")
        self._move(ticket, "action_reopen", reason="It broke again")
        self.assertIn(ticket.state, ("new", "open"))

    def test_late_mine_and_age_are_found(self):
        tickets = self._as("secretary")["club.ticket"]
        late = [("is_late", "=", True), ("id", "=", self.ticket.id)]
        mine = [("is_mine", "=", True), ("id", "=", self.ticket.id)]
        self.assertFalse(tickets.search(late) | tickets.search(mine))
        self.assertEqual(len(tickets.search([("is_late", "=", False), late[1]])), 1)
        with self._later(3 * 24 * 60):
            self.ticket.invalidate_recordset()
            self.assertEqual(tickets.search(late), self.ticket)
            self.assertTrue(self.ticket.is_late)
            self.assertEqual(self.ticket.age, 3)
        self.ticket._reply(self.anna.partner_id, "Below your dues.")
        with self._later(3 * 24 * 60):
            self.assertFalse(tickets.search(late))

    def test_the_form_opens_for_each_who_reads_it(self):
        for role in ("reader", "officer", "secretary"):
            with self.subTest(role=role):
                form = Form(self._as(role, self.ticket))
                self.assertEqual(form.number, self.ticket.number)

    def test_contacts_and_members_count_what_they_asked(self):
        mia = self._as("secretary", self.mia)
        self.assertEqual(mia.club_ticket_count, 1)
        self.assertEqual(mia.club_membership_ids.club_ticket_count, 1)
        domain = mia.action_club_tickets()["domain"]
        self.assertEqual(self.tickets.search(domain), self.ticket)
        acme = self._member("Acme", self.brittany, self.type_organisation)
        self.env["club.delegation"].create(
            {
                "membership_id": acme.id,
                "partner_id": self.mia.id,
                "role": "manager",
                "date_from": "2026-01-01",
            }
        )
        self.assertEqual(self._as("secretary", acme).club_ticket_count, 1)

    def test_settings_are_kept(self):
        settings = self._as("admin")["club.settings"].create({})
        self.assertEqual(settings.club_support_owner_id, self.boss)
        settings.write({"club_ticket_minutes": 20, "club_support_step_hours": 6.0})
        settings.action_save()
        self.assertEqual(self.company.club_ticket_minutes, 20)
        self.assertEqual(self.company.club_support_step_hours, 6.0)

    def test_standard_messages_of_the_back_office_go_where_they_should(self):
        ticket = self._as("secretary", self.ticket)
        before = self._mails(ticket)
        ticket.message_post(body="For the volunteers", subtype_xmlid="mail.mt_note")
        space = self._space(self.mia)
        own = self._of(self.mia)._own_in(space, ticket.id)
        self.assertEqual(len(own._own_page(space)["messages"]), 1)
        self.assertNotIn(self.mia, (self._mails(ticket) - before).recipient_ids)
        ticket.message_post(
            body="Below your dues",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(len(own._own_page(space)["messages"]), 2)
