from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .pain_common import PainCommon
from .test_request_notice import NoticeCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPainHealing(NoticeCommon, PainCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pain = cls._pain()
        cls._report(cls.pain, cls.bolt, shown=False)
        cls.first, cls.second = cls._request("First"), cls._request("Second")
        cls.pain.request_ids = cls.first | cls.second

    def _asked(self):
        """{address: [body]} of the mails that ask, once the daily job has run."""
        self._run_cron()
        question = f"{self.company.name}: does it still hurt?"
        self.sent = [mail for mail in self.sent if mail["Subject"] == question]
        return self._mails()

    def _deliver(self, *requests):
        for request in requests:
            request._move("delivered", by="vendor")

    def test_reporters_are_asked_once_all_is_delivered(self):
        self._deliver(self.first)
        self.assertFalse(self.pain.asked_on)
        self._deliver(self.second)
        self.assertEqual(str(self.pain.asked_on), TODAY)
        asked = {self.acme_team["voter"].email, self.bolt_team["voter"].email}
        self.assertEqual(set(self._asked()), asked)
        self.sent = []
        self.assertFalse(self._asked())

    def test_what_will_never_come_is_not_waited_for(self):
        self.second._move("declined", reason="Too dear", by="vendor")
        self._deliver(self.first)
        self.assertTrue(self.pain.asked_on)

    def test_nobody_is_asked_about_what_is_over(self):
        self.pain.action_heal()
        self._deliver(self.first, self.second)
        self.assertFalse(self._asked())

    def test_the_mail_does_not_tell_which_pain_point(self):
        self._deliver(self.first, self.second)
        for [body] in self._asked().values():
            self.assertNotIn(self.pain.name, body)

    def test_no_queue_tells_who_is_asked(self):
        self._deliver(self.first, self.second)
        self.assertTrue(self._asked())
        mails = self.env["mail.mail"].search([])
        self.assertFalse(mails.filtered(lambda m: "hurt" in (m.subject or "")))

    def test_questions_wait_for_the_mail_server(self):
        self._deliver(self.first, self.second)
        models = "odoo.addons.club_roadmap.models"
        with mute_logger(f"{models}.club_pain_asking", f"{models}.club_request_digest"):
            self._run_cron(failure=OSError("no route"))
        self.assertEqual(len(self._asked()), 2)

    def test_who_has_left_is_not_asked(self):
        self._deliver(self.first, self.second)
        self.bolt.period_ids.unlink()
        self.bolt.state = "lapsed"
        self.assertEqual(list(self._asked()), [self.acme_team["voter"].email])

    def test_an_answer_is_kept_and_may_be_changed(self):
        self._deliver(self.first, self.second)
        voter = self.acme_team["voter"]
        self.pain._answer_whether_it_hurts(voter, self.acme, "still")
        self.pain._answer_whether_it_hurts(voter, self.acme, "gone")
        self.assertEqual(self.pain._report_of(self.acme).outcome, "gone")
        self.assertEqual(self.pain.outcome, "It is gone: 1")

    def test_answers_with_a_hidden_one_are_shown_from_three_on(self):
        self._report(self.pain, self.cogs)
        self._deliver(self.first, self.second)
        for member, team in (
            (self.acme, self.acme_team),
            (self.bolt, self.bolt_team),
            (self.cogs, self.cogs_team),
        ):
            told = self.pain.outcome
            self.pain._answer_whether_it_hurts(team["voter"], member, "better")
            self.pain.invalidate_recordset(["outcome"])
        self.assertEqual(told, "")
        self.assertEqual(self.pain.outcome, "It is better: 3")

    def test_who_was_not_asked_does_not_answer(self):
        voter = self.acme_team["voter"]
        with self.assertRaisesRegex(UserError, "Nobody asked"):
            self.pain._answer_whether_it_hurts(voter, self.acme, "gone")
        self._deliver(self.first, self.second)
        with self.assertRaisesRegex(UserError, "Nobody asked"):
            self.pain._answer_whether_it_hurts(voter, self.acme, "perhaps")
        with self.assertRaisesRegex(UserError, "Nobody asked"):
            self.pain._answer_whether_it_hurts(
                self.cogs_team["voter"], self.cogs, "gone"
            )
