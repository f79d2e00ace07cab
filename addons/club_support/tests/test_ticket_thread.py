from markupsafe import Markup
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .ticket_common import NOW, TicketCommon

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00"
    b"\x00\x00\x1f\x15\xc4\x89"
)


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestTicketThread(TicketCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._asked()
        cls.owner = cls.anna.partner_id

    def _kinds(self, reader):
        return [each["kind"] for each in self.ticket._thread(reader)]

    def test_the_first_answer_is_noted_once(self):
        self.ticket._reply(self.owner, "Open the menu.")
        first = self.ticket.first_answer_at
        self.assertTrue(first)
        self.assertEqual(self.ticket.state, "open")
        self.assertFalse(self.ticket.deadline)
        with freeze_time("2026-04-08 08:00:00"):
            self.ticket._reply(self.owner, "Did you?", waits=True)
        self.assertEqual(self.ticket.first_answer_at, first)
        self.assertEqual(self.ticket.state, "waiting")

    def test_the_members_own_words_make_it_wait_for_an_answer(self):
        self.ticket._reply(self.owner, "Which year?", waits=True)
        self.ticket._reply(self.mia, "2025")
        self.assertEqual(self.ticket.state, "open")
        self.assertTrue(self.ticket.deadline)

    def test_words_before_the_first_answer_do_not_move_the_deadline(self):
        before = self.ticket.deadline
        with freeze_time("2026-04-07 10:00:00"):
            self.ticket._reply(self.mia, "It is urgent.")
        self.assertEqual((self.ticket.state, self.ticket.deadline), ("new", before))

    def test_who_asked_reads_everything_but_notes(self):
        self.ticket._reply(self.owner, "Open the menu.")
        self.ticket._note(self.owner, "She never paid.")
        self.ticket._reply(self.mia, "Thank you.")
        self.assertEqual(self._kinds(self.mia), ["question", "answer", "reply"])
        self.assertEqual(
            self._kinds(self.owner), ["question", "answer", "note", "reply"]
        )

    def test_who_asked_reads_no_note_whatever_else_they_are(self):
        officer = self.users["officer"].partner_id
        ticket = self._asked(officer, section_id=self.brittany.id)
        ticket._note(self.owner, "He never paid.")
        self.assertFalse(ticket._may_see_notes(officer))
        self.assertEqual(len(ticket._thread(officer)), 1)
        messages = self.env["mail.message"].with_user(self.users["officer"])
        found = messages.search([("model", "=", "club.ticket")])
        self.assertNotIn("He never paid.", " ".join(found.mapped("body")))
        note = ticket.message_ids.filtered("is_internal")
        with self.assertRaises(AccessError):
            note.with_user(self.users["officer"]).read(["body"])

    def test_a_volunteer_asking_reads_no_note_on_it(self):
        self.ticket._take(self.bea, "She knows", self.owner)
        ticket = self._asked(self.bea.partner_id, section_id=self.brittany.id)
        ticket._note(self.owner, "Bea again.")
        self.assertEqual(len(ticket._thread(self.bea.partner_id)), 1)

    def test_who_had_it_reads_on_while_they_are_a_volunteer(self):
        self.ticket._pass_on("Not mine", self.owner)
        self.assertTrue(self.ticket._may_see_notes(self.owner))
        self.assertFalse(self.ticket._may_answer(self.owner))
        self.anna.date_end = "2026-04-06"
        self.assertFalse(self.ticket._may_read(self.owner))

    def test_strangers_read_and_write_nothing(self):
        carl = self.carl.partner_id
        self.assertEqual(self.ticket._thread(carl), [])
        for door in (
            lambda: self.ticket._reply(carl, "Me too"),
            lambda: self.ticket._note(carl, "Hm"),
            lambda: self.ticket._solve(carl),
            lambda: self.ticket._pass_on("x", carl),
            lambda: self.ticket._rate(carl, 5),
            lambda: self.ticket._note(self.mia, "I am watching"),
            lambda: self.ticket._reply(self.env["res.partner"], "Who am I?"),
        ):
            with self.assertRaises(AccessError):
                door()

    def test_coordinators_and_the_office_read_and_answer_by_their_rights(self):
        may = {"officer": True, "secretary": True, "admin": True, "employee": False}
        for role, answer in may.items():
            with self.subTest(role):
                partner = self.users[role].partner_id
                self.assertEqual(self.ticket._may_read(partner), answer)
                self.assertEqual(self.ticket._may_answer(partner), answer)
        reader = self.users["reader"].partner_id
        self.assertTrue(self.ticket._may_read(reader))
        self.assertFalse(self.ticket._may_answer(reader))
        elsewhere = self._asked(section_id=self.provence.id)
        self.assertFalse(elsewhere._may_read(self.users["officer"].partner_id))

    def test_nobody_ever_follows(self):
        self.ticket._reply(self.owner, "Open the menu.")
        self.ticket.message_subscribe(partner_ids=self.mia.ids)
        self.ticket._message_subscribe(partner_ids=self.mia.ids)
        self._as("secretary", self.ticket).message_post(
            body="Hello",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.carl.partner_id.ids,
        )
        self.assertFalse(self.ticket.message_follower_ids)
        self.assertFalse(self.ticket.message_ids.partner_ids)
        self.assertFalse(self.ticket.message_ids.notification_ids)

    def test_the_back_office_writes_answers_and_notes(self):
        ours = self._as("secretary", self.ticket)
        ours.message_post(
            body=Markup("<p>Open <b>it</b></p>"),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        ours.message_post(
            body="Strange", message_type="comment", subtype_xmlid="mail.mt_note"
        )
        self.assertEqual(self._kinds(self.owner), ["question", "answer", "note"])
        self.assertIn("<b>it</b>", self.ticket._thread(self.mia)[1]["body"])
        self.assertEqual(self.ticket.state, "open")

    def test_readers_cannot_write_from_the_back_office(self):
        with self.assertRaises(AccessError):
            self._as("reader", self.ticket).message_post(
                body="Hello", message_type="comment", subtype_xmlid="mail.mt_comment"
            )

    def test_what_is_typed_is_text(self):
        self.ticket._reply(self.owner, "<script>alert(1)</script>\nBye")
        body = self.ticket._thread(self.mia)[1]["body"]
        self.assertNotIn("<script", body)
        self.assertIn("<br", body)

    def test_empty_words_are_refused(self):
        for nothing in ("", "  \n", Markup("<p><br></p>")):
            with self.assertRaises(UserError):
                self.ticket._reply(self.mia, nothing)

    def test_files_are_read_by_who_may_read_the_words_beside(self):
        answer = self.ticket._reply(self.owner, "Here", [("a.png", PNG)])
        note = self.ticket._note(self.owner, "Her letter", [("b.png", PNG)])
        shown, hidden = answer.attachment_ids.id, note.attachment_ids.id
        carl = self.carl.partner_id
        self.assertEqual(self.ticket._file(self.mia, shown).raw, PNG)
        self.assertEqual(self.ticket._file(self.owner, hidden).name, "b.png")
        self.assertFalse(self.ticket._file(self.mia, hidden))
        self.assertFalse(self.ticket._file(carl, shown))
        other = self._asked()
        self.assertFalse(other._file(self.mia, shown))
        self.assertEqual(self.ticket._thread(self.mia)[1]["files"][0]["name"], "a.png")

    def test_files_that_harm_are_refused(self):
        for name, content in (
            ("a.html", b"<html><script>1</script></html>"),
            ("a.png", b"<svg onload='x'></svg>"),
            ("a.png", PNG + b"0" * 6 * 1024 * 1024),
        ):
            with self.subTest(name), self.assertRaises(UserError):
                self.ticket._reply(self.mia, "Look", [(name, content)])
        with self.assertRaises(UserError):
            self.ticket._reply(self.mia, "Look", [("a.png", PNG)] * 6)

    def test_a_portal_user_reaches_no_message_by_remote_calls(self):
        portal = self.users["portal"]
        ticket = self._asked(portal.partner_id, section_id=self.brittany.id)
        words = ticket.message_ids.filtered("subtype_id")
        messages = self.env["mail.message"].with_user(portal)
        self.assertFalse(messages.search([("model", "=", "club.ticket")]))
        with self.assertRaises(AccessError):
            words.with_user(portal).read(["body"])
        with self.assertRaises(AccessError):
            words.with_user(portal).write({"body": "I never said so"})

    def test_a_message_cannot_be_slipped_in_by_its_parent(self):
        portal = self.users["portal"]
        parent = self.mia.message_post(body="To you", partner_ids=portal.partner_id.ids)
        with self.assertRaises(AccessError):
            self.env["mail.message"].with_user(portal).create(
                {
                    "model": "club.ticket",
                    "res_id": self.ticket.id,
                    "parent_id": parent.id,
                    "body": "Forged",
                    "message_type": "comment",
                    "subtype_id": self.env.ref("mail.mt_comment").id,
                }
            )

    def test_staff_change_title_and_category_by_hand_and_nothing_else(self):
        ours = self._as("secretary", self.ticket)
        ours.write({"name": "Closing the year", "category_id": self.money.id})
        for vals in ({"owner_id": self.mia.id}, {"state": "closed"}, {"rating": 5}):
            with self.assertRaises(UserError):
                ours.write(vals)
