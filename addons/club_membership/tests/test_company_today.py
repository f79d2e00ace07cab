from odoo.tests import freeze_time, tagged

from .common import TODAY, ClubCommon, day

NEW_YEARS_EVE = "2026-12-31 23:30:00"  # already the 1st of January in Paris


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestCompanyToday(ClubCommon):
    """Crons follow the day it is where the association is, not the server's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = False
        cls.elsewhere = cls._association("Elsewhere")
        cls.elsewhere.partner_id.tz = "America/New_York"
        cls.type_elsewhere = cls._type("There", [{"amount": 10}], cls.elsewhere)

    def _member_of_2026(self, name, kind=None):
        kind = kind or self.type_person
        kind.grace_days = 0
        member = self._member(name, kind=kind)
        with freeze_time("2026-06-01"):
            self._period(member, "2026-01-01", "2026-12-31")
        return member

    def _night(self, at):
        cron = self.env.ref("club_membership.ir_cron_club_nightly")
        with freeze_time(at), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_the_zone_is_the_contacts_else_the_countrys(self):
        self.assertEqual(self.company._club_tz(), "Europe/Paris")
        self.assertEqual(self.elsewhere._club_tz(), "America/New_York")
        self.company.country_id = self.env.ref("base.be")
        self.assertEqual(self.company._club_tz(), "UTC")

    def test_midnight_follows_summer_time(self):
        for moment, today in (
            ("2026-12-31 22:59:00", "2026-12-31"),
            ("2026-12-31 23:00:00", "2027-01-01"),
            ("2026-06-30 21:59:00", "2026-06-30"),
            ("2026-06-30 22:00:00", "2026-07-01"),
            # Clocks went forward on 29 March, back on 25 October.
            ("2026-03-28 22:30:00", "2026-03-28"),
            ("2026-03-29 22:30:00", "2026-03-30"),
            ("2026-10-24 22:30:00", "2026-10-25"),
            ("2026-10-25 22:30:00", "2026-10-25"),
        ):
            with self.subTest(moment), freeze_time(moment):
                self.assertEqual(self.company._club_today(), day(today))

    def test_on_new_years_eve_statuses_are_those_of_each_associations_day(self):
        here = self._member_of_2026("Here")
        there = self._member_of_2026("There", self.type_elsewhere)
        self.assertEqual((here.state, there.state), ("active", "active"))
        self._night("2026-12-31 22:30:00")
        self.assertEqual((here.state, there.state), ("active", "active"))
        self._night(NEW_YEARS_EVE)
        self.assertEqual((here.state, there.state), ("lapsed", "active"))
        self._night("2027-01-01 05:10:00")
        self.assertEqual((here.state, there.state), ("lapsed", "lapsed"))

    def test_the_job_wakes_up_when_the_day_changes(self):
        with freeze_time(NEW_YEARS_EVE):
            moments = self.env["res.company"]._club_next_midnights()
        self.assertIn("2027-01-01 23:05:00", map(str, moments))
        self.assertIn("2027-01-01 05:05:00", map(str, moments))
        with freeze_time("2026-06-30 12:00:00"):
            moments = self.env["res.company"]._club_next_midnights()
        self.assertIn("2026-06-30 22:05:00", map(str, moments))
        self._night(NEW_YEARS_EVE)
        cron = self.env.ref("club_membership.ir_cron_club_nightly")
        woken = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertIn("2027-01-01 23:05:00", map(str, woken.mapped("call_at")))

    def test_offices_begin_on_the_associations_day(self):
        self._create_users()
        user = self.users["employee"]
        self._office(user, self.normandy, "president", "2027-01-01")
        self._night("2026-12-31 22:30:00")
        self.assertFalse(user.has_group("club_membership.group_club_officer"))
        self._night(NEW_YEARS_EVE)
        self.assertTrue(user.has_group("club_membership.group_club_officer"))

    def test_reminders_count_days_from_the_associations_day(self):
        with freeze_time("2026-11-01"):
            member = self._member("Late", payer_id=False)
            call = member._call_now(day("2026-11-01"), day("2026-12-17"))
        call.notice_ids.state = "sent"
        cron = self.env.ref("club_membership.ir_cron_club_remind")
        seen = []
        for at in ("2026-12-31 22:30:00", NEW_YEARS_EVE):
            with freeze_time(at), self.enter_registry_test_mode():
                cron.method_direct_trigger()
            call.invalidate_recordset(["notice_ids"])
            seen.append(call.notice_ids.filtered("level_id").mapped("date"))
        self.assertEqual(seen, [[], [day("2027-01-01")]])

    def test_a_run_works_on_the_associations_day(self):
        call = self.env["club.dues.call"].create(
            {
                "name": "2027",
                "company_id": self.company.id,
                "date": "2026-12-31",
                "due_date": "2027-01-31",
                "term_from": "2027-01-01",
                "term_to": "2027-12-31",
            }
        )
        self.assertEqual(
            call._run_in_own_words().env.context["tz"], self.company._club_tz()
        )
