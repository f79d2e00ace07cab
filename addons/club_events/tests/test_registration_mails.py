from odoo.tests import tagged

from .common import TODAY, freeze_time
from .register_common import RegisterCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRegistrationMails(RegisterCommon):
    """Odoo's mails to who registers are written by its job, never in the click."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # As on a server where nobody chose otherwise.
        cls.env["ir.config_parameter"].sudo().set_param("event.event_mail_async", False)
        cls.job = cls.env.ref("event.event_mail_scheduler")
        cls.event = cls._meeting(seats_limited=True, seats_max=1)
        cls.schedules = cls.event.event_mail_ids.filtered(
            lambda mail: mail.interval_type == "after_sub"
        )

    def _calls(self):
        return self.env["ir.cron.trigger"].search_count([("cron_id", "=", self.job.id)])

    def test_registering_writes_no_mail_and_calls_the_job(self):
        self.assertTrue(self.schedules)
        before = self._calls()
        self._door(self.event, self.dan)
        self.assertFalse(self.schedules.mail_registration_ids)
        self.assertEqual(self._calls(), before + 1)
        self.schedules.execute()
        self.assertEqual(
            self.schedules.mail_registration_ids.registration_id.attendee_id, self.dan
        )

    def test_nothing_is_to_be_written_to_who_waits(self):
        self._door(self.event, self.dan)
        before = self._calls()
        self._door(self.event, self.eve)
        self.assertEqual(self._calls(), before)
