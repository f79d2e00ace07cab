"""What the tests of mails about meetings share."""

from .common import TODAY, EventsCommon, freeze_time


@freeze_time(TODAY)
class EventMailCommon(EventsCommon):
    """Anna and Bea are told of a meeting on 9 April."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Europe/Paris"
        cls.anna = cls._person("Anna")
        cls.bea = cls._person("Bea")
        cls.event = cls._meeting("Spring meeting")
        cls.notices = cls.env["club.event.notice"]

    def setUp(self):
        super().setUp()
        self.known = self.env["mail.mail"].search([])

    def _run(self, job):
        with self.enter_registry_test_mode():
            self.env.ref(f"club_events.{job}").method_direct_trigger()

    def _mails(self):
        """Send what waits; {name or address: mail} of what was queued."""
        self._run("ir_cron_club_event_notice")
        new = self.env["mail.mail"].search([]) - self.known
        self.known |= new
        told = {}
        for mail in new:
            name = (
                mail.email_to.split('"')[1] if '"' in mail.email_to else mail.email_to
            )
            self.assertNotIn(name, told, "two mails at once for one person")
            told[name] = mail
        return told
