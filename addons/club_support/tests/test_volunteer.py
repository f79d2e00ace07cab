from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import TODAY, SupportCommon, day, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestVolunteer(SupportCommon):
    def test_neighbours_know_each_other(self):
        self.assertEqual(self.normandy.neighbour_ids, self.brittany)
        self.normandy.neighbour_ids = False
        self.assertFalse(self.brittany.neighbour_ids)

    def test_a_section_is_not_its_own_neighbour(self):
        with self.assertRaises(ValidationError):
            self.brittany.neighbour_ids += self.brittany

    def test_the_home_section_is_served(self):
        anna = self._volunteer("Anna")
        self.assertEqual(anna.section_ids, self.brittany)
        anna.section_ids = self.normandy
        self.assertEqual(anna.section_ids, self.brittany | self.normandy)

    def test_an_organisation_is_no_volunteer(self):
        with self.assertRaises(ValidationError):
            self._volunteer("Acme", partner=self._organisation("Acme"))

    def test_who_serves_is_between_first_and_last_day(self):
        anna = self._volunteer("Anna", date_end="2026-03-15")
        bea = self._volunteer("Bea", date_start="2026-03-16")
        self.assertTrue(anna.is_current)
        self.assertFalse(bea.is_current)
        found = self.env["club.volunteer"].search([("is_current", "=", True)])
        self.assertIn(anna, found)
        self.assertNotIn(bea, found)

    def test_away_on_a_weekday_and_during_an_absence(self):
        anna = self._volunteer("Anna", monday_off=True)
        self.env["club.volunteer.absence"].create(
            {
                "volunteer_id": anna.id,
                "date_from": "2026-08-01",
                "date_to": "2026-08-31",
            }
        )
        self.assertTrue(anna._is_away(day("2026-04-06")))
        self.assertFalse(anna._is_away(day("2026-04-07")))
        self.assertTrue(anna._is_away(day("2026-08-04")))

    def test_nobody_has_two_published_duties_at_once(self):
        anna = self._volunteer("Anna")
        self._duty(self._rota(), anna)
        elsewhere = self._rota(self.normandy)
        self._duty(elsewhere, anna, state="draft")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._duty(elsewhere, anna, role="backup")
