from odoo.tests import tagged

from .common import TODAY, freeze_time
from .pages_common import EventsPages


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMeetingPages(EventsPages):
    """What a member sees of meetings."""

    def test_a_member_finds_what_is_open_to_them_from_the_home_page(self):
        event = self._meeting("Spring plenary")
        self._as(self.bea_user)
        self.assertIn("Meetings", self._get("/my"))
        self.assertIn("Spring plenary", self._get("/my/meetings"))
        page = self._get(f"/my/meetings/{event.id}")
        self.assertIn("Thursday 9 April 2026", page)
        self.assertIn("Members in good standing", page)

    def test_a_meeting_of_a_commission_is_not_found_by_who_is_not_in_it(self):
        event = self._meeting(
            "Finance in spring", audience="body", commission_id=self.commission.id
        )
        self._as(self.bea_user)
        self.assertNotIn("Finance in spring", self._get("/my/meetings"))
        self._get(f"/my/meetings/{event.id}", status=404)
        self._as(self.anna_user)
        self.assertIn("Finance in spring", self._get("/my/meetings"))
        self._get(f"/my/meetings/{event.id}")

    def test_a_meeting_that_is_not_announced_is_not_found(self):
        event = self._meeting("Secret plan", announced_on=False)
        self._as(self.bea_user)
        self.assertNotIn("Secret plan", self._get("/my/meetings"))
        self._get(f"/my/meetings/{event.id}", status=404)

    def test_who_lives_by_other_clocks_is_told_their_hour(self):
        event = self._meeting()
        self.assertFalse(event._elsewhere_text(self._space()))
        self.anna.tz = "America/New_York"
        self.assertIn("8:00", event._elsewhere_text(self._space()))

    def test_hours_are_those_of_the_meetings_town_across_summer_time(self):
        winter = self._meeting(
            date_begin="2026-03-27 13:00:00", date_end="2026-03-27 16:00:00"
        )
        self.assertIn("2:00", winter._club_when().replace("\u202f", " "))
        self.assertIn("2:00", self._meeting()._club_when().replace("\u202f", " "))
