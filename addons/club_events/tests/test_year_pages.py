from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import freeze_time, new_test_user
from .year_common import NEW_YEAR, YearCommon, day


@freeze_time(NEW_YEAR)
@tagged("post_install", "-at_install")
class TestYearPages(YearCommon):
    """What a chair sees of the year, and does with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann = cls._standing("Ann")
        cls._sits(cls.ann, role="chair")
        cls.cycle = cls._cycle()
        cls.other = cls._cycle("Tools", cls._body("Tools", cls.ann))

    def _year(self):
        [year] = self.commission._year_values()
        return year

    def test_a_chair_sees_proposed_dates_of_the_own_commission_only(self):
        year = self._year()
        self.assertEqual(len(year["proposed"]), 4)
        self.assertEqual(year["rules"], ["Finance: 4 times in the year"])
        self.assertFalse(year["meetings"])
        self.assertFalse(self.programme.event_ids)
        self.assertNotIn("Tools", str(year))

    def test_planning_makes_what_was_proposed_and_nothing_of_others(self):
        proposed = [line["when"] for line in self._year()["proposed"]]
        self.assertEqual(self.commission._plan_year(self.programme), 4)
        self.assertFalse(self.other.event_ids)
        year = self._year()
        self.assertFalse(year["proposed"])
        planned = [line["when"].rsplit(",", 1)[0] for line in year["meetings"]]
        self.assertEqual(planned, proposed)
        self.assertEqual(self.commission._plan_year(self.programme), 0)

    def test_a_chair_of_the_portal_is_not_made_responsible_as_staff(self):
        chair = new_test_user(
            self.env, "chair-year", "base.group_portal", company_id=self.company.id
        )
        commission = self.commission.with_user(chair).sudo()
        commission._plan_year(commission._years())
        self.assertEqual(len(self.cycle.event_ids), 4)
        self.assertFalse(self.cycle.event_ids.user_id)

    def test_a_clash_with_another_commission_is_shown_to_the_chair(self):
        self.programme._plan()
        event = self.cycle.event_ids[0]
        event._move(event._begin_on(self._dates(self.other)[0]))
        [line] = self._year()["conflicts"]
        self.assertIn("Ann should be at both", line)

    def test_announcing_is_for_the_own_commission_and_once(self):
        self.programme._plan()
        self.assertEqual(self.commission._announce_year(self.programme), 4)
        self.assertFalse(any(self.other.event_ids.mapped("announced_on")))
        self.assertEqual(set(self._mails()), {"Ann"})
        with self.assertRaisesRegex(UserError, "no meeting to announce"):
            self.commission._announce_year(self.programme)

    def test_meetings_of_others_and_closed_years_are_out_of_reach(self):
        self.programme._plan()
        self.assertTrue(self.commission._meeting_here(self.cycle.event_ids[0].id))
        self.assertFalse(self.commission._meeting_here(self.other.event_ids[0].id))
        self.programme.action_close()
        self.assertFalse(self.commission._year_values())
        self.assertFalse(self.commission._meeting_here(self.cycle.event_ids[0].id))

    def test_a_year_that_is_over_is_not_shown(self):
        with freeze_time("2027-01-02"):
            self.assertFalse(self.commission._year_values())

    def test_a_moved_day_is_kept_when_the_office_plans_again(self):
        self.programme._plan()
        event = self.cycle.event_ids[0]
        event._move(event._begin_at(day("2026-03-12"), 10))
        self.programme._plan(again=True)
        self.assertIn(day("2026-03-12"), self._dates(self.cycle))
        self.assertEqual(event._wall(event.date_begin).hour, 10)
