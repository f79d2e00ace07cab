from datetime import date

import vobject
from icalendar import Calendar
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .pages_common import PagesCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyFeed(PagesCommon):
    """Duties in the volunteer's own calendar."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bea = cls._volunteer("Bea", partner=cls.bea_user.partner_id)
        cls.rota = cls._rota()
        cls.duty = cls._duty(cls.rota, cls.anna, state="confirmed")

    def setUp(self):
        super().setUp()
        address = self.env["club.calendar.feed"]._make(self._space())
        self.path = address[address.index("/club/") :]

    def _file(self):
        self.env.flush_all()
        answer = self.url_open(self.path)
        self.assertEqual(answer.status_code, 200)
        return answer.text

    def _events(self):
        return Calendar.from_ical(self._file()).walk("VEVENT")

    def test_a_confirmed_duty_lasts_from_its_first_day_to_its_last(self):
        [event] = self._events()
        self.assertEqual(event.decoded("dtstart"), date(2026, 4, 6))
        self.assertEqual(event.decoded("dtend"), date(2026, 4, 13))
        self.assertEqual(event["status"], "CONFIRMED")
        self.assertEqual(event["summary"], "On duty: Brittany")
        other = vobject.readOne(self._file()).vevent
        self.assertEqual(other.dtend.value, date(2026, 4, 13))

    def test_a_duty_to_confirm_says_so(self):
        self.duty.state = "published"
        [event] = self._events()
        self.assertEqual(event["status"], "TENTATIVE")
        self.assertIn("to confirm", event["summary"])

    def test_drafts_and_cancelled_duties_are_not_there(self):
        for state in ("draft", "cancelled"):
            self.duty.state = state
            self.assertFalse(self._events())

    def test_only_the_other_one_on_duty_is_named(self):
        carl = self._volunteer("Carl")
        self._duty(self.rota, self.bea, role="backup")
        self._duty(self.rota, carl, slot=1)
        [event] = self._events()
        self.assertIn("Bea", event["description"])
        self.assertNotIn("Carl", self._file())
        self.assertNotIn("@example.org", self._file())

    def test_duties_of_others_are_not_there(self):
        self._duty(self.rota, self.bea, slot=1)
        self.assertEqual(len(self._events()), 1)

    def test_a_duty_that_passed_to_somebody_else_is_gone(self):
        before = self._file()
        self.duty._release(self.anna)
        self.assertIn("BEGIN:VEVENT", before)
        self.assertFalse(self._events())

    def _written(self, duty, moment):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE club_duty SET write_date = %s WHERE id = %s", (moment, duty.id)
        )
        self.env.invalidate_all()

    def test_whoever_comes_or_goes_beside_makes_a_newer_version(self):
        [before] = self._events()
        mate = self._duty(self.rota, self.bea, role="backup")
        self._written(mate, "2027-03-16 10:00:00")
        [with_bea] = self._events()
        self.assertEqual(with_bea["uid"], before["uid"])
        self.assertGreater(with_bea["sequence"], before["sequence"])
        mate._release(self.bea)
        self._written(mate, "2027-03-17 10:00:00")
        [alone] = self._events()
        self.assertNotIn("Bea", alone["description"])
        self.assertGreater(alone["sequence"], with_bea["sequence"])

    def test_a_duty_of_another_association_is_not_there(self):
        other = self._association("Elsewhere")
        section = self._section("Abroad", other._club_root_section())
        there = self._volunteer("Anna", section, partner=self.anna.partner_id)
        self._duty(self._rota(section), there, slot=3)
        self.assertEqual(len(self._events()), 1)

    def test_the_calendar_speaks_the_language_of_the_person(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.section_name = self.brittany.name
        self.anna_user.lang = "fr_FR"
        entries = self.env["club.calendar.feed"].with_context(lang="fr_FR")
        [entry] = entries._entries(self.anna.partner_id, self.company)
        self.assertIn(self.section_name, entry.title)

    def test_the_page_says_what_there_is_to_follow(self):
        self._as(self.anna_user)
        self.assertIn("Your duties, as soon as", self._get("/my/calendar"))
        self.assertIn("My calendar", self._get("/my"))
        self._as(self._login("Nobody"))
        self.assertNotIn("My calendar", self._get("/my"))
