from odoo.modules.neutralize import neutralize_database
from odoo.tests import TransactionCase, tagged

RUN = "club_membership.ir_cron_club_run"
NOTICES = "club_membership.ir_cron_club_notice_send"
NIGHTLY = "club_membership.ir_cron_club_nightly"
MAIL_QUEUE = "mail.ir_cron_mail_scheduler_action"


@tagged("post_install", "-at_install")
class TestPractice(TransactionCase):
    """A neutralised copy of the database lets people practise and sends nothing."""

    def _neutralize(self):
        self.env.flush_all()
        neutralize_database(self.env.cr)
        self.env.invalidate_all()
        self.env.registry.clear_cache("default", "templates", "stable")

    def _trigger(self, name):
        """Wake a job up; tell whether it will run."""
        job = self.env.ref(name)
        before = self.env["ir.cron.trigger"].search_count([("cron_id", "=", job.id)])
        job._trigger()
        after = self.env["ir.cron.trigger"].search_count([("cron_id", "=", job.id)])
        return job.active and after > before

    def test_neutralising_switches_every_job_off(self):
        self._neutralize()
        for name in (RUN, NOTICES, NIGHTLY, MAIL_QUEUE):
            self.assertFalse(self.env.ref(name).active, name)

    def test_what_people_start_still_runs_in_a_practice_copy(self):
        self._neutralize()
        self.assertTrue(self._trigger(RUN))
        self.assertTrue(self._trigger(NOTICES))

    def test_the_mail_queue_stays_off_in_a_practice_copy(self):
        self._neutralize()
        self.assertFalse(self._trigger(MAIL_QUEUE))
        self.assertFalse(self._trigger(NIGHTLY))

    def test_a_job_that_was_switched_off_stays_off_elsewhere(self):
        self.env.ref(RUN).active = False
        self.assertFalse(self._trigger(RUN))

    def test_practice_jobs_exist(self):
        for name in self.env["ir.cron"]._club_practice_jobs():
            self.assertEqual(self.env.ref(name)._name, "ir.cron", name)

    def test_a_page_says_that_it_is_in_a_practice_copy(self):
        page = self.env.ref("club_membership.notice_page_content")
        portal = self.env.ref("web.frontend_layout")
        self.assertNotIn("Practice copy", self._text(page))
        self.assertNotIn("Practice copy", self._text(portal))
        self._neutralize()
        self.assertIn("Practice copy", self._text(page))
        self.assertIn("Practice copy", self._text(portal))

    def _text(self, view):
        return "".join(view._get_combined_arch().itertext())
