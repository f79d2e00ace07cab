from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import RoadmapCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequest(RoadmapCommon):
    def test_a_request_is_numbered_and_collects_support(self):
        request = self._request()
        self.assertRegex(request.number, r"^R\d{4}$")
        self.assertEqual(request.state, "open")

    def test_nothing_of_a_request_says_who_wrote_it(self):
        request = self._request(shown=False)
        person = self.acme_team["voter"]
        self.assertEqual(request.create_uid, self.env.ref("base.user_root"))
        self.assertFalse(request.author_label)
        self.assertTrue(request._author_is(person))
        self.assertTrue(request._author_is(self.acme_team["manager"]))
        self.assertFalse(request._author_is(self.acme_team["seat"]))
        self.assertFalse(request._author_is(self.bolt_team["voter"]))

    def test_an_author_may_be_shown_and_hidden_again(self):
        request = self._request(shown=True)
        self.assertEqual(request.author_label, "Acme")
        request._author_show(False)
        self.assertFalse(request.author_label)

    def test_who_is_no_member_proposes_nothing(self):
        gone, _team = self._company_with_team("Gone", until="2025-12-31")
        with self.assertRaisesRegex(UserError, "Gone is no member"):
            self._request(membership=gone)

    def test_a_request_keeps_each_step_with_its_reason(self):
        request = self._request()
        request._move("sponsored", by="commission")
        with self.assertRaisesRegex(UserError, "Say why"):
            request._move("closed")
        request._move("closed", reason="Solved by training")
        steps = request.event_ids.sorted("id")
        self.assertEqual(steps.mapped("state"), ["open", "sponsored", "closed"])
        self.assertEqual(steps[-1].reason, "Solved by training")
        self.assertEqual(steps[-1].former, "sponsored")

    def test_the_history_is_not_rewritten(self):
        step = self._request().event_ids
        with self.assertRaises(UserError):
            step.write({"reason": "Another"})

    def test_a_secretary_moves_no_request_by_hand(self):
        request = self._request()
        with self.assertRaisesRegex(UserError, "by its buttons"):
            self._as("secretary", request).write({"state": "delivered"})

    def test_a_new_request_is_handed_no_state(self):
        requests = self._as("secretary")["club.request"]
        request = requests.with_context(default_state="delivered").create(
            {"name": "New", "wish": "More", "motivation": "Less work"}
        )
        self.assertEqual(request.state, "open")

    def test_modules_and_versions_are_of_the_product(self):
        other = self.product.copy({"name": "Other"})
        with self.assertRaisesRegex(ValidationError, "another product"):
            self._request(product_id=other.id, module_id=self.payroll.id)

    def test_a_version_keeps_the_first_date_it_was_promised_for(self):
        version = self.product.version_ids
        version.planned_on = "2026-06-30"
        version.planned_on = "2026-12-31"
        self.assertEqual(str(version.promised_on), "2026-06-30")
