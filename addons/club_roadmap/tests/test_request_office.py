from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import RoadmapCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestRequestOffice(RoadmapCommon):
    def _step(self, request, action, **values):
        opened = getattr(request, action)()
        wizard = request.env["club.request.step"].with_context(**opened["context"])
        return wizard.create(values).action_confirm()

    def test_the_office_closes_with_a_reason_and_takes_up_again(self):
        request = self._as("secretary", self._request())
        with self.assertRaisesRegex(UserError, "Say why"):
            self._step(request, "action_close")
        self._step(request, "action_close", reason="Possible already")
        self.assertEqual(request.state, "closed")
        self._step(request, "action_reopen", reason="It is not")
        self.assertEqual(request.state, "open")
        self.assertEqual(request.event_ids.sorted("id")[-1].reason, "It is not")

    def test_what_is_delivered_names_the_version(self):
        request = self._as("secretary", self._request())
        request.sudo()._move("sent")
        self._step(request, "action_plan", version_id=self.product.version_ids.id)
        self.assertEqual(request.state, "planned")
        self.assertEqual(request.target_version_id, self.product.version_ids)
        with self.assertRaisesRegex(UserError, "in which version"):
            self._step(request, "action_deliver")
        self._step(request, "action_deliver", version_id=self.product.version_ids.id)
        self.assertEqual(request.state, "delivered")
        self.assertEqual(request.delivered_version_id, self.product.version_ids)

    def test_a_step_starts_where_it_may(self):
        request = self._as("secretary", self._request())
        with self.assertRaisesRegex(UserError, "not possible"):
            request.action_reopen()

    def test_who_only_reads_decides_nothing(self):
        request = self._request()
        with mute_logger("odoo.addons.base.models.ir_model"):
            for role in ("reader", "treasurer", "employee", "portal"):
                for action in ("action_close", "action_merge", "action_deliver"):
                    with self.subTest(role=role), self.assertRaises(AccessError):
                        getattr(self._as(role, request), action)()

    def test_the_office_corrects_the_title_and_not_what_a_member_wrote(self):
        request = self._request()
        for role in ("secretary", "admin"):
            with self.subTest(role=role):
                office = self._as(role, request)
                office.name = "Closing faster"
                for vals in (
                    {"wish": "Nothing"},
                    {"author_label": "Bolt"},
                    {"is_author_shown": True},
                ):
                    with self.assertRaisesRegex(UserError, "is theirs"):
                        office.write(vals)

    def test_settings_hold_threshold_and_moderation(self):
        settings = self._as("admin")["club.settings"].with_company(self.company)
        form = settings.create({"club_request_threshold": 9})
        form.club_comments_at_once = True
        form.action_save()
        self.assertEqual(self.company.club_request_threshold, 9)
        self.assertTrue(self.company.club_comments_at_once)
