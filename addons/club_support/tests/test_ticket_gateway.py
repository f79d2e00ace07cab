from odoo.addons.mail.tests.common import MailCase
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ticket_common import NOW, TicketCommon

ALIAS = "help@club.example"
ROUTING = (
    "odoo.addons.mail.models.mail_thread",
    "odoo.addons.club_support.models.club_ticket_gateway",
)
BOUNCE = """
--b
Content-Type: text/plain

Undelivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; %s
Action: failed
Status: 5.1.1
--b
Content-Type: message/rfc822

Message-Id: %s
From: help@club.example
Subject: Closing

Text
--b--
"""


class GatewayCommon(MailCase, TicketCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = cls.env["mail.alias.domain"].create({"name": "club.example"})
        cls.company.alias_domain_id = domain
        cls.company.club_ticket_alias = "help"
        for role, user in cls.users.items():
            user.partner_id.email = f"{role}@office.example"
        cls.owner = cls.anna.partner_id
        cls.count = 0

    def _receive(self, sender, text="Please help.", subject="Closing", **more):
        """What arrives by e-mail.

        :return: (new questions, new e-mails in the queue)
        """
        type(self).count += 1
        before, queue = self.tickets.search([]), self._mails()
        headers = {
            "Message-Id": f"<{self.count}.{sender.split('@')[0][-5:]}@outside.example>",
            "From": sender,
            "To": more.pop("to", ALIAS),
            "Subject": subject,
            "Content-Type": more.pop("kind", "text/plain; charset=utf-8"),
            **{name.replace("_", "-"): value for name, value in more.items()},
        }
        head = "\n".join(f"{name}: {value}" for name, value in headers.items())
        with mute_logger(*ROUTING):
            self.env["mail.thread"].message_process(None, f"{head}\n\n{text}\n")
        return self.tickets.search([]) - before, self._mails() - queue

    def _reply_to(self, mail, sender, text="Yes.", **more):
        """An answer to this e-mail of ours, as mail programs write it."""
        return self._receive(
            sender,
            text,
            more.pop("subject", f"Re: {mail.subject}"),
            In_Reply_To=mail.message_id,
            References=f"{mail.references} {mail.message_id}",
            **more,
        )

    def _told(self, happens):
        before = self._mails()
        happens()
        return self._mails() - before

    def _to(self, mails):
        return [mail.recipient_ids or mail.email_to for mail in mails]

    def _shown(self, ticket, reader=None):
        return [
            (each["kind"], each["body"].striptags().strip(), each["is_by_email"])
            for each in ticket._thread(reader or self.owner)
        ]


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestTicketNewMail(GatewayCommon):
    """E-mails that ask something new."""

    def test_a_members_mail_becomes_a_question_of_their_section(self):
        ticket, mails = self._receive(f"Mia <{self.mia.email}>", "No button.")
        self.assertEqual(ticket.partner_id, self.mia)
        self.assertEqual((ticket.channel, ticket.section_id), ("email", self.brittany))
        self.assertEqual((ticket.name, ticket.body), ("Closing", "No button."))
        self.assertEqual(ticket.volunteer_id, self.anna)
        self.assertEqual(self._to(mails), [self.mia, self.owner])
        self.assertEqual(self._shown(ticket), [("question", "No button.", True)])

    def test_an_unknown_sender_is_nobodys_account_and_goes_to_the_national_team(self):
        people = self.env["res.partner"].search_count([])
        ticket, mails = self._receive("Who <who@nowhere.example>", subject="Win $$")
        self.assertFalse(ticket.partner_id)
        self.assertEqual((ticket.owner_id, ticket.step), (self.boss, "national"))
        self.assertEqual(self.env["res.partner"].search_count([]), people)
        self.assertEqual(self._to(mails), ["who@nowhere.example", self.boss])
        self.assertNotIn("Win", mails[0].subject + mails[0].body_html)
        self.assertNotIn("/my/support", mails[0].body_html)

    def test_an_address_of_two_members_is_nobodys(self):
        other = self._member("Max Member", self.normandy)
        self._period(other, "2026-01-01", "2026-12-31")
        other.partner_id.email = self.mia.email
        ticket, _mails = self._receive(self.mia.email)
        self.assertFalse(ticket.partner_id)

    def test_a_former_member_and_an_organisation_are_unknown(self):
        self.mia.club_membership_ids.period_ids.date_to = "2026-01-31"
        self.mia.club_membership_ids._refresh()
        self.assertFalse(self._receive(self.mia.email)[0].partner_id)
        acme = self._organisation("Acme")
        self.assertFalse(self._receive(acme.email)[0].partner_id)

    def test_programs_open_nothing_and_are_not_answered(self):
        for sender, headers in (
            (self.mia.email, {"Auto_Submitted": "auto-replied"}),
            (self.mia.email, {"Auto_Submitted": "auto-generated"}),
            (self.mia.email, {"Precedence": "bulk"}),
            (self.mia.email, {"X_Autoreply": "yes"}),
            (self.mia.email, {"List_Id": "<x.example>"}),
            (self.mia.email, {"Return_Path": "<>"}),
            ("MAILER-DAEMON@nowhere.example", {}),
            ("no-reply@nowhere.example", {}),
            (ALIAS, {}),
            ("club@club.example", {}),
        ):
            with self.subTest(sender=sender, headers=headers):
                ticket, mails = self._receive(sender, **headers)
                self.assertFalse(ticket)
                self.assertFalse(mails)

    def test_a_flood_is_stopped_without_an_answer(self):
        found = [self._receive("flood@x.example") for _number in range(20)]
        self.assertEqual(sum(len(ticket) for ticket, _mails in found), 15)
        self.assertFalse(found[-1][1])
        answered = [mail for _t, mails in found for mail in mails if mail.email_to]
        self.assertEqual(len(answered), 3)

    def test_who_owns_questions_may_answer_many(self):
        tickets = [self._asked() for _number in range(17)]
        for ticket in tickets:
            self._receive(self.owner.email, "So.", f"[{ticket.number}]")
        self.assertTrue(all(ticket.first_answer_at for ticket in tickets))

    def test_the_same_mail_twice_is_one_question(self):
        first, _mails = self._receive(self.mia.email, Message_Id="<one@x.example>")
        again, mails = self._receive(self.mia.email, Message_Id="<one@x.example>")
        self.assertTrue(first)
        self.assertFalse(again)
        self.assertFalse(mails)

    def test_nobody_in_copy_becomes_anything(self):
        ticket, mails = self._receive(
            self.mia.email, Cc=f"{self.carl.partner_id.email}, x@y.example"
        )
        self.assertFalse(ticket.message_follower_ids)
        self.assertFalse(ticket.message_ids.partner_ids)
        self.assertEqual(self._to(mails), [self.mia, self.owner])

    def test_a_mail_without_words_or_files_is_nothing(self):
        self.assertFalse(self._receive(self.mia.email, "", "")[0])

    def test_harmful_files_stay_outside_and_are_named(self):
        text = (
            "--b\nContent-Type: text/plain\n\nSee the files.\n"
            '--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename="a'
            '.csv"\n\na;b\n'
            "--b\nContent-Type: application/octet-stream\n"
            'Content-Disposition: attachment; filename="evil.exe"\n\nMZ\n--b--'
        )
        ticket, _mails = self._receive(
            self.mia.email, text, kind='multipart/mixed; boundary="b"'
        )
        files = [
            f["name"] for each in ticket._thread(self.owner) for f in each["files"]
        ]
        self.assertEqual(files, ["a.csv"])
        self.assertEqual(ticket._thread(self.owner)[-1]["kind"], "note")
        self.assertIn("evil.exe", ticket._thread(self.owner)[-1]["body"])

    def test_html_is_made_safe(self):
        ticket, _mails = self._receive(
            self.mia.email,
            "<p>Hello <script>alert(1)</script><b onclick='x()'>you</b></p>",
            kind="text/html; charset=utf-8",
        )
        self.assertNotIn("script", ticket.body + ticket._thread(self.owner)[0]["body"])
        self.assertIn("Hello", ticket.body)

    def test_the_address_is_a_setting(self):
        self.company.club_ticket_alias = "questions"
        self.assertEqual(self.company.club_ticket_alias_id.alias_name, "questions")
        self.assertTrue(self._receive(self.mia.email, to="questions@club.example")[0])
        self.company.club_ticket_alias = False
        self.assertFalse(self.company.club_ticket_alias_id)


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
