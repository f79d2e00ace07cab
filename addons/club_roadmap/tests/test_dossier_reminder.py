from odoo.addons.club_membership.tests.common import TODAY
from odoo.tests import freeze_time, tagged

from .vendor_common import VendorCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDossierReminder(VendorCommon):
    """The deadline is 2026-04-30: reminders on 04-16, 04-27, 05-01 and 05-15."""

    def setUp(self):
        super().setUp()
        self.dossier = self._dossier()
        self.env["mail.mail"].search([]).unlink()

    def _run(self, day):
        """Levels of the reminders there are after the job of this day."""
        with freeze_time(day), self.enter_registry_test_mode():
            self.env.ref("club_roadmap.ir_cron_club_dossier").method_direct_trigger()
        self.env.invalidate_all()
        return self.dossier.reminder_ids.sorted("id").mapped("level")

    def test_reminders_go_out_before_and_after_the_deadline_once_each(self):
        self.assertEqual(self._run("2026-04-15"), [])
        self.assertEqual(self._run("2026-04-16"), ["soon"])
        self.assertEqual(self._run("2026-04-26"), ["soon"])
        self.assertEqual(self._run("2026-04-27"), ["soon", "last"])
        self.assertEqual(self._run("2026-04-30"), ["soon", "last"])
        self.assertEqual(self._run("2026-05-01"), ["soon", "last", "late"])
        self.assertEqual(self._run("2026-05-15"), ["soon", "last", "late", "very_late"])
        self.assertEqual(len(self._run("2026-09-01")), 4)
        mails = self._mails_to("vera@vendor.example")
        self.assertEqual(len(mails), 4)

    def test_after_a_pause_only_the_last_level_goes_out(self):
        self.assertEqual(self._run("2026-06-01"), ["very_late"])

    def test_a_second_run_on_the_same_day_reminds_nobody(self):
        self._run("2026-04-16")
        self._run("2026-04-16")
        self.assertEqual(len(self._mails_to("vera@vendor.example")), 1)

    def test_who_only_reads_or_answers_for_another_is_not_reminded(self):
        self._vendor_person("Rita", self.vendor, may_answer=False)
        self._vendor_person("Rob", self._organisation("Rival"))
        self._run("2026-04-16")
        self.assertEqual(self.dossier.reminder_ids.contact_id, self.vera)

    def test_an_answered_dossier_needs_no_reminder(self):
        for line in self.dossier.line_ids:
            self._answer(line, "study")
        self.assertEqual(self._run("2026-04-16"), [])

    def test_a_closed_dossier_needs_no_reminder(self):
        self.dossier.action_close()
        self.assertEqual(self._run("2026-04-16"), [])
