import random

from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import RoadmapCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestMerge(RoadmapCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one, cls.two, cls.three = (
            cls._request(name, membership=cls.bolt) for name in ("One", "Two", "Three")
        )
        cls.members = [cls.acme, cls.bolt]
        for number in range(4):
            membership = cls._member(f"Member {number}", cls.brittany)
            cls._period(membership, "2024-01-01", "2099-12-31")
            cls.members.append(membership)

    def _support(self, request, *numbers, shown=True):
        for number in numbers:
            membership = self.members[number]
            person = membership.partner_id
            if person.is_company:
                person = membership._team_on(None, "voter").partner_id
            request._support(person, membership, shown)

    def _counts(self):
        return (self.one | self.two | self.three).mapped("support_count")

    def test_a_member_behind_both_counts_once(self):
        self._support(self.one, 0, 1, 2)
        self._support(self.two, 2, 3)
        self.one._merge_into(self.two)
        self.assertEqual(self.two.support_count, 4)
        self.assertEqual(self.one.state, "merged")
        self.assertEqual(self.one._root(), self.two)

    def test_parting_gives_each_its_own_supporters_and_state_back(self):
        self._support(self.one, 0, 1, 2)
        self._support(self.two, 2, 3)
        self.one._move("sponsored", by="commission")
        self.one._merge_into(self.two)
        self.one._unmerge()
        self.assertEqual(self._counts()[:2], [3, 2])
        self.assertEqual(self.one.state, "sponsored")
        self.assertFalse(self.one.root_id)
        self.assertFalse(self.one.merged_into_id)

    def test_parting_after_a_second_merge_takes_the_right_branch(self):
        self._support(self.one, 0, 1)
        self._support(self.two, 1, 2)
        self._support(self.three, 2, 3)
        self.one._merge_into(self.two)
        self.two._merge_into(self.three)
        self.assertEqual(self.three.support_count, 4)
        self.assertEqual(self.one._root(), self.three)
        self.one._unmerge()
        self.assertEqual((self.one.support_count, self.three.support_count), (2, 3))
        self.assertEqual(self.two._root(), self.three)

    def test_parting_the_middle_takes_what_was_merged_into_it_along(self):
        self._support(self.one, 0)
        self._support(self.two, 1)
        self._support(self.three, 2)
        self.one._merge_into(self.two)
        self.two._merge_into(self.three)
        self.two._unmerge()
        self.assertEqual((self.two.support_count, self.three.support_count), (2, 1))
        self.assertEqual(self.one._root(), self.two)

    def test_support_given_and_taken_back_meanwhile_stays_so(self):
        self._support(self.one, 0, 2)
        self._support(self.two, 3)
        self.one._merge_into(self.two)
        self._support(self.two, 4)
        self.two._withdraw_support(self.members[2].partner_id, self.members[2])
        self.assertEqual(self.two.support_count, 3)
        self.one._unmerge()
        self.assertEqual(self._counts()[:2], [1, 2])

    def test_who_supports_what_was_merged_is_not_asked_again(self):
        self._support(self.one, 2)
        self.one._merge_into(self.two)
        self._support(self.two, 2, shown=False)
        self.assertEqual(len(self.two._support_rows(self.members[2])), 1)
        self.assertFalse(self.two._support_rows(self.members[2]).is_shown)

    def test_there_are_no_circles(self):
        self.one._merge_into(self.two)
        with self.assertRaisesRegex(UserError, "merge into that one"):
            self.two._merge_into(self.one)
        with self.assertRaisesRegex(UserError, "Choose another"):
            self.three._merge_into(self.three)
        with self.assertRaisesRegex(UserError, "cannot be merged now"):
            self.one._merge_into(self.three)

    def test_requests_of_two_associations_stay_apart(self):
        other = self.env["club.request"].create(
            {
                "name": "Other",
                "wish": "More",
                "motivation": "Less work",
                "company_id": self._create_company(name="Other").id,
            }
        )
        with self.assertRaisesRegex(UserError, "two associations"):
            self.one._merge_into(other)

    def test_what_is_in_a_vote_is_not_merged(self):
        self.one._move("voting", by="vote")
        with self.assertRaisesRegex(UserError, "In a vote"):
            self.one._merge_into(self.two)

    def test_the_secretary_merges_and_parts_and_readers_do_not(self):
        wizard = Form(
            self._as("secretary")["club.request.merge"].with_context(
                default_request_ids=self.one.ids
            )
        )
        wizard.into_id = self.two
        wizard.save().action_merge()
        self.assertEqual(self.one.merged_into_id, self.two)
        with mute_logger("odoo.addons.base.models.ir_model"):
            for role in ("reader", "treasurer", "portal"):
                with self.subTest(role=role), self.assertRaises(AccessError):
                    self._as(role, self.one).action_unmerge()
        self._as("secretary", self.one).action_unmerge()
        self.assertEqual(self.one.state, "open")

    def test_similar_ones_are_proposed_to_the_secretary(self):
        alike = self._request("One click to close")
        self.one.name = "Close in one click"
        wizard = self._as("secretary")["club.request.merge"].create(
            {"request_ids": self.one.ids, "into_id": alike.id}
        )
        self.assertIn(alike, wizard.similar_ids)
        self.assertNotIn(self.one, wizard.similar_ids)

    def test_counts_hold_after_any_merges_and_partings(self):
        draw = random.Random(7)
        requests = self.one | self.two | self.three
        for number in range(5):
            requests |= self._request(f"More {number}", membership=self.bolt)
        for _step in range(120):
            request, other = draw.choice(requests), draw.choice(requests)
            kind = draw.choice(("merge", "part", "support", "withdraw"))
            if kind == "merge" and not (request | other).merged_into_id:
                if request != other:
                    request._merge_into(other)
            elif kind == "part" and request.merged_into_id:
                request._unmerge()
            elif kind == "support" and request.state == "open":
                self._support(request, draw.randrange(2, 6))
            elif kind == "withdraw":
                member = self.members[draw.randrange(2, 6)]
                request._root()._withdraw_support(member.partner_id, member)
            self._check_counts(requests)

    def _check_counts(self, requests):
        """Count by walking up from each support, one by one."""
        found = {request: set() for request in requests}
        for row in self._supports(requests):
            root = row.request_id
            while root.merged_into_id:
                root = root.merged_into_id
            self.assertEqual(row.root_id, root)
            found[root].add(row.membership_id)
        for request in requests:
            self.assertEqual(request.support_count, len(found[request]))
            self.assertEqual(request.state == "merged", bool(request.merged_into_id))
