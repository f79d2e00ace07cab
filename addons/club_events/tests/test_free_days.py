from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import TODAY, freeze_time
from .year_common import YearCommon, day

YEAR = (day("2026-01-01"), day("2026-12-31"))


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestFreeDays(YearCommon):
    """Public holidays, school breaks by zone, and days that an association closes."""

    def test_holidays_of_a_french_association_are_known_and_may_be_chosen(self):
        found = self.company._club_public_holidays(*YEAR)
        self.assertEqual(len(found), 11)
        self.assertEqual(found[day("2026-05-14")], "Ascension Day")
        self.company.club_holidays = "fr_alsace"
        self.assertIn(day("2026-04-03"), self.company._club_public_holidays(*YEAR))
        self.company.club_holidays = "none"
        self.assertFalse(self.company._club_public_holidays(*YEAR))

    def test_another_country_has_no_french_holidays(self):
        company = self._create_company(
            name="Belgian", country_id=self.env.ref("base.be").id
        )
        self.assertEqual(company.club_holidays, "none")

    def test_breaks_are_those_of_the_zones_of_the_association(self):
        zone_a, zone_c = day("2027-02-15"), day("2027-02-09")
        year = day("2027-01-01"), day("2027-12-31")
        self.assertIn(zone_a, self.company._club_free_days(*year)[1])
        self.assertIn(zone_c, self.company._club_free_days(*year)[1])
        self.company.club_school_zones = "A, b"
        _closed, breaks = self.company._club_free_days(*year)
        self.assertIn(zone_a, breaks)
        self.assertNotIn(zone_c, breaks)
        self.assertEqual(breaks[day("2027-07-14")], "Summer holidays 2027")

    def test_a_day_before_and_after_a_break_is_free_for_meetings(self):
        self.company.club_school_zones = "A"
        _closed, breaks = self.company._club_free_days(*YEAR)
        for text, kept in (
            ("2026-10-16", False),
            ("2026-10-17", True),
            ("2026-11-01", True),
            ("2026-11-02", False),
        ):
            self.assertEqual(day(text) in breaks, kept, text)

    def test_an_unknown_zone_is_refused_with_the_way_out(self):
        with self.assertRaisesRegex(ValidationError, "Write A, B or C"):
            self.company.club_school_zones = "Paris"

    def test_closed_days_of_another_association_are_not_ours(self):
        other = self._association("Other")
        values = {"name": "Fair", "date_start": "2026-06-01", "date_end": "2026-06-02"}
        periods = self.env["club.closed.period"]
        periods.create({**values, "company_id": other.id})
        self.assertFalse(self.company._club_free_days(*YEAR)[0])
        periods.create({**values, "company_id": self.company.id})
        closed = self.company._club_free_days(*YEAR)[0]
        self.assertEqual(
            closed, dict.fromkeys(map(day, ("2026-06-01", "2026-06-02")), "Fair")
        )
