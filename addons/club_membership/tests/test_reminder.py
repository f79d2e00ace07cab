from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .common import TODAY
from .notice_common import NoticeCommon


class TestReminder(NoticeCommon):
    """Reminders reach who still owes, once per level, the highest level only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        with freeze_time(TODAY):
            cls.member = cls._renewing("Slow")
            cls.call = cls._call()
        cls.levels = cls.env["club.reminder.level"]
        cls.announced = cls.call.notice_ids
        cls.announced.state = "sent"

    def _remind_on(self, day, sent=True):
        """Levels (in days) at which somebody was reminded on that day."""
        with freeze_time(day):
            before = self.call.notice_ids
            self.levels._remind()
            self.call.invalidate_recordset(["notice_ids"])
            made = self.call.notice_ids - before
            if sent:
                made.state = "sent"
            return made.mapped("level_id.days")

    def test_each_company_has_the_usual_levels(self):
        levels = self.levels.search([("company_id", "=", self.company.id)])
        self.assertEqual(levels.mapped("days"), [-7, 15, 30, 60])

    def test_each_level_comes_on_its_day_and_once(self):
        days = (
            "2026-04-07",
            "2026-04-08",
            "2026-04-09",
            "2026-04-29",
            "2026-04-30",
            "2026-05-01",
            "2026-05-15",
            "2026-06-14",
            "2026-07-01",
        )
        self.assertEqual(
            [self._remind_on(day) for day in days],
            [[], [-7], [], [], [15], [], [30], [60], []],
        )

    def test_after_an_outage_only_the_highest_level_goes_out(self):
        self.assertEqual(self._remind_on("2026-05-20"), [30])
        self.assertEqual(self._remind_on("2026-05-21"), [])

    def test_a_reminder_before_the_due_date_has_no_sense_after_it(self):
        self.assertEqual(self._remind_on("2026-04-16"), [])

    def test_who_was_told_late_is_not_hurried(self):
        self.announced.date = "2026-05-10"
        self.assertEqual(self._remind_on("2026-05-11"), [])
        self.assertEqual(self._remind_on("2026-05-15"), [30])

    def test_payment_stops_reminders(self):
        with freeze_time("2026-04-20"):
            self.call.due_ids._pay(30.0, self.bank_journal, "2026-04-20")
        self.assertEqual(self._remind_on("2026-04-30"), [])

    def test_a_partial_payment_does_not_stop_them(self):
        with freeze_time("2026-04-20"):
            self.call.due_ids._pay(10.0, self.bank_journal, "2026-04-20")
        self.assertEqual(self._remind_on("2026-04-30"), [15])

    def test_a_payment_between_reminder_and_sending_drops_it(self):
        self.assertEqual(self._remind_on("2026-04-30", sent=False), [15])
        with freeze_time("2026-04-30"):
            self.call.due_ids._pay(30.0, self.bank_journal, "2026-04-30")
            reminder = self.call.notice_ids - self.announced
            reminder._queue_mails()
        self.assertEqual(reminder.state, "dropped")

    def test_waiver_and_cancellation_stop_reminders(self):
        for fact in ("waived_on", "cancelled_on"):
            self.call.due_ids.write({"waived_on": False, "cancelled_on": False})
            self.call.due_ids.write({fact: "2026-04-20"})
            self.assertEqual(self._remind_on("2026-04-30"), [])

    def test_a_section_not_open_to_dues_receives_nothing(self):
        self.member.section_id.write({"dues_opening": "closed"})
        self.assertEqual(self._remind_on("2026-04-30"), [])

    def test_who_resigned_or_died_is_left_in_peace(self):
        self.member.write({"closing": "resigned", "closed_on": "2026-04-20"})
        self.assertEqual(self._remind_on("2026-04-30"), [])
        self.member.write({"closing": False, "closed_on": False})
        self.member.partner_id.club_deceased_on = "2026-04-20"
        self.assertEqual(self._remind_on("2026-04-30"), [])

    def test_who_was_never_told_is_not_reminded(self):
        self.announced.unlink()
        self.assertEqual(self._remind_on("2026-06-30"), [])

    def test_an_unprinted_letter_holds_the_next_reminder_back(self):
        self.announced.write({"channel": "letter", "state": "to_print"})
        self.assertEqual(self._remind_on("2026-04-30"), [])

    def test_the_reminder_is_written_from_its_own_template(self):
        template = self.env.ref("club_membership.mail_template_reminder_first")
        template.subject = "Did you forget?"
        self.assertEqual(self._remind_on("2026-04-30", sent=False), [15])
        reminder = self.call.notice_ids - self.announced
        self.assertEqual(reminder.reference, self.announced.reference)
        reminder._queue_mails()
        self.assertEqual(reminder.mail_id.subject, "Did you forget?")

    def test_the_call_counts_and_names_whom_it_would_remind(self):
        with freeze_time("2026-04-30"):
            self.assertEqual(self.call.reminder_count, 1)
            action = self.call.action_view_payers_to_remind()
            partners = self.env["res.partner"].search(action["domain"])
            self.assertEqual(partners, self.member.partner_id)
            self.call.action_send_reminders()
            self.call.invalidate_recordset(["reminder_count"])
            self.assertEqual(self.call.reminder_count, 0)

    def test_the_secretary_sends_reminders(self):
        with freeze_time("2026-04-30"):
            self._as("secretary", self.call).action_send_reminders()
        self.assertEqual(self.call.notice_ids.level_id.mapped("days"), [15])

    def test_readers_cannot_send_reminders(self):
        with self.assertRaises(AccessError):
            self._as("reader", self.call).action_send_reminders()

    def test_reminding_costs_the_same_queries_for_many(self):
        with freeze_time("2026-04-30"):
            self.env.flush_all()
            with self.assertQueryCount(3):
                self.levels._payers_to_remind(self.call)

    def test_the_night_reminds_by_itself(self):
        cron = self.env.ref("club_membership.ir_cron_club_remind")
        with freeze_time("2026-04-30"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.call.invalidate_recordset(["notice_ids"])
        self.assertEqual(self.call.notice_ids.mapped("level_id.days"), [15])
