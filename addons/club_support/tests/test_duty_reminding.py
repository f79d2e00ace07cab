from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY, freeze_time
from .mail_common import DutyMailCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyReminding(DutyMailCommon):
    """The duty begins on Monday 6 April: what its volunteer hears before."""

    def test_fourteen_days_before_who_has_not_confirmed_is_asked_once(self):
        self.assertFalse(self._morning("2026-03-22"))
        mails = self._morning("2026-03-23")
        self.assertEqual(set(mails), {"Anna"})
        self.assertEqual(mails["Anna"].subject, "Please confirm your duties")
        self.assertFalse(self._morning("2026-03-23"))
        self.assertFalse(self._morning("2026-03-24"))

    def test_who_confirmed_is_not_asked_but_is_reminded(self):
        self.duty._confirm(self.anna)
        self.assertFalse(self._morning("2026-03-23"))
        mail = self._morning("2026-03-30")["Anna"]
        self.assertEqual(mail.subject, "Your duty begins soon")
        self.assertNotIn("Please confirm", mail.body_html)
        self.assertFalse(self._morning("2026-04-04"))
        self.assertIn("now or tomorrow", self._morning("2026-04-05")["Anna"].body_html)
        self.assertFalse(self._morning("2026-04-06"))

    def test_coordinators_learn_who_has_not_confirmed(self):
        self._morning("2026-03-30")
        mails = self._morning("2026-04-01")
        self.assertEqual(set(mails), {"Paula"})
        self.assertIn("Anna has not confirmed yet", mails["Paula"].body_html)
        self.assertFalse(self._morning("2026-04-02"))

    def test_coordinators_learn_once_that_nobody_has_a_duty_that_begins_soon(self):
        nobody = self.env["club.volunteer"]
        gap = self._duty(self.rota, nobody, slot=1, role="backup")
        self.duty._confirm(self.anna)
        self.assertNotIn("Paula", self._morning("2026-04-05"))
        mail = self._morning("2026-04-06")["Paula"]
        self.assertEqual(mail.subject, "Nobody is on duty: a gap to fill")
        self.assertIn("Still nobody for these duties", mail.body_html)
        self.assertFalse(self._morning("2026-04-07"))
        self.assertFalse(gap.volunteer_id)

    def test_who_has_just_heard_of_a_gap_is_not_told_again(self):
        with freeze_time("2026-04-03 10:00:00"):
            self.duty._release(self.anna, "Ill")
            self.assertIn("Paula", self._mails())
        self.assertNotIn("Paula", self._morning("2026-04-04"))
        self.assertFalse(self.notices.search([("level", "=", "gap")]))

    def test_after_a_pause_of_the_server_only_the_last_level_is_said(self):
        self.duty._confirm(self.anna)
        self.assertEqual(set(self._morning("2026-04-05")), {"Anna"})
        rows = self.notices.search([("duty_id", "=", self.duty.id)])
        self.assertEqual(rows.mapped("level"), ["last"])

    def test_whose_duty_it_is_no_more_is_not_reminded(self):
        with freeze_time("2026-03-30 04:30:00"):
            self._run("ir_cron_club_duty")
            self.duty._hand_over(self.bea, "cover", self.bea.partner_id, accepted=True)
            self.assertFalse(self._mails())
        self.assertEqual(set(self._morning("2026-03-31")), {"Bea"})

    def test_who_was_told_yesterday_is_not_reminded_today(self):
        with freeze_time("2026-03-29 10:00:00"):
            self.duty._announce()
            self.assertEqual(set(self._mails()), {"Anna"})
        self.assertFalse(self._morning("2026-03-30"))
        self.assertEqual(set(self._morning("2026-03-31")), {"Anna"})

    def test_the_day_is_the_associations_own(self):
        self.duty._confirm(self.anna)
        # Ten in the evening of the 29th in London, already the 30th in Paris.
        with freeze_time("2026-03-29 22:30:00"):
            self._run("ir_cron_club_duty")
            self.assertEqual(set(self._mails()), {"Anna"})
        self.duty.change_ids.unlink()
        self.notices.search([]).unlink()
        self.company.partner_id.tz = "America/Martinique"
        with freeze_time("2026-03-30 03:30:00"):
            self._run("ir_cron_club_duty")
            self.assertFalse(self._mails())

    def test_days_are_the_associations_choice_and_zero_means_never(self):
        self.company.write(
            {
                "club_duty_confirm_days": 0,
                "club_duty_first_days": 3,
                "club_duty_last_days": 0,
                "club_duty_unconfirmed_days": 0,
            }
        )
        self.assertFalse(self._morning("2026-04-02"))
        self.assertEqual(set(self._morning("2026-04-03")), {"Anna"})
        self.assertFalse(self._morning("2026-04-05"))

    def test_nothing_leaves_for_who_died_or_was_archived(self):
        self.anna.partner_id.write({"club_deceased_on": "2026-03-16"})
        self.bea.partner_id.active = False
        self.assertEqual(set(self._morning("2026-03-23")), {"Paula"})
        self.assertEqual(set(self._morning("2026-03-30")), {"Paula"})

    def test_the_database_refuses_a_second_row(self):
        self.duty._tell("first")
        self.assertEqual(self.duty._tell("first"), 0)
        row = self.notices.search([("duty_id", "=", self.duty.id)])
        values = row.copy_data()[0]
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.notices.create(values)

    def test_reminding_costs_no_query_per_duty(self):
        self._forget_nothing()

        def count():
            self.env.invalidate_all()
            with freeze_time("2026-03-23 05:00"), self.assertQueryCount(12):
                self.env["club.duty"]._remind(self.company)

        count()
        self.notices.search([]).unlink()
        for number in range(6):
            self._duty(self._rota(name=f"R{number}"), self._volunteer(f"V{number}"))
        count()
        rows = self.notices.search([("level", "=", "confirm")])
        self.assertEqual(len(rows), 7)
