from datetime import datetime

from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged

from .evaluation_common import CLOSES, EvaluationCommon

WEEK_LATER = datetime(2026, 3, 22, 10)
LAST_DAYS = datetime(2026, 4, 14, 10)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEvaluationNotices(EvaluationCommon):
    """Who is written to, when, and once."""

    def setUp(self):
        super().setUp()
        self.before = self.env["mail.mail"].search([], order="id desc", limit=1).id

    def _mails(self):
        return self.env["mail.mail"].search([("id", ">", self.before or 0)], order="id")

    def _notify(self, now=None):
        self.now = now or self.now
        with self.enter_registry_test_mode():
            self.env.ref("club_roadmap.ir_cron_club_evaluation").method_direct_trigger()

    def _told(self, level):
        return self.env["club.evaluation.notice"].search([("level", "=", level)])

    def test_each_user_is_invited_once_however_often_the_job_runs(self):
        self._opened()
        for _run in range(3):
            self._notify()
        self.assertEqual(self._told("invitation").partner_id, self._people())
        self.assertEqual(len(self._mails()), len(self.users_of))
        self.assertEqual(set(self._told("invitation").mapped("state")), {"sent"})

    def _people(self):
        return self.env["club.ballot.roll"].search([]).partner_id

    def test_who_has_answered_is_reminded_no_more(self):
        evaluation = self._opened()
        self._notify()
        self._all_answer(evaluation, self.payroll, [5] * 5)
        self._notify(WEEK_LATER)
        self._notify(WEEK_LATER)
        reminded = self._told("reminder").partner_id
        self.assertEqual(reminded, self._people() - self._first(5))
        self._answer(evaluation, self.users_of[5], {self.payroll: 3})
        self._notify(LAST_DAYS)
        self.assertEqual(self._told("last").partner_id, self._people() - self._first(6))

    def _first(self, count):
        return self.env["res.partner"].union(*self.users_of[:count])

    def test_who_answers_between_the_note_and_the_mail_gets_none(self):
        evaluation = self._opened()
        self.assertEqual(evaluation._write_notices(), len(self.users_of))
        self._all_answer(evaluation, self.payroll, [5] * 12)
        self._notify()
        self.assertFalse(self._mails())
        self.assertEqual(set(self._told("invitation").mapped("state")), {"dropped"})

    def test_after_an_outage_only_the_highest_level_goes_out(self):
        self._opened()
        self._notify(LAST_DAYS)
        self.assertFalse(self._told("invitation") | self._told("reminder"))
        self.assertEqual(len(self._told("last")), len(self.users_of))

    def test_nobody_is_written_to_before_the_beginning_or_after_the_end(self):
        self._opened(opens_at=WEEK_LATER)
        self._notify()
        self._notify(CLOSES)
        self.assertFalse(self._mails())

    def test_nobody_is_written_to_twice_in_a_day(self):
        self._opened(closes_at=datetime(2026, 3, 17, 20))
        self._notify(datetime(2026, 3, 15, 9))
        self.assertEqual(len(self._told("invitation")), len(self.users_of))
        self._notify(datetime(2026, 3, 15, 21))
        self.assertFalse(self._told("last"))
        self._notify(datetime(2026, 3, 16, 10))
        self.assertEqual(len(self._told("last")), len(self.users_of))

    def test_mail_opens_the_form_and_nobody_reads_its_link_afterwards(self):
        person = self.acme_team["seat"]
        user = self._login(person)
        evaluation = self._opened()
        self._notify()
        mail = self._mails().filtered(lambda mail: person in mail.recipient_ids)
        link = self.env["club.signin.link"].search([("user_id", "=", user.id)])
        self.assertEqual(link.redirect, f"/my/evaluations/{evaluation.id}")
        self.assertIn(f"/club/signin/{link.id}/", mail.body_html)
        self.assertFalse(mail.mail_message_id.body)
        other = self._mails() - mail
        self.assertIn("/club/signin?redirect=", other[0].body_html)

    def test_each_is_written_to_in_their_own_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.env.ref("club_roadmap.mail_template_evaluation")
        template.with_context(lang="fr_FR").subject = "Votre avis"
        person = self.acme_team["seat"]
        person.lang = "fr_FR"
        self._opened()
        self._notify()
        french = self._mails().filtered(lambda mail: mail.subject == "Votre avis")
        self.assertEqual(french.recipient_ids, person)

    def test_who_has_no_address_is_named_to_the_office(self):
        self.acme_team["seat"].email = False
        self._opened()
        self._notify()
        self.assertEqual(
            self._told("invitation")
            .filtered(lambda n: n.state == "unreachable")
            .partner_id,
            self.acme_team["seat"],
        )

    def test_who_finds_their_pages_closed_is_not_invited_yet(self):
        self.brittany.write(
            {"portal_opening": "date", "portal_opening_date": "2026-03-21"}
        )
        self._opened()
        self._notify()
        self.assertFalse(self._mails())
        with freeze_time("2026-03-22"):
            self._notify(WEEK_LATER)
        self.assertEqual(len(self._told("reminder")), len(self.users_of))

    def test_whom_reminders_went_to_is_forgotten_at_the_end(self):
        evaluation = self._opened()
        self._notify()
        self._close(evaluation)
        self.assertFalse(evaluation.notice_ids)
        cancelled = self._opened()
        self._notify()
        cancelled.box_id.sudo()._cancel("Wrong questions")
        self.assertFalse(cancelled.notice_ids)
