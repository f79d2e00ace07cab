from odoo.tests import tagged

from .common import TODAY, BallotCommon, freeze_time


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBallotPages(BallotCommon):
    """What pages of other addons ask a box about voters."""

    def _all(self):
        return self.env["club.membership"].union(*self.members)

    def test_person_finds_the_lines_they_may_cast(self):
        deputy = self._person("Deputy")
        self._join(self.members[0], deputy, "deputy")
        self._join(self.members[1], self.people[0], "voter")
        box = self._box()
        self._vote(box, 2, ["cars"])
        lines = box._lines_of(self._all(), self.people[0])
        self.assertEqual(lines, self._line(box, 1) | self._line(box, 2))
        self.assertEqual(lines.filtered("has_voted"), self._line(box, 2))
        self.assertEqual(box._lines_of(self._all(), deputy), self._line(box, 1))

    def test_only_members_of_the_space_are_shown(self):
        self._join(self.members[1], self.people[0], "voter")
        box = self._box()
        found = box._lines_of(self.members[1], self.people[0])
        self.assertEqual(found, self._line(box, 2))
        self.assertFalse(box._lines_of(self._all(), self.ada))

    def test_line_of_who_no_longer_acts_is_not_shown(self):
        box = self._box()
        self.members[0]._team_on(None, "voter").date_to = "2026-03-14"
        self.assertFalse(box._lines_of(self._all(), self.people[0]))

    def test_line_of_a_merged_member_is_found_once(self):
        self._join(self.members[1], self.people[0], "voter")
        box = self._box()
        self.members[0].sudo()._merge_into(self.members[1].sudo())
        found = box._lines_of(self.members[1], self.people[0])
        self.assertEqual(found, self._line(box, 2))

    def test_user_finds_their_own_line(self):
        seat = self._person("Seat")
        self._join(self.members[0], seat, "seat")
        box = self._box(roll_kind="user")
        self.assertEqual(box._lines_of(self._all(), seat).partner_id, seat)

    def test_who_has_not_voted_is_reminded(self):
        box = self._box()
        self._vote(box, 1, ["cars"])
        self.assertEqual(box._who_has_not_voted(), box.roll_ids - self._line(box, 1))

    def test_line_that_nobody_may_cast_any_more_is_not_reminded(self):
        box = self._box()
        self.members[0]._team_on(None, "voter").date_to = "2026-03-14"
        self.assertNotIn(self._line(box, 1), box._who_has_not_voted())
        deputy = self._person("Deputy")
        self._join(self.members[1], deputy, "deputy")
        other = self._box()
        self.members[1]._team_on(None, "voter").date_to = "2026-03-14"
        line = self._line(other, 2)
        self.assertIn(line, other._who_has_not_voted())
        self.assertEqual(line._voters_today(), {line: deputy})

    def test_number_of_lines_costs_no_more_queries(self):
        self._forget_nothing()
        few = self._box(roll_kind="user")
        for number in range(20):
            person = self._person(f"Deputy {number}")
            self._join(self.members[0], person, "deputy")
        many = self._box(roll_kind="user")
        counts = []
        for box in (few, many):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            box._who_has_not_voted()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(len(many.roll_ids), len(few.roll_ids) + 20)
        self.assertEqual(counts[0], counts[1])

    def test_member_voting_by_another_line_is_not_reminded(self):
        box = self._box()
        self._vote(box, 2, ["cars"])
        self.members[0].sudo()._merge_into(self.members[1].sudo())
        self.assertNotIn(self._line(box, 1), box._who_has_not_voted())
