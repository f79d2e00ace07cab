from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common import RoadmapCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestSupport(RoadmapCommon):
    def test_a_second_click_counts_once(self):
        request = self._request()
        request._support(self.bolt_team["voter"], self.bolt)
        request._support(self.bolt_team["deputy"], self.bolt, shown=False)
        self.assertEqual(request.support_count, 1)
        self.assertFalse(self._supports(request).is_shown)

    def test_support_is_taken_back(self):
        request = self._request()
        request._support(self.bolt_team["voter"], self.bolt)
        request._withdraw_support(self.bolt_team["manager"], self.bolt)
        self.assertEqual(request.support_count, 0)

    def test_a_seat_holder_does_not_commit_the_company(self):
        request = self._request()
        with self.assertRaisesRegex(UserError, "does not speak for Bolt"):
            request._support(self.bolt_team["seat"], self.bolt)

    def test_nobody_supports_what_has_ended(self):
        request = self._request()
        request._move("closed", reason="Solved")
        with self.assertRaisesRegex(UserError, "cannot be supported"):
            request._support(self.bolt_team["voter"], self.bolt)

    def test_who_is_not_named_is_read_by_nobody(self):
        request = self._request()
        request._support(self.bolt_team["voter"], self.bolt, shown=False)
        request._support(self.acme_team["voter"], self.acme, shown=True)
        for role in ("reader", "secretary", "admin"):
            with self.subTest(role=role):
                seen = self._as(role, request).support_ids
                self.assertEqual(seen.membership_id, self.acme)
                found = self._as(role)["club.request"].search(
                    [("support_ids.membership_id", "=", self.bolt.id)]
                )
                self.assertFalse(found)
        self.assertEqual(request.support_count, 2)
