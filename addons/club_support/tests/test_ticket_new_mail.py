from odoo.tests import freeze_time, tagged

from .gateway_common import ALIAS, GatewayCommon
from .ticket_common import NOW


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
