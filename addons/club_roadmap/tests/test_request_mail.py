from datetime import timedelta

from odoo import fields
from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .test_request_pages import FORM, RequestSpaces


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestMail(RequestSpaces):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.club_request_alias = "requests"
        cls.company.club_request_alias_id.alias_incoming_local = True
        cls.voter = cls.acme_team["voter"]
        cls.mails = cls.env["mail.mail"]
        cls.kept = cls.env["club.request.mail"]

    def _receive(self, sender, number=1, headers="", subject="Labels"):
        """What arrives, and the answers that it caused."""
        before = self.mails.search([])
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            self.env["mail.thread"].message_process(
                None,
                f"Message-Id: <{number}.{sender}@outside>\n"
                f"From: {sender}\nTo: requests@club.example\nSubject: {subject}\n"
                f"{headers}\nTen labels a page, please.\n",
            )
        return self.mails.search([]) - before

    def _count(self):
        return self.env["club.request"].with_context(active_test=False).search_count([])

    def test_what_a_member_sends_waits_for_them_and_is_read_by_nobody(self):
        requests = self._count()
        messages = self.env["mail.message"].search_count([("subject", "=", "Labels")])
        answer = self._receive(self.voter.email)
        self.assertEqual(answer.email_to, self.voter.email)
        self.assertIn("Auto-Submitted", answer.headers)
        self.assertNotIn("Labels", answer.body_html)
        self.assertEqual(self.kept.search([]).subject, "Labels")
        self.assertEqual(self._count(), requests)
        found = self.env["mail.message"].search_count([("subject", "=", "Labels")])
        self.assertEqual(found, messages)

    def test_only_the_secret_of_the_mail_opens_it(self):
        answer = self._receive(self.voter.email)
        kept = self.kept.search([])
        token = answer.body_html.split(f"/mailed/{kept.id}/")[1].split('"')[0]
        self.assertEqual(self.kept._find(kept.id, token), kept)
        self.assertEqual(self.kept._said(f"{kept.id}-{token}"), kept)
        for number, secret in ((kept.id, "x"), (kept.id, ""), (kept.id + 1, token)):
            self.assertFalse(self.kept._find(number, secret))

    def test_what_is_published_is_in_the_name_of_who_signs_in(self):
        self._receive(self.voter.email)
        space = self._space(self.voter)
        made = self.env["club.request"]._propose(space, FORM, self.acme, False)
        self.assertEqual(made._author_row().partner_id, self.voter)

    def test_a_stranger_gets_one_answer_and_leaves_nothing(self):
        self.assertEqual(len(self._receive("who@nowhere.example")), 1)
        self.assertFalse(self._receive("who@nowhere.example", number=2))
        self.assertFalse(self.kept.search([]))

    def test_a_former_member_is_a_stranger(self):
        self.acme.period_ids.date_to = "2025-12-31"
        self.acme._refresh()
        self._receive(self.voter.email)
        self.assertFalse(self.kept.search([]))

    def test_programs_are_not_answered(self):
        for number, (sender, headers) in enumerate(
            (
                (self.voter.email, "Auto-Submitted: auto-replied\n"),
                (self.voter.email, "Precedence: bulk\n"),
                (self.voter.email, "List-Id: <x.example>\n"),
                (self.voter.email, "Return-Path: <>\n"),
                ("MAILER-DAEMON@nowhere.example", ""),
                ("no-reply@nowhere.example", ""),
            )
        ):
            with self.subTest(sender=sender, headers=headers):
                self.assertFalse(self._receive(sender, number, headers))
        self.assertFalse(self.kept.search([]))

    def test_a_flood_under_a_members_name_is_stopped(self):
        for number in range(12):
            self._receive(self.voter.email, number)
        self.assertEqual(self.kept.search_count([]), 10)

    def test_what_nobody_publishes_is_gone_after_thirty_days(self):
        self._receive(self.voter.email)
        kept = self.kept.search([])
        self.kept._gc_unconfirmed()
        self.assertTrue(kept.exists())
        kept.received_at = fields.Datetime.now() - timedelta(days=31)
        self.kept._gc_unconfirmed()
        self.assertFalse(kept.exists())

    def test_the_address_is_a_setting(self):
        settings = self._as("admin")["club.settings"].with_company(self.company)
        form = settings.create({})
        self.assertEqual(form.club_request_alias, "requests")
        form.club_request_alias = "wishes"
        form.action_save()
        self.assertEqual(self.company.club_request_alias_id.alias_name, "wishes")
        form.club_request_alias = False
        form.action_save()
        self.assertFalse(self.company.club_request_alias_id)
