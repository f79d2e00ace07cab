from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from .pain_common import PainCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestPainMerge(PainCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.slow = cls._pain("Closing takes days")
        cls.same = cls._pain("Month end is slow", cls.bolt)
        cls._report(cls.same, cls.acme, minutes="60")
        cls._report(cls.same, cls.cogs)

    def test_each_member_counts_once_with_what_they_said_there(self):
        self.same._merge_into(self.slow)
        self.assertEqual((self.slow.member_count, self.slow.hours), (3, 330))
        self.assertEqual(self.same.state, "merged")

    def test_a_merge_is_taken_back_as_if_nothing_had_been(self):
        self.same.action_work()
        before = self.same.read(["state", "member_count", "hours", "money"])
        self.same._merge_into(self.slow)
        self._as("secretary", self.same).action_unmerge()
        self.assertEqual(
            self.same.read(["state", "member_count", "hours", "money"]), before
        )
        self.assertEqual((self.slow.member_count, self.slow.hours), (1, 110))

    def test_what_was_merged_before_follows_and_comes_back(self):
        third = self._pain("Evening jobs", self.cogs)
        third._merge_into(self.same)
        self.same._merge_into(self.slow)
        self.assertEqual(third.root_id, self.slow)
        self.assertEqual(self.slow.member_count, 3)
        self.same.action_unmerge()
        self.assertEqual(third.root_id, self.same)
        self.assertEqual(self.same.member_count, 3)

    def test_nothing_is_merged_in_a_circle_or_twice(self):
        with self.assertRaisesRegex(UserError, "into itself"):
            self.slow._merge_into(self.slow)
        self.same._merge_into(self.slow)
        with self.assertRaisesRegex(UserError, "was merged already"):
            self.same._merge_into(self.slow)
        with self.assertRaisesRegex(UserError, "was merged already"):
            self.slow._merge_into(self.same)
        with self.assertRaisesRegex(UserError, "is not merged"):
            self.slow.action_unmerge()

    def test_pain_points_of_two_associations_stay_apart(self):
        company = self._association("Elsewhere")
        other = self.env["club.pain"].create(
            {"name": "X", "description": "X", "company_id": company.id}
        )
        with self.assertRaisesRegex(UserError, "two associations"):
            other._merge_into(self.slow)

    def test_what_is_merged_is_reported_where_it_counts(self):
        self.same._merge_into(self.slow)
        self.slow._withdraw_report(self.cogs_team["voter"], self.cogs)
        self.assertEqual(self.slow.member_count, 2)

    def test_what_is_merged_is_not_moved_by_other_buttons(self):
        self.same._merge_into(self.slow)
        with self.assertRaisesRegex(UserError, "take that back first"):
            self.same.action_heal()

    def test_the_office_merges_with_a_form(self):
        form = Form(
            self._as("secretary")["club.pain.merge"].with_context(
                active_ids=(self.same | self.slow).ids
            )
        )
        form.target_id = self.slow
        self.assertEqual(form.save().action_merge()["res_id"], self.slow.id)
        self.assertEqual(self.same.merged_into_id, self.slow)

    # Two rows that are one member

    def test_two_memberships_that_become_one_count_once(self):
        self.acme._merge_into(self.bolt)
        self.assertEqual(self.same.member_count, 2)
        self.assertEqual(self.slow.member_count, 1)
        self.assertEqual(self.slow._author_row().membership_id, self.bolt)

    def test_two_contacts_that_become_one_keep_what_they_said(self):
        first, second = self.acme_team["voter"], self._person("Acme voter twice")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((first | second).ids, second)
        self.assertEqual(self.slow._report_of(self.acme).partner_id, second)
        self.assertTrue(self.slow._author_is(second))
