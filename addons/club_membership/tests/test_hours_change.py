from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common import TODAY
from .hours_common import HoursCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestHoursChange(HoursCommon):
    """What the office does to a person's hours is kept, with its reason."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users()

    def _decide(self, lines, decision, reason="Sheet of 2 March", role="secretary"):
        form = self._as(role)["club.hours.decision"].create(
            {
                "hours_ids": [(6, 0, lines.ids)],
                "decision": decision,
                "reason": reason,
                "hours": 1,
            }
        )
        form.action_apply()

    def test_correction_asks_the_volunteer_again_and_keeps_what_was_confirmed(self):
        line = self._confirmed()
        self._decide(line, "amend")
        self.assertEqual((line.hours, line.state), (1, "proposed"))
        self.assertEqual(line.activity_id.code, "duty")
        self.assertFalse(line.confirmed_on or line.confirmed_by_id)
        change = line.change_ids
        self.assertEqual(change.kind, "amended")
        self.assertEqual(change.state_before, "confirmed")
        self.assertEqual((change.hours_before, change.hours_after), (2, 1))
        self.assertEqual(change.reason, "Sheet of 2 March")
        self.assertEqual(change.user_id, self.users["secretary"])

    def test_corrected_hours_are_not_written_over_by_their_origin(self):
        line = self._confirmed()
        self._decide(line, "amend")
        self._line(hours=8)
        self.assertEqual(line.hours, 1)

    def test_correction_of_who_died_counts_as_it_is(self):
        line = self._confirmed()
        self.anna.club_deceased_on = "2026-03-10"
        self._decide(line, "amend")
        self.assertEqual((line.hours, line.state), (1, "confirmed"))
        self.assertTrue(line.confirmed_on)
        self.assertEqual(line.change_ids.hours_before, 2)

    def test_only_confirmed_hours_are_corrected_with_a_reason(self):
        with self._refused("can be changed as it is"):
            self._decide(self._line(), "amend")

    def test_several_lines_are_not_corrected_at_once(self):
        with self._refused("one line at a time"):
            self._decide(self._confirmed() | self._confirmed("club.duty,2"), "amend")

    def test_answer_on_paper_counts_and_says_where_it_is(self):
        lines = self._line() | self._line(person=self.paul)
        self._decide(lines, "paper")
        self.assertEqual(set(lines.mapped("state")), {"confirmed"})
        self.assertEqual(lines.confirmed_by_id, self.users["secretary"])
        self.assertEqual(lines.change_ids.mapped("reason"), ["Sheet of 2 March"] * 2)

    def test_withdrawn_hours_stay_and_do_not_count(self):
        line = self._confirmed()
        self._decide(line, "withdraw", "Written twice")
        self.assertEqual((line.state, line.reason), ("declined", "Written twice"))
        self.assertEqual(line.change_ids.state_before, "confirmed")

    def test_nothing_is_decided_without_a_reason(self):
        for decision in ("amend", "paper", "withdraw"):
            with self._refused("Say why"):
                self._decide(self._line(decision), decision, " ")

    def test_officer_and_reader_decide_nothing(self):
        line = self._confirmed()
        for role in ("officer", "reader", "section_treasurer", "treasurer"):
            with self.assertRaises(AccessError):
                self._decide(line, "withdraw", role=role)
            for act in (
                lambda own: own._amend({"hours": 1}, "Why"),
                lambda own: own._withdraw("Why"),
                lambda own: own._confirm_on_paper("Why"),
            ):
                with self.assertRaises(AccessError):
                    act(self._as(role, line))
        self.assertEqual(line.state, "confirmed")

    def test_trace_is_rewritten_by_nobody(self):
        line = self._line()
        line._correct(1)
        for role in self.users:
            with self.assertRaises(AccessError):
                self._as(role, line.change_ids).write({"reason": "Other"})
            with self.assertRaises(AccessError):
                self._as(role, line.change_ids).unlink()
