from odoo.tests import tagged

from .common import TODAY, freeze_time
from .pages_common import EventsPages

PAGE = "/my/meetings/programme"


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestMeetingProgramme(EventsPages):
    """The programme of the year, as members read it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme.write({"state": "announced", "theme": "Living with our data"})
        cls._meeting("Spring plenary")
        cls._meeting("Finance", audience="body", commission_id=cls.commission.id)
        cls._meeting(
            "Autumn plenary",
            date_begin="2026-10-08 12:00:00",
            date_end="2026-10-08 15:00:00",
        )

    def test_the_year_stands_there_by_month_with_its_theme(self):
        self._as(self.bea_user)
        page = self._get(PAGE)
        self.assertIn("Living with our data", page)
        self.assertLess(page.index("April 2026"), page.index("Spring plenary"))
        self.assertLess(page.index("October 2026"), page.index("Autumn plenary"))
        self.assertNotIn("Finance", page)

    def test_the_year_in_numbers_is_the_clubs_or_ones_own_commissions(self):
        held = {"date_begin": "2026-02-10 12:00:00", "date_end": "2026-02-10 15:00:00"}
        self._meeting("Winter plenary", **held)
        body = {"audience": "open", "commission_id": self.commission.id}
        self._meeting("Winter finance", **held, **body)
        self._as(self.bea_user)
        self.assertIn("Meetings of 2026 2 held", self._get(PAGE))
        one = f"{PAGE}?commission={self.commission.id}"
        self.assertNotIn("Meetings of 2026", self._get(one))
        self._as(self.anna_user)
        self.assertIn("Meetings of 2026 1 held", self._get(one))

    def test_a_year_in_preparation_is_not_shown(self):
        self.programme.state = "draft"
        self._as(self.bea_user)
        page = self._get(PAGE)
        self.assertIn("not announced yet", page)
        self.assertNotIn("Living with our data", page)

    def test_meetings_that_are_not_announced_are_not_there(self):
        self._meeting("Secret plan", announced_on=False)
        self._as(self.bea_user)
        self.assertNotIn("Secret plan", self._get(PAGE))

    def test_one_commissions_year_is_reached_from_its_page(self):
        self._as(self.anna_user)
        page = self._get(f"/my/commissions/{self.commission.id}")
        self.assertIn("Meetings of the year", page)
        page = self._get(f"{PAGE}?commission={self.commission.id}")
        self.assertIn("Finance", page)
        self.assertNotIn("Spring plenary", page)

    def test_who_leads_a_commission_finds_where_to_plan_its_year(self):
        self._as(self.anna_user)
        self.assertNotIn("Plan the year of", self._get(PAGE))
        self.seat.role = "chair"
        self.assertIn("Plan the year of Finance", self._get(PAGE))

    def test_a_chair_gets_from_the_year_to_the_agenda_of_each_meeting(self):
        self.seat.role = "chair"
        cycle = self.env["club.meeting.cycle"].create(
            {
                "name": "Finance",
                "programme_id": self.programme.id,
                "commission_id": self.commission.id,
                "per_year": 2,
            }
        )
        self.programme._plan(cycle)
        first, second = cycle.event_ids.sorted("date_begin")
        first._announce()
        self._as(self.anna_user)
        page = self.url_open(f"/my/commissions/{self.commission.id}/year").text
        self.assertIn(f'href="/my/meetings/{first.id}"', page)
        self.assertNotIn(f'href="/my/meetings/{second.id}"', page)
        for event in first | second:
            self.assertIn(f'href="/my/meetings/{event.id}/agenda"', page)
            self._get(f"/my/meetings/{event.id}/agenda")

    def test_who_is_no_member_any_more_finds_no_programme(self):
        self._as(self._login("Gone", since="2025-01-01", until="2025-06-30"))
        self._get(PAGE, status=404)
        self.assertNotIn("Programme", self._get("/my/meetings"))

    def test_numbers_of_nothing_show_the_whole_year(self):
        self._as(self.bea_user)
        page = self._get(f"{PAGE}?commission=99999999&year=abc")
        self.assertIn("Spring plenary", page)
