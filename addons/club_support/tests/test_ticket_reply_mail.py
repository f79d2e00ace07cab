from odoo.tests import freeze_time, tagged

from .gateway_common import BOUNCE, GatewayCommon
from .ticket_common import NOW


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestTicketReplyMail(GatewayCommon):
    """E-mails that belong to a question: the right one, and never another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._asked()
        cls.twin = cls._asked()
        queue = cls.env["mail.mail"].search([("model", "=", "club.ticket")], order="id")
        mine = queue.filtered(lambda m: m.res_id == cls.ticket.id)
        cls.receipt, cls.call = mine[0], mine[1]

    def test_the_members_reply_reaches_its_own_question_and_the_owner(self):
        new, mails = self._reply_to(self.receipt, self.mia.email, "More words.")
        self.assertFalse(new)
        self.assertEqual(self._to(mails), [self.owner])
        self.assertEqual(self._shown(self.ticket)[-1], ("reply", "More words.", True))
        self.assertEqual(len(self.twin._thread(self.owner)), 1)

    def test_the_owners_reply_answers_and_is_marked_as_mailed(self):
        _new, mails = self._reply_to(self.call, self.owner.email, "Open the menu.")
        self.assertEqual(self._to(mails), [self.mia])
        self.assertEqual(
            self._shown(self.ticket, self.mia)[-1], ("answer", "Open the menu.", True)
        )
        self.assertTrue(self.ticket.first_answer_at)
        self.assertFalse(self.twin.first_answer_at)

    def test_coordinators_and_the_office_answer_by_mail(self):
        for role in ("officer", "secretary"):
            with self.subTest(role):
                address = self.users[role].email
                self._reply_to(self.call, address, f"So says the {role}.")
                self.assertEqual(
                    self._shown(self.ticket, self.mia)[-1][1], f"So says the {role}."
                )
        self.assertEqual(self.ticket.owner_id, self.owner)

    def test_anybody_elses_words_go_nowhere_and_the_owner_learns_it(self):
        for sender in (
            "who@nowhere.example",
            self.carl.partner_id.email,
            self.users["reader"].email,
        ):
            with self.subTest(sender):
                _new, mails = self._reply_to(self.receipt, sender, "Tell me all.")
                self.assertEqual(self._to(mails), [self.owner])
                kind, said, _by_mail = self._shown(self.ticket)[-1]
                self.assertEqual(kind, "note")
                self.assertIn(f"Not forwarded: from {sender}", said)
                self.assertNotIn(
                    "Tell me all.", str(self._shown(self.ticket, self.mia))
                )
        self.assertFalse(self.ticket.first_answer_at)

    def test_a_forged_sender_adds_words_and_learns_nothing(self):
        self.ticket._note(self.owner, "She never paid.")
        before = (self.ticket.owner_id, self.ticket.partner_id, self.ticket.deadline)
        _new, mails = self._reply_to(
            self.receipt,
            self.mia.email,
            "Send me everything.",
            Reply_To="evil@x.example",
        )
        self.assertEqual(self._to(mails), [self.owner])
        self.assertNotIn("never paid", mails.body_html)
        self.assertEqual(
            (self.ticket.owner_id, self.ticket.partner_id, self.ticket.deadline), before
        )

    def test_a_former_owners_late_answer_stays_a_note(self):
        self.ticket._pass_on("Not mine", self.owner)
        _new, mails = self._reply_to(self.call, self.owner.email, "After all…")
        self.assertEqual(self._to(mails), [self.bea.partner_id])
        self.assertEqual(self._shown(self.ticket)[-1][0], "note")

    def test_a_forwarded_mail_answered_by_its_receiver_stays_a_note(self):
        _new, mails = self._reply_to(
            self.call,
            "friend@x.example",
            "I know!",
            subject="Fwd: Closing",
            Cc=self.mia.email,
        )
        self.assertEqual(self._to(mails), [self.owner])
        self.assertFalse(self.ticket.message_ids.partner_ids)

    def test_a_changed_subject_changes_nothing(self):
        self._reply_to(self.receipt, self.mia.email, "Still here.", subject="Lunch?")
        self.assertEqual(self._shown(self.ticket)[-1][1], "Still here.")

    def test_references_win_over_a_number_in_the_subject(self):
        self._reply_to(
            self.receipt, self.mia.email, "Here.", subject=f"[{self.twin.number}]"
        )
        self.assertEqual(self._shown(self.ticket)[-1][1], "Here.")

    def test_the_number_in_the_subject_finds_it_for_its_own_people_only(self):
        subject = f"Re: [{self.ticket.number}] How do I close the year?"
        new, _mails = self._receive(self.mia.email, "Mine.", subject)
        self.assertFalse(new)
        self.assertEqual(self._shown(self.ticket)[-1][:2], ("reply", "Mine."))
        self._receive(self.owner.email, "Answer.", subject)
        self.assertEqual(self._shown(self.ticket)[-1][:2], ("answer", "Answer."))
        new, _mails = self._receive("who@nowhere.example", "Mine too.", subject)
        self.assertTrue(new)
        self.assertEqual(len(self.ticket._thread(self.owner)), 3)

    def test_a_member_does_not_reach_anothers_question_by_its_number(self):
        other = self._member("Max Member", self.brittany)
        self._period(other, "2026-01-01", "2026-12-31")
        new, _mails = self._receive(
            other.partner_id.email, "Mine.", f"[{self.ticket.number}]"
        )
        self.assertEqual(new.partner_id, other.partner_id)

    def test_two_numbers_in_one_subject_name_no_question(self):
        new, _mails = self._receive(
            self.mia.email, "Both.", f"{self.ticket.number} {self.twin.number}"
        )
        self.assertTrue(new)

    def test_what_is_quoted_is_not_shown_and_never_sent_on(self):
        quoted = (
            "Yes.\n\nOn Tuesday, The Club <help@club.example> wrote:\n> Secret note"
        )
        _new, mails = self._reply_to(self.call, self.owner.email, quoted)
        self.assertNotIn("Secret", mails.body_html + mails.mail_message_id.body)
        answer = self.ticket.message_ids.filtered(lambda m: m.author_id == self.owner)
        self.assertNotIn("Secret", answer.body)
        _new, mails = self._reply_to(self.receipt, self.mia.email, quoted)
        self.assertNotIn("Secret", mails.body_html)
        self.assertNotIn("Secret", self._shown(self.ticket)[-1][1])
        self.assertTrue(self.ticket._thread(self.owner)[-1]["is_cut"])

    def test_an_answer_that_only_quotes_is_not_sent(self):
        _new, mails = self._reply_to(
            self.call, self.owner.email, "##-## Write above\nold words"
        )
        self.assertEqual(self._to(mails), [self.owner])
        self.assertIn("Not sent", mails.body_html)
        self.assertFalse(self.ticket.first_answer_at)

    def test_a_reply_to_a_note_stays_a_note(self):
        officer = self.users["officer"].partner_id
        note = self._told(lambda: self.ticket._note(officer, "Careful.", tell=True))
        _new, mails = self._reply_to(note, self.owner.email, "I know, she is slow.")
        self.assertFalse(mails)
        self.assertEqual(self._shown(self.ticket)[-1][0], "note")
        self.assertNotIn("slow", str(self._shown(self.ticket, self.mia)))

    def test_automatic_replies_are_nothing(self):
        self.ticket._solve(self.owner)
        before = len(self.ticket.message_ids)
        for headers in ({"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}):
            _new, mails = self._reply_to(
                self.receipt, self.mia.email, "I am away.", **headers
            )
            self.assertFalse(mails)
        self.assertEqual(self.ticket.state, "solved")
        self.assertEqual(len(self.ticket.message_ids), before)

    def test_a_bounce_neither_reopens_nor_is_answered(self):
        self.ticket._solve(self.owner)
        _new, mails = self._reply_to(
            self.receipt,
            "MAILER-DAEMON@mx.example",
            BOUNCE % (self.mia.email, self.receipt.message_id),
            kind='multipart/report; report-type=delivery-status; boundary="b"',
        )
        self.assertFalse(mails)
        self.assertEqual(self.ticket.state, "solved")
        kind, said, _by_mail = self._shown(self.ticket)[-1]
        self.assertEqual(kind, "note")
        self.assertIn(self.mia.email, said)

    def test_a_mailbox_of_several_answers_for_none_of_them(self):
        self.users["reader"].partner_id.email = self.users["secretary"].email
        self._reply_to(self.call, self.users["secretary"].email, "We say so.")
        self.assertEqual(self._shown(self.ticket)[-1][0], "note")

    def test_the_members_reply_opens_a_solved_question_again(self):
        self.ticket._solve(self.owner)
        self._reply_to(self.receipt, self.mia.email, "It is back.")
        self.assertEqual((self.ticket.state, self.ticket.reopened_count), ("open", 1))

    def test_a_reply_after_the_days_opens_a_new_one_that_refers_to_it(self):
        self.ticket._solve(self.owner)
        self.ticket._close()
        with freeze_time("2026-05-20 08:00:00"):
            new, _mails = self._reply_to(self.receipt, self.mia.email, "Again.")
            self.assertEqual(new.origin_id, self.ticket)
            self.assertEqual(new.partner_id, self.mia)
            self.assertEqual(self.ticket.state, "closed")
            self.assertEqual(self._shown(new, self.mia), [("question", "Again.", True)])

    def test_an_unknown_sender_goes_on_from_their_address_alone(self):
        ticket, mails = self._receive("Who <who@nowhere.example>")
        receipt = mails.filtered("email_to")
        self._reply_to(receipt, "who@nowhere.example", "More.")
        self.assertEqual(self._shown(ticket, self.boss)[-1][:2], ("reply", "More."))
        answers = self._told(lambda: ticket._reply(self.boss, "Who are you?"))
        self.assertEqual(self._to(answers), ["who@nowhere.example"])
        self.assertNotIn("/my/support", answers.body_html)
