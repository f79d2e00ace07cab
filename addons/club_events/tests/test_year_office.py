import base64

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import freeze_time, new_test_user
from .year_common import NEW_YEAR, YearCommon, day

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//EN
BEGIN:VEVENT
UID:1
SUMMARY:Vacances de la Toussaint
DTSTART;VALUE=DATE:20281021
DTEND;VALUE=DATE:20281106
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Pont
DTSTART;VALUE=DATE:20290511
END:VEVENT
END:VCALENDAR
"""


@freeze_time(NEW_YEAR)
@tagged("post_install", "-at_install")
class TestYearOffice(YearCommon):
    """What the office and regional officers do with a year in the backend."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()
        cls.secretary = cls.users["secretary"]
        cls.officer = cls.users["officer"]

    def _as(self, user, record):
        return record.with_user(user).with_context(allowed_company_ids=self.company.ids)

    def test_the_preview_shows_dates_and_plans_them(self):
        cycle = self._cycle(day_rule="day", day=16, month_ids="6", per_year=1)
        programme = self._as(self.secretary, self.programme)
        action = programme.action_plan()
        wizard = Form(
            self._as(self.secretary, self.env[action["res_model"]]).with_context(
                **action["context"]
            )
        )
        self.assertEqual(wizard.new_count, 1)
        self.assertIn("Tuesday 16: Finance", wizard.dates)
        self.assertFalse(wizard.conflicts)
        self.assertFalse(cycle.event_ids)
        wizard.save().action_confirm()
        self.assertEqual(self._dates(cycle), [day("2026-06-16")])
        self.assertEqual(programme.meeting_count, 1)

    def test_the_office_puts_an_open_meeting_on_the_website_and_takes_it_off(self):
        event = self._as(self.secretary, self._meeting(audience="open"))
        form = Form(event, "club_events.club_event_view_form")
        form.is_published = True
        form.save()
        self.assertTrue(event.sudo().website_published)
        with Form(event, "club_events.club_event_view_form") as form:
            form.is_published = False
        self.assertFalse(event.sudo().website_published)

    def test_the_preview_names_what_cannot_be_avoided(self):
        self._cycle(month_ids="8", per_year=1)
        wizard = self.env["club.programme.plan"].create(
            {"programme_id": self.programme.id}
        )
        self.assertIn("Summer holidays 2026", wizard.conflicts)

    def test_a_secretary_writes_a_year_in_its_form(self):
        with Form(self._as(self.secretary, self.env["club.programme"])) as form:
            form.name = "2027"
            form.date_start = "2027-01-01"
            form.date_end = "2027-12-31"
            with form.cycle_ids.new() as line:
                line.name = "Plenary"
                line.audience = "members"
                line.per_year = 2
        self.assertEqual(form.record.cycle_ids.per_year, 2)

    def test_an_officer_runs_the_meetings_of_the_section_and_no_others(self):
        mine = self._meeting("Ours", section_id=self.brittany.id, announced_on=False)
        other = self._meeting("Theirs", section_id=self.provence.id)
        view = "club_events.club_event_view_form"
        with Form(self._as(self.officer, mine), view=view) as form:
            form.name = "Ours in May"
            form.fee_terms = "now"
            form.withdraw_free_days = 3
        self.assertEqual((mine.fee_terms, mine.withdraw_free_days), ("now", 3))
        self._as(self.officer, mine).action_club_announce()
        self.assertTrue(mine.announced_on)
        change = self._as(self.officer, self.env["club.event.change"])
        wizard = change.create(
            {
                "event_id": mine.id,
                "day": "2026-05-12",
                "hour": 9.5,
                "reason": "The room is taken",
            }
        )
        wizard.action_confirm()
        self.assertEqual(mine._local_days()[0], day("2026-05-12"))
        change.create(
            {"event_id": mine.id, "what": "cancel", "reason": "Nobody can"}
        ).action_confirm()
        self.assertTrue(mine.cancelled_on)
        with self.assertRaises(AccessError):
            change.create(
                {"event_id": other.id, "what": "cancel", "reason": "Mine"}
            ).action_confirm()
        self.assertFalse(other.cancelled_on)

    def test_the_form_to_move_begins_with_the_day_as_it_is(self):
        event = self._meeting()
        values = (
            self.env["club.event.change"]
            .with_context(default_event_id=event.id)
            .default_get(["event_id", "day", "hour"])
        )
        self.assertEqual((values["day"], values["hour"]), (day("2026-04-09"), 14))

    def test_a_calendar_file_becomes_days_without_meetings_once(self):
        values = {
            "file": base64.b64encode(CALENDAR.encode()),
            "zone": "b",
            "company_id": self.company.id,
        }
        wizard = self._as(self.secretary, self.env["club.closed.import"])
        wizard.create(values).action_import()
        found = self.env["club.closed.period"].search([("zone", "=", "B")])
        new = found.filtered(lambda period: period.date_start.year >= 2028)
        self.assertEqual(
            new.mapped(lambda p: (p.kind, p.date_start, p.date_end)),
            [
                ("break", day("2028-10-21"), day("2028-11-05")),
                ("break", day("2029-05-11"), day("2029-05-11")),
            ],
        )
        wizard.create(values).action_import()
        again = self.env["club.closed.period"].search([("zone", "=", "B")])
        self.assertEqual(again, found)

    def test_a_file_that_cannot_be_read_says_why(self):
        for text, why in (
            ("no calendar", "is no calendar file"),
            (CALENDAR.split("BEGIN:VEVENT")[0] + "END:VCALENDAR\n", "has no entries"),
            (CALENDAR.replace("SUMMARY:Pont\n", ""), "has no title"),
            (CALENDAR.replace("UID:2", "UID:2\nRRULE:FREQ=YEARLY"), "repeats"),
        ):
            wizard = self.env["club.closed.import"].create(
                {"file": base64.b64encode(text.encode()), "filename": "breaks.ics"}
            )
            with self.subTest(why), self.assertRaisesRegex(UserError, why):
                wizard.action_import()

    def test_settings_of_the_year_are_kept(self):
        settings = self._as(self.users["admin"], self.env["club.settings"]).create({})
        settings.write({"club_school_zones": "C", "club_holidays": "fr_alsace"})
        settings.action_save()
        self.assertEqual(self.company.club_school_zones, "C")
        self.assertEqual(self.company.club_holidays, "fr_alsace")

    def test_the_office_plans_what_was_asked_for_and_its_asker_is_told(self):
        cycle = self._cycle(rhythm="request")
        ann = self._person("Ann")
        request = self.env["club.meeting.request"].create(
            {"cycle_id": cycle.id, "asker_id": ann.id, "wish": "A day for beginners"}
        )
        office = self._as(self.secretary, request)
        with self.assertRaisesRegex(UserError, "Choose a day to come"):
            office.action_plan()
        office.date = "2026-05-12"
        office.action_plan()
        self.assertEqual(request.state, "planned")
        self.assertEqual(self._dates(cycle), [day("2026-05-12")])
        self.assertEqual(request.event_id.name, "Finance, no. 1")
        request.event_id._announce()
        self.assertIn("Ann", self._mails())
        with self.assertRaisesRegex(UserError, "answered already"):
            office.action_plan()

    def test_who_is_refused_reads_why(self):
        cycle = self._cycle(rhythm="request")
        request = self.env["club.meeting.request"].create(
            {"cycle_id": cycle.id, "asker_id": self.bea.id, "wish": "A trip"}
        )
        with self.assertRaisesRegex(UserError, "Write an answer"):
            request.action_decline()
        request.answer = "We have no bus."
        request.action_decline()
        self.assertIn("We have no bus.", self._mails()["Bea"].body_html)

    def test_a_section_officer_cannot_plan_the_year(self):
        self._cycle(topic_ids=[Command.create({"name": "Opening"})])
        with self.assertRaises(AccessError):
            self._as(self.officer, self.env["club.programme.plan"]).create(
                {"programme_id": self.programme.id}
            )
        stranger = new_test_user(self.env, "stranger-year", company_id=self.company.id)
        with self.assertRaises(AccessError):
            self._as(stranger, self.programme).read(["name"])
