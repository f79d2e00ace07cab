from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .common import TODAY, day
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

    def test_usual_levels_are_named_in_a_language_learnt_later(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        module = self.env["ir.module.module"].search([("name", "=", "club_membership")])
        module._update_translations(["fr_FR"])
        level = self.levels.search(
            [("company_id", "=", self.company.id), ("days", "=", 15)]
        ).with_context(lang="fr_FR")
        self.assertEqual(level.name, "Première relance")
        level.name = "Un petit mot"
        module._update_translations(["fr_FR"])
        self.assertEqual(level.name, "Un petit mot")

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
        dues = self.call.due_ids
        dues._waive("Hardship", day("2026-04-20"))
        self.assertEqual(self._remind_on("2026-04-30"), [])
        dues._take_back_waiver("Mistake", day("2026-04-20"))
        dues._cancel("Called by mistake", day("2026-04-20"))
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
        self._forget_nothing()
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

    def _two_halves(self):
        """A member called in two instalments, of 25 March and 30 June."""
        half = {"value": "percent", "value_amount": 50}
        self.type_person.payment_term_id = self.env["account.payment.term"].create(
            {
                "name": "Two halves",
                "line_ids": [
                    Command.create({**half, "nb_days": days}) for days in (10, 107)
                ],
            }
        )
        with freeze_time(TODAY):
            self.member.partner_id.name = "Earlier"
            member = self._renewing("Halves", lang="en_US")
            self.call = self._call(name="Call in two")
        self.call.notice_ids.state = "sent"
        return self.call.due_ids.filtered(lambda due: due.membership_id == member)

    def test_each_instalment_is_reminded_at_each_level_once(self):
        due = self._two_halves()
        self.assertEqual(self._remind_on("2026-04-09"), [15])
        with freeze_time("2026-04-20"):
            due._pay(15.0, self.bank_journal, "2026-04-20")
        days = ("2026-04-24", "2026-06-23", "2026-07-14", "2026-07-15", "2026-07-16")
        self.assertEqual(
            [self._remind_on(day) for day in days], [[], [-7], [], [15], []]
        )
        reminders = self.call.notice_ids.filtered("level_id").sorted("id")
        self.assertEqual(
            [str(day) for day in reminders.mapped("instalment_on")],
            ["2026-03-25", "2026-06-30", "2026-06-30"],
        )

    def test_notice_shows_what_is_payable_when(self):
        due = self._two_halves()
        notice = self.call.notice_ids.with_context(lang="en_US")
        schedule = notice._schedule()
        self.assertEqual(
            [line["due_date"] for line in schedule], ["03/25/2026", "06/30/2026"]
        )
        for line in schedule:
            self.assertIn("15.00", line["amount"])
            self.assertIn(line["due_date"], notice.details_html)
        page = self.env["ir.qweb"]._render(
            "club_membership.notice_page_content",
            {**notice._page_values(), "languages": [], "lang_code": "en_US"},
        )
        self.assertIn("notice_schedule", page)
        letter, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "club_membership.action_report_notice_letter", notice.ids
        )
        self.assertIn(b"06/30/2026", letter)
        with freeze_time("2026-04-20"):
            due._pay(15.0, self.bank_journal, "2026-04-20")
        notice.invalidate_recordset()
        self.assertEqual(len(notice._schedule()), 1)
        self.assertEqual(str(notice.due_date), "2026-06-30")

    def test_who_leaves_later_is_reminded_until_that_day(self):
        self.member.write({"closing": "resigned", "closed_on": "2026-05-20"})
        self.assertEqual(self._remind_on("2026-04-30"), [15])
        self.assertEqual(self._remind_on("2026-06-14"), [])

    def test_an_admissions_letter_nobody_printed_holds_no_reminder_back(self):
        with freeze_time(TODAY):
            member = self.env["club.membership"]._admit(
                {
                    "partner_id": self._person("Paper", email=False).id,
                    "type_id": self.type_person.id,
                    "joined_on": TODAY,
                }
            )
        self.call = member.due_ids.call_id
        self.assertEqual(self.call.notice_ids.state, "to_print")
        day = member.due_ids.next_due_date + timedelta(days=15)
        self.assertEqual(self._remind_on(day, sent=False), [15])

    def test_letters_that_wait_show_in_the_menu(self):
        action = self.env.ref("club_membership.club_notice_action")
        self.assertIn("search_default_to_print", action.context)
