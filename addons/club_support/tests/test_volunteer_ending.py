from odoo.tests import tagged

from .common import TODAY, day, freeze_time
from .mail_common import DutyMailCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestVolunteerEnding(DutyMailCommon):
    """Who stops leaves gaps that everybody sees."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.later = cls._duty(cls.rota, cls.anna, slot=5)

    def _check_released(self, *duties):
        for duty in duties:
            self.assertFalse(duty.volunteer_id)
            self.assertEqual(duty.change_ids.kind, "release")
            self.assertTrue(duty.change_ids.reason)

    def test_an_end_gives_back_what_lies_after_it_only(self):
        self.anna.date_end = "2026-04-30"
        self.assertEqual(self.duty.volunteer_id, self.anna)
        self._check_released(self.later)
        self.assertEqual(set(self._mails()), {"Paula"})

    def test_a_duty_across_the_last_day_is_given_back(self):
        self.anna.date_end = "2026-04-11"
        self._check_released(self.duty, self.later)

    def test_what_was_served_stays(self):
        self._morning("2026-04-13")
        with freeze_time("2026-04-13"):
            self.anna.date_end = "2026-03-31"
        self.assertEqual(self.duty.volunteer_id, self.anna)
        self.assertEqual(self.duty.state, "done")

    def test_an_officer_who_may_not_write_duties_ends_a_volunteer(self):
        self._as("officer", self.anna).write({"date_end": "2026-03-31"})
        self._check_released(self.duty, self.later)
        self.assertEqual(
            self.duty.change_ids.author_id, self.users["officer"].partner_id
        )

    def test_questions_of_and_to_who_ends_are_closed(self):
        offers = self.env["club.duty.offer"]
        mine = offers._ask_cover(self.duty, self.anna, self.bea)
        hers = self._duty(self.rota, self.bea, slot=2)
        self.bea.rest = self.anna.rest = 0
        to_me = offers._ask_cover(hers, self.bea, self.anna)
        self.anna.date_end = "2026-03-31"
        self.assertEqual(mine.state, "withdrawn")
        self.assertEqual(to_me.state, "declined")

    def test_an_archived_contact_serves_no_more(self):
        self.anna.partner_id.active = False
        self._check_released(self.duty, self.later)
        self.assertEqual(self.anna.date_end, day("2026-03-14"))

    def test_who_died_serves_no_more_and_is_not_written_to(self):
        self.anna.partner_id.club_deceased_on = "2026-03-10"
        self._check_released(self.duty, self.later)
        self.assertEqual(self.anna.date_end, day("2026-03-09"))
        self.assertEqual(set(self._mails()), {"Paula"})

    def test_who_is_excluded_serves_no_more_from_that_day(self):
        member = self._member("Anna", partner=self.anna.partner_id)
        member._close("excluded", day("2026-04-20"), "Decided")
        self.assertEqual(self.duty.volunteer_id, self.anna)
        self._check_released(self.later)

    def test_who_resigns_may_serve_on(self):
        member = self._member("Anna", partner=self.anna.partner_id)
        member._close("resigned", day("2026-03-15"), "Moved")
        self.assertEqual(self.later.volunteer_id, self.anna)

    def test_who_dies_before_they_began_never_begins(self):
        dora = self._volunteer("Dora", date_start="2026-05-01")
        dora.partner_id.club_deceased_on = "2026-03-10"
        self.assertFalse(dora._serves_on(day("2026-05-01")))

    def test_an_exclusion_elsewhere_concerns_that_association_only(self):
        other = self._association("Elsewhere")
        there = self._volunteer(
            "Anna", other._club_root_section(), partner=self.anna.partner_id
        )
        self.assertEqual(len(self.anna.partner_id._club_volunteers()), 2)
        member = self._member("Anna", partner=self.anna.partner_id)
        member._close("excluded", day("2026-03-16"), "Decided")
        self.assertFalse(there.date_end)
