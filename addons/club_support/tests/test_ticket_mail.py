from odoo import fields
from odoo.tests import freeze_time, tagged

from .test_ticket_thread import PNG
from .ticket_common import NOW, TicketCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestTicketMail(TicketCommon):
    """What leaves, and for whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = cls.env["mail.alias.domain"].create({"name": "club.example"})
        cls.company.alias_domain_id = domain
        cls.company.club_ticket_alias = "help"
        cls.ticket = cls._asked()
        cls.owner = cls.anna.partner_id
        cls.asked = cls._mails(cls.ticket)
        cls.asked.unlink()

    def test_who_asks_learns_number_owner_and_deadline(self):
        mails = self._told(self._asked)
        self.assertEqual(self._to(mails), [self.mia, self.owner])
        body = mails[0].body_html
        self.assertIn("Anna", body)
        self.assertIn("Wednesday 8 April, 10:00", body)
        ticket = self.tickets.browse(mails[0].res_id)
        for mail in mails:
            self.assertIn(ticket.number, mail.subject)
            self.assertIn("help@club.example", mail.reply_to)
            self.assertIn("auto-generated", mail.headers)
        self.assertIn("I find no button.", mails[1].body_html)

    def test_nobody_waits_an_hour_for_an_email(self):
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action")
        woken = self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)])
        woken.unlink()
        self.ticket._reply(self.owner, "Below the list.")
        self.assertTrue(woken.search([("cron_id", "=", queue.id)]))

    def test_without_an_address_for_questions_no_reply_is_promised(self):
        self.company.club_ticket_alias = False
        mails = self._told(self._asked)
        mails |= self._told(lambda: self.ticket._solve(self.owner))
        for mail in mails:
            self.assertNotIn("##-##", mail.body_html)
            self.assertNotIn("eply to this e-mail", mail.body_html)

    def test_a_call_that_was_noted_needs_no_receipt(self):
        values = {"name": "By phone", "partner_id": self.mia.id, "channel": "phone"}
        values["company_id"] = self.company.id
        mails = self._told(
            lambda: self.tickets._ask(values, self.owner, acknowledge=False)
        )
        self.assertFalse(mails)

    def test_an_answer_goes_to_who_asked_and_nobody_else(self):
        mails = self._told(
            lambda: self.ticket._reply(self.owner, "Open it.", [("a.png", PNG)])
        )
        self.assertEqual(self._to(mails), [self.mia])
        self.assertIn("Open it.", mails.body_html)
        self.assertEqual(mails.attachment_ids.mapped("name"), ["a.png"])
        self.assertNotIn(self.owner.email, mails.email_from + mails.body_html)

    def test_the_members_words_go_to_the_owner_and_nobody_else(self):
        mails = self._told(lambda: self.ticket._reply(self.mia, "It fails."))
        self.assertEqual(self._to(mails), [self.owner])
        self.assertIn("It fails.", mails.body_html)
        self.assertNotIn(self.mia.email, mails.email_from + mails.body_html)

    def test_a_note_leaves_only_for_the_owner_and_only_when_asked(self):
        officer = self.users["officer"].partner_id
        self.assertFalse(self._told(lambda: self.ticket._note(officer, "Hm")))
        mails = self._told(lambda: self.ticket._note(officer, "Look", tell=True))
        self.assertEqual(self._to(mails), [self.owner])
        self.assertFalse(
            self._told(lambda: self.ticket._note(self.owner, "Me", tell=True))
        )

    def test_no_mail_repeats_what_was_said_before(self):
        self.ticket._note(self.owner, "She never paid.")
        self.ticket._reply(self.owner, "Open the menu.")
        mails = self._told(lambda: self.ticket._reply(self.mia, "Which one?"))
        mails |= self._told(lambda: self.ticket._reply(self.owner, "The first."))
        mails |= self._told(lambda: self.ticket._solve(self.owner))
        for mail in mails:
            self.assertNotIn("Open the menu.", mail.body_html)
            self.assertNotIn("never paid", mail.body_html)

    def test_only_the_new_owner_is_told_when_it_passes_on(self):
        mails = self._told(lambda: self.ticket._pass_on("Not mine", self.owner))
        self.assertEqual(self._to(mails), [self.bea.partner_id])
        self.assertIn("Not mine", mails.body_html)
        mails = self._told(
            lambda: self.ticket._take(
                self.anna, "I can after all", self.users["secretary"].partner_id
            )
        )
        self.assertEqual(self._to(mails), [self.owner])
        mails = self._told(
            lambda: self.ticket._take(
                self.users["secretary"].partner_id,
                "Mine",
                self.users["secretary"].partner_id,
            )
        )
        self.assertFalse(mails)

    def test_who_asked_is_told_that_it_is_solved_and_asked_once_how_it_was(self):
        mails = self._told(lambda: self.ticket._solve(self.owner))
        self.assertEqual(self._to(mails), [self.mia])
        self.assertIn(f"/my/support/{self.ticket.id}?stars=5", mails.body_html)
        self.assertTrue(self.ticket.rating_asked_at)
        self.ticket._reopen(self.mia)
        mails = self._told(lambda: self.ticket._solve(self.owner))
        self.assertNotIn("stars=", mails.body_html)
        self.assertFalse(self._told(self.ticket._close))

    def test_every_mail_belongs_to_the_thread_by_its_own_message_id(self):
        mails = self._told(lambda: self.ticket._reply(self.owner, "Open it."))
        mails |= self._told(lambda: self.ticket._reply(self.mia, "Thank you."))
        question = self.ticket.message_ids.sorted("id")[0]
        ids = mails.mapped("message_id")
        self.assertEqual(len(set(ids)), 2)
        self.assertEqual(set(mails.mapped("references")), {question.message_id})
        kept = mails.mail_message_id
        mails.unlink()
        self.assertEqual(set(kept.mapped("res_id")), {self.ticket.id})

    def test_a_mail_speaks_the_language_of_its_reader(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.mia.lang = "fr_FR"
        mails = self._told(self._asked)
        self.assertIn("mercredi 8 avril", mails[0].body_html)
        self.assertIn("Wednesday 8 April", mails[1].body_html)

    def test_the_deceased_and_who_has_no_address_are_sent_nothing(self):
        self.mia.email = False
        self.assertFalse(self._told(lambda: self.ticket._reply(self.owner, "Hm")))
        self.mia.write({"email": "mia@x.example", "club_deceased_on": "2026-04-06"})
        self.assertFalse(self._told(lambda: self.ticket._reply(self.owner, "Hm")))

    def test_names_are_text_in_a_mail(self):
        mails = self._told(lambda: self._asked(name="<b>x</b>", body="<i>y</i>"))
        self.assertNotIn("<i>y</i>", mails[1].body_html)
        self.assertNotIn("<b>x</b>", mails[1].body_html)

    def test_solving_proposes_hours_to_the_volunteer(self):
        self.ticket._solve(self.owner, minutes=30)
        hours = self.env["club.hours"].search(
            [("origin", "=", f"club.ticket,{self.ticket.id}")]
        )
        self.assertEqual((hours.partner_id, hours.hours), (self.owner, 0.5))
        self.assertEqual(hours.date, fields.Date.to_date("2026-04-07"))
        self.assertEqual(hours.section_id, self.brittany)
        self.assertEqual(hours.state, "proposed")

    def test_hours_follow_the_setting_unless_said(self):
        self.company.club_ticket_minutes = 90
        self.ticket._solve(self.owner)
        log = self.env["club.hours"].search([("partner_id", "=", self.owner.id)])
        self.assertEqual(log.hours, 1.5)
        self.ticket._reopen(self.mia)
        self.ticket._solve(self.owner, minutes=0)
        self.assertEqual(log.search([("partner_id", "=", self.owner.id)]), log)

    def test_the_national_team_and_unanswered_questions_log_nothing(self):
        national = self._asked(section_id=self.provence.id)
        national._solve(self.boss, minutes=30)
        self.ticket._solve(self.mia)
        people = (self.boss | self.owner).ids
        hours = self.env["club.hours"].search([("partner_id", "in", people)])
        self.assertFalse(hours)
