from odoo.tests import tagged

from .common import TODAY, freeze_time
from .mail_common import DutyMailCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDutyHours(DutyMailCommon):
    """The log of hours says what the duties say."""

    def _hours(self):
        return self.env["club.hours"].search([("origin", "like", "club.duty,")])

    def test_the_day_after_its_last_a_duty_is_done_and_its_hours_are_proposed(self):
        self.company.club_duty_hours = 3.5
        self._morning("2026-04-12")
        self.assertEqual(self.duty.state, "published")
        self._morning("2026-04-13")
        self.assertEqual(self.duty.state, "done")
        line = self._hours()
        self.assertEqual(line.origin, f"club.duty,{self.duty.id}")
        self.assertEqual(line.partner_id, self.anna.partner_id)
        self.assertEqual((line.hours, line.state), (3.5, "proposed"))
        self.assertEqual(str(line.date), "2026-04-12")
        self.assertEqual(line.section_id, self.brittany)
        self.assertIn("Brittany, Lead", line.description)

    def test_a_second_run_logs_nothing_twice(self):
        self._morning("2026-04-13")
        self._morning("2026-04-13")
        self._morning("2026-04-14")
        self.assertEqual(len(self._hours()), 1)

    def test_who_took_over_gets_the_hours_and_gaps_get_none(self):
        other = self._duty(self.rota, self.bea, role="backup")
        self.duty._hand_over(self.bea.browse(), "release", self.author)
        self._morning("2026-04-13")
        self.assertEqual(self._hours().partner_id, self.bea.partner_id)
        self.assertEqual(self.duty.state, "published")
        self.assertEqual(other.state, "done")

    def test_an_association_that_counts_no_hours_logs_none(self):
        self.company.club_duty_hours = 0
        self._morning("2026-04-13")
        self.assertEqual(self.duty.state, "done")
        self.assertFalse(self._hours())

    def test_what_was_proposed_can_be_taken_back_until_it_is_answered(self):
        self._morning("2026-04-13")
        with freeze_time("2026-04-14"):
            line = self._hours()
            line._confirm()
            self.assertEqual(self.duty._retract_hours(), line)
            line.sudo().write({"state": "proposed", "confirmed_on": False})
            self.assertFalse(self.duty._retract_hours())
        self.assertFalse(self._hours())

    def test_the_number_of_queries_does_not_grow_with_the_duties(self):
        self._forget_nothing()

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            with freeze_time("2026-04-13"), self.assertQueryCount(30):
                return len(self.env["club.duty"]._end_past(self.company))

        self.assertEqual(count(), 1)
        for number in range(6):
            self._duty(self._rota(name=f"R{number}"), self._volunteer(f"V{number}"))
        self.assertEqual(count(), 6)
