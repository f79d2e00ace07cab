"""What the tests of mails about duties share."""

from odoo.tests import freeze_time

from .common import TODAY, SupportCommon


@freeze_time(TODAY)
class DutyMailCommon(SupportCommon):
    """Anna and Bea serve in Brittany, where Paula coordinates."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Europe/Paris"
        cls.anna = cls._volunteer("Anna")
        cls.bea = cls._volunteer("Bea")
        cls.paula = cls._person("Paula")
        cls._office(cls.paula, cls.brittany, "coordinator")
        cls.rota = cls._rota()
        cls.duty = cls._duty(cls.rota, cls.anna)
        cls.author = cls.env.user.partner_id
        cls.notices = cls.env["club.duty.notice"]

    def setUp(self):
        super().setUp()
        self.known = self.env["mail.mail"].search([])

    def _run(self, job):
        with self.enter_registry_test_mode():
            self.env.ref(f"club_support.{job}").method_direct_trigger()

    def _mails(self):
        """Send what waits; {name: mail} of what was queued, one mail a person."""
        self._run("ir_cron_club_duty_notice")
        new = self.env["mail.mail"].search([]) - self.known
        self.known |= new
        told = {}
        for mail in new:
            name = mail.email_to.split('"')[1]
            self.assertNotIn(name, told, "two mails at once for one person")
            told[name] = mail
        return told

    def _morning(self, day):
        """What the daily job does on that day, at half past four; the mails of it."""
        with freeze_time(f"{day} 04:30:00"):
            self._run("ir_cron_club_duty")
            return self._mails()
