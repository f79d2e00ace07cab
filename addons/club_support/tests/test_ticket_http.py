from odoo.http import Request
from odoo.tests import HttpCase, tagged

from .ticket_common import frozen
from .ticket_pages_common import TicketPagesCommon

SECRET = "She always asks that"


@frozen
@tagged("post_install", "-at_install")
class TestTicketHttp(TicketPagesCommon, HttpCase):
    """The pages, without a line of JavaScript."""

    def setUp(self):
        super().setUp()
        self.ticket = self._asked(name="<b>Where</b> is my receipt?")
        self.own = f"/my/support/{self.ticket.id}"
        self.desk = f"/my/support/desk/{self.ticket.id}"

    def _sign_in(self, person):
        self.authenticate(person.user_ids.login, person.user_ids.login)

    def _get(self, path):
        return self.url_open(path, timeout=60)

    def _send(self, path, **values):
        form = {"space": "me", "csrf_token": Request.csrf_token(self), **values}
        return self.url_open(path, data=form, timeout=60)

    def test_notes_are_on_the_desk_and_never_on_the_page_of_who_asked(self):
        self.ticket._note(self.anna.partner_id, SECRET)
        self._sign_in(self.mia)
        self.assertNotIn(SECRET, self._get(self.own).text)
        self.assertEqual(self._get(self.desk).status_code, 404)
        self._sign_in(self.anna.partner_id)
        page = self._get(self.desk).text
        self.assertIn(SECRET, page)
        self.assertIn("internal", page)

    def test_what_members_type_is_text(self):
        for person, path in ((self.mia, self.own), (self.anna.partner_id, self.desk)):
            self._sign_in(person)
            page = self._get(path).text
            self.assertIn("&lt;b&gt;Where&lt;/b&gt; is my receipt?", page)
            self.assertNotIn("<b>Where</b>", page)

    def test_the_link_of_an_email_leads_each_to_their_page(self):
        self._sign_in(self.anna.partner_id)
        self.assertTrue(self._get(self.own).url.endswith(self.desk))
        self._sign_in(self.mia)
        self.assertTrue(self._get(self.own).url.endswith(self.own))

    def test_a_tap_in_an_email_rates_nothing_before_the_button(self):
        self.ticket._solve(self.anna.partner_id, 0)
        self._sign_in(self.mia)
        page = self._get(f"{self.own}?stars=4").text
        self.assertRegex(page, r'value="4"[^>]*checked')
        self.assertEqual(self.ticket.rating, 0)
        answer = self._send(f"{self.own}/thank", stars="4", comment="Good")
        self.assertIn("You gave", answer.text)
        self.assertEqual(self.ticket.rating, 4)

    def test_a_ready_answer_is_inserted_without_javascript(self):
        reply = self.env["club.ticket.reply"].create(
            {"name": "Pay", "body": "Pay by card.", "company_id": self.company.id}
        )
        self._sign_in(self.anna.partner_id)
        page = self._get(f"{self.desk}?reply={reply.id}").text
        self.assertRegex(page, r"<textarea[^>]*>Pay by card\.</textarea>")

    def test_an_answer_from_the_desk_reaches_who_asked(self):
        self._sign_in(self.anna.partner_id)
        self._send(f"{self.desk}/reply", body="Below your dues.", then="")
        self.assertEqual(self.ticket.state, "open")
        self._sign_in(self.mia)
        self.assertIn("Below your dues.", self._get(self.own).text)
        self.assertIn("New answer", self._ask_list_before_reading())

    def _ask_list_before_reading(self):
        with self._later(5):
            self.ticket._reply(self.anna.partner_id, "And by post.")
        return self._get("/my/support").text

    def test_a_call_is_logged_by_a_form_alone(self):
        self._sign_in(self.anna.partner_id)
        found = self._send("/my/support/desk/call", then="search", search="mia")
        self.assertIn(f'value="{self.mia.id}"', found.text)
        self._send(
            "/my/support/desk/call",
            name="A receipt",
            person_id=str(self.mia.id),
            outcome="answered",
            minutes="5",
        )
        logged = self.tickets.search([("name", "=", "A receipt")])
        self.assertEqual((logged.partner_id, logged.state), (self.mia, "solved"))

    def test_a_refusal_keeps_what_was_typed(self):
        self._sign_in(self.anna.partner_id)
        page = self._send(
            "/my/support/desk/call", name="A receipt", outcome="mine", caller_name="Zoe"
        ).text
        self.assertIn("Choose the person", page)
        self.assertIn('value="Zoe"', page)
        self.assertIn('value="A receipt"', page)

    def test_files_are_handed_out_to_keep_and_to_nobody_else(self):
        self.ticket._reply(self.mia, "Here", [("bill.txt", b"Words of a bill")])
        file = self.ticket.message_ids.attachment_ids
        path = f"{self.own}/files/{file.id}"
        for person in (self.mia, self.anna.partner_id):
            self._sign_in(person)
            answer = self._get(path)
            self.assertEqual(answer.content, b"Words of a bill")
            self.assertIn("attachment", answer.headers["Content-Disposition"])
        self._sign_in(self.carl.partner_id)
        self.assertEqual(self._get(path).status_code, 404)

    def test_a_file_of_a_note_stays_with_the_notes(self):
        self.ticket._note(self.anna.partner_id, SECRET, [("n.txt", b"Words")])
        file = self.ticket.message_ids.attachment_ids
        self._sign_in(self.mia)
        self.assertEqual(self._get(f"{self.own}/files/{file.id}").status_code, 404)

    def test_the_home_page_counts_what_waits(self):
        self._sign_in(self.anna.partner_id)
        self.assertIn("questions to answer", self._get("/my").text)
        self._sign_in(self.mia)
        page = self._get("/my").text
        self.assertIn("/my/support", page)
        self.assertNotIn("/my/support/desk", page)
