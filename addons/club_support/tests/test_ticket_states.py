from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .ticket_common import NOW, TicketCommon


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestTicketStates(TicketCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._asked()
        cls.owner = cls.anna.partner_id

    def _close_job(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "club_support.ir_cron_club_ticket_close"
            ).method_direct_trigger()

    def test_solving_without_a_word_is_the_first_answer(self):
        self.ticket._solve(self.owner)
        self.assertEqual(self.ticket.state, "solved")
        self.assertTrue(self.ticket.first_answer_at)
        self.assertFalse(self.ticket.deadline)
        with self.assertRaises(UserError):
            self.ticket._solve(self.owner)

    def test_the_member_may_say_that_it_is_solved(self):
        self.ticket._solve(self.mia)
        self.assertEqual(self.ticket.state, "solved")
        self.assertFalse(self.ticket.first_answer_at)

    def test_it_is_closed_after_the_days_that_the_association_chose(self):
        self.ticket._solve(self.owner)
        with freeze_time("2026-04-14 07:59:00"):
            self._close_job()
            self.assertEqual(self.ticket.state, "solved")
        with freeze_time("2026-04-14 08:00:00"):
            self._close_job()
            self.assertEqual(self.ticket.state, "closed")
            closed = self.ticket.closed_at
        with freeze_time("2026-04-15 08:00:00"):
            self._close_job()
        self.assertEqual(self.ticket.closed_at, closed)

    def test_reopening_counts_and_finds_the_owner_as_before(self):
        self.ticket._reply(self.owner, "Open the menu.")
        self.ticket._solve(self.owner)
        self.ticket._reopen(self.mia, "It is not there.")
        self.assertEqual((self.ticket.state, self.ticket.reopened_count), ("open", 1))
        self.assertEqual(self.ticket.owner_id, self.owner)
        self.assertTrue(self.ticket.deadline)
        self.assertIn("It is not there.", self.ticket._thread(self.owner)[-1]["body"])

    def test_reopening_goes_elsewhere_when_the_owner_is_away(self):
        self.ticket._solve(self.owner)
        self._away(self.anna)
        self.ticket._reopen(self.mia)
        self.assertEqual(self.ticket.volunteer_id, self.bea)

    def test_an_open_question_is_not_reopened(self):
        with self.assertRaises(UserError):
            self.ticket._reopen(self.mia)
        self.ticket._solve(self.owner)
        with self.assertRaises(AccessError):
            self.ticket._reopen(self.carl.partner_id)

    def test_a_question_closed_for_long_stays_closed(self):
        self.ticket._solve(self.owner)
        self.ticket._close()
        with freeze_time("2026-05-07 07:00:00"):
            self.assertTrue(self.ticket._can_reopen())
        with freeze_time("2026-05-08 08:00:00"), self.assertRaises(UserError):
            self.ticket._reopen(self.mia)

    def test_the_member_rates_once_for_each_solving(self):
        with self.assertRaises(UserError):
            self.ticket._rate(self.mia, 4)
        self.ticket._solve(self.owner)
        for wrong in (0, 6):
            with self.assertRaises(UserError):
                self.ticket._rate(self.mia, wrong)
        self.ticket._rate(self.mia, 4, " Quick ")
        self.assertEqual((self.ticket.rating, self.ticket.rating_comment), (4, "Quick"))
        with self.assertRaises(UserError):
            self.ticket._rate(self.mia, 5)
        self.ticket._reopen(self.mia)
        self.assertFalse(self.ticket.rating)
        self.ticket._solve(self.owner)
        self.ticket._rate(self.mia, 5)
        self.assertEqual(self.ticket.rating, 5)

    def test_nobody_else_rates(self):
        self.ticket._solve(self.owner)
        for other in (self.owner, self.env["res.partner"]):
            with self.assertRaises(AccessError):
                self.ticket._rate(other, 5)
