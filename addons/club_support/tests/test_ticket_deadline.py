from unittest.mock import patch

from odoo import fields
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ticket_common import NOW, TicketCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestTicketDeadline(TicketCommon):
    def _run(self, moment):
        with freeze_time(moment), self.enter_registry_test_mode():
            self.env.ref(
                "club_support.ir_cron_club_ticket_escalate"
            ).method_direct_trigger()

    def _deadline_of(self, moment, **vals):
        """The deadline of a question asked at that moment, in UTC."""
        with freeze_time(moment):
            return fields.Datetime.to_string(self._asked(**vals).deadline)

    # Working time

    def test_hours_count_while_people_work(self):
        # Ten in Paris: seven hours until five, one more the next morning.
        self.assertEqual(
            self._deadline_of("2026-04-07 08:00:00"), "2026-04-08 08:00:00"
        )

    def test_nights_and_weekends_do_not_count(self):
        # Friday at eleven at night: all of Monday.
        self.assertEqual(
            self._deadline_of("2026-04-10 21:00:00"), "2026-04-13 15:00:00"
        )

    def test_the_clock_going_forward_costs_no_hour(self):
        # Friday at four in Paris (UTC+1); on Sunday 29 March summer time begins.
        self.assertEqual(
            self._deadline_of("2026-03-27 15:00:00"), "2026-03-30 14:00:00"
        )

    def test_the_clock_going_back_wins_none(self):
        # Friday at four in Paris (UTC+2); on Sunday 25 October it ends.
        self.assertEqual(
            self._deadline_of("2026-10-23 14:00:00"), "2026-10-26 15:00:00"
        )

    def _holiday(self, company, day="2026-04-08"):
        leave = self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": False,
                "resource_id": False,
                "date_from": f"{day} 00:00:00",
                "date_to": f"{day} 23:59:59",
            }
        )
        # Computed from the user who enters it.
        self.env.flush_all()
        leave.company_id = company

    def test_holidays_do_not_count(self):
        self._holiday(self.company)
        self.assertEqual(
            self._deadline_of("2026-04-07 08:00:00"), "2026-04-09 08:00:00"
        )

    def test_holidays_of_another_association_count(self):
        self._holiday(self._create_company(name="Elsewhere"))
        self.assertEqual(
            self._deadline_of("2026-04-07 08:00:00"), "2026-04-08 08:00:00"
        )

    def test_support_may_have_working_time_of_its_own(self):
        calendar = self._calendar()
        calendar.attendance_ids.filtered(lambda a: a.dayofweek != "0").unlink()
        self.company.club_support_calendar_id = calendar
        self.assertEqual(
            self._deadline_of("2026-04-07 08:00:00"), "2026-04-13 15:00:00"
        )

    def test_a_calendar_without_working_time_leaves_no_question_for_ever(self):
        self.company.resource_calendar_id.attendance_ids.unlink()
        self.assertEqual(
            self._deadline_of("2026-04-07 08:00:00"), "2026-04-07 16:00:00"
        )

    # What passes on

    def test_it_passes_on_only_when_the_deadline_is_past(self):
        ticket = self._asked()
        self._run("2026-04-08 07:59:00")
        self.assertEqual(ticket.volunteer_id, self.anna)
        self._run("2026-04-08 08:00:00")
        self.assertEqual((ticket.volunteer_id, ticket.step), (self.bea, "backup"))
        self.assertEqual(
            fields.Datetime.to_string(ticket.deadline), "2026-04-09 08:00:00"
        )

    def test_the_job_does_nothing_twice(self):
        ticket = self._asked()
        for _run in range(3):
            self._run("2026-04-08 08:00:00")
        self.assertEqual(len(ticket.step_ids), 2)

    def test_an_empty_step_burns_no_delay(self):
        self._away(self.bea, last="2026-04-30")
        ticket = self._asked()
        self._run("2026-04-08 08:00:00")
        self.assertEqual(ticket.volunteer_id, self.carl)

    def test_an_answer_stops_the_clock(self):
        ticket = self._asked()
        ticket._reply(self.anna.partner_id, "Open the menu.")
        self._run("2026-04-30 08:00:00")
        self.assertEqual(ticket.volunteer_id, self.anna)

    def test_the_national_team_keeps_it_and_is_reminded_daily(self):
        ticket = self._asked(section_id=self.provence.id)
        sent = len(self._mails(ticket))
        self._run("2026-04-08 08:00:00")
        self.assertEqual(ticket.owner_id, self.boss)
        self.assertEqual(len(self._mails(ticket)), sent + 1)
        self._run("2026-04-08 14:00:00")
        self.assertEqual(len(self._mails(ticket)), sent + 1)
        self._run("2026-04-09 08:00:00")
        self.assertEqual(len(self._mails(ticket)), sent + 2)
        # Friday at ten, then not before Monday at nine.
        self._run("2026-04-10 08:00:00")
        self._run("2026-04-12 08:00:00")
        self.assertEqual(len(self._mails(ticket)), sent + 3)
        self._run("2026-04-13 07:00:00")
        self.assertEqual(len(self._mails(ticket)), sent + 4)
        self.assertEqual(len(ticket.step_ids), 1)

    def test_an_answered_conversation_is_recalled_once_then_passes_on(self):
        ticket = self._asked()
        ticket._reply(self.anna.partner_id, "Which year?")
        ticket._reply(self.mia, "2025")
        self._run("2026-04-08 08:00:00")
        self.assertEqual(ticket.volunteer_id, self.anna)
        self.assertTrue(ticket.reminded_at)
        self._run("2026-04-09 08:00:00")
        self.assertEqual(ticket.volunteer_id, self.bea)

    # Owners who cannot be reached

    def test_an_owner_who_goes_away_loses_it_at_the_next_run(self):
        cases = {
            "away": lambda: self._away(self.anna),
            "ended": lambda: self.anna.write({"date_end": "2026-04-06"}),
            "archived": lambda: self.anna.partner_id.write({"active": False}),
            "no address": lambda: self.anna.partner_id.write({"email": False}),
            "deceased": lambda: self.anna.partner_id.write(
                {"club_deceased_on": "2026-04-07"}
            ),
        }
        for answered in (False, True):
            for name, happens in cases.items():
                with self.subTest(name, answered=answered):
                    with self.env.cr.savepoint() as point:
                        ticket = self._asked()
                        if answered:
                            ticket._reply(self.anna.partner_id, "Hm")
                        happens()
                        self._run("2026-04-07 08:05:00")
                        self.assertEqual(ticket.volunteer_id, self.bea)
                        self.assertTrue(ticket._is_owner_reachable())
                        point.rollback()
                    self.env.invalidate_all()

    def test_a_national_owner_who_is_gone_is_replaced(self):
        ticket = self._asked(section_id=self.provence.id)
        self.boss.active = False
        self._run("2026-04-07 08:05:00")
        self.assertNotEqual(ticket.owner_id, self.boss)
        self.assertTrue(ticket._is_owner_reachable())

    def test_who_turns_out_to_have_asked_does_not_keep_it(self):
        ticket = self._asked()
        ticket.partner_id = self.anna.partner_id
        self._run("2026-04-07 08:05:00")
        self.assertEqual(ticket.volunteer_id, self.bea)

    # Duties that end or change hands

    def test_after_the_week_it_goes_to_the_next_one_on_duty(self):
        self.company.club_support_step_hours = 80
        ticket = self._asked()
        dora = self._volunteer("Dora")
        self._duty(self.rota, dora, slot=1)
        self._run("2026-04-13 06:00:00")
        self.assertEqual(ticket.volunteer_id, dora)

    def test_after_the_week_it_stays_while_nobody_else_is_on_duty(self):
        self.company.club_support_step_hours = 80
        ticket = self._asked()
        self._run("2026-04-13 06:00:00")
        self.assertEqual(ticket.volunteer_id, self.anna)

    def test_after_the_week_an_answered_one_stays(self):
        ticket = self._asked()
        ticket._reply(self.anna.partner_id, "Open the menu.")
        self._duty(self.rota, self._volunteer("Dora"), slot=1)
        self._run("2026-04-13 06:00:00")
        self.assertEqual(ticket.volunteer_id, self.anna)

    def test_a_duty_that_changes_hands_takes_unanswered_ones_along(self):
        dora = self._volunteer("Dora")
        ticket, answered = self._asked(), self._asked()
        answered._reply(self.anna.partner_id, "Open the menu.")
        self.lead._hand_over(dora, "swap", dora.partner_id, accepted=True)
        self.assertEqual((ticket.volunteer_id, ticket.step), (dora, "lead"))
        self.assertEqual(answered.volunteer_id, self.anna)

    def test_a_duty_given_up_passes_unanswered_ones_on_at_once(self):
        ticket = self._asked()
        nobody = self.env["club.volunteer"]
        self.lead._hand_over(nobody, "release", self.anna.partner_id)
        self.assertEqual(ticket.volunteer_id, self.bea)

    def test_a_duty_of_another_week_takes_nothing_along(self):
        later = self._duty(self.rota, self.anna, slot=2)
        ticket = self._asked()
        later._hand_over(self.bea, "swap", self.bea.partner_id)
        self.assertEqual(ticket.volunteer_id, self.anna)

    # The job itself

    def test_a_broken_question_stops_no_other(self):
        broken, whole = self._asked(), self._asked()
        mailing = type(self.tickets)._tell_owner

        def fail(ticket, reason=""):
            if ticket == broken:
                self.env.cr.execute("SELECT 1 / 0")
            return mailing(ticket, reason)

        with (
            patch.object(type(self.tickets), "_tell_owner", fail),
            mute_logger(
                "odoo.sql_db", "odoo.addons.club_support.models.club_ticket_deadline"
            ),
        ):
            self._run("2026-04-08 08:00:00")
        self.assertEqual(broken.volunteer_id, self.anna)
        self.assertEqual(whole.volunteer_id, self.bea)

    def test_looking_at_many_costs_few_queries(self):
        for _number in range(3):
            self._asked()
        few = self._looking()
        for _number in range(12):
            self._asked()
        self.assertLessEqual(self._looking(), few)

    def _looking(self):
        self._forget_nothing()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        with freeze_time("2026-04-08 08:00:00"):
            self.tickets._to_escalate()
        return self.env.cr.sql_log_count - before

    def test_each_question_costs_a_bounded_number_of_queries(self):
        self._forget_nothing()
        tickets = self.tickets.browse([self._asked().id for _number in range(4)])
        with freeze_time("2026-04-08 08:00:00"):
            tickets[0]._escalate()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            for ticket in tickets[1:]:
                ticket._escalate()
            self.env.flush_all()
            self.assertLessEqual((self.env.cr.sql_log_count - before) / 3, 45)

    def test_the_numbers_of_the_next_year_are_opened_before_it_begins(self):
        sequence = self.env.ref("club_support.sequence_club_ticket")
        self._run("2026-12-10 08:00:00")
        self._run("2026-12-11 08:00:00")
        years = [r.date_from.year for r in sequence.date_range_ids]
        self.assertEqual(years.count(2027), 1)
