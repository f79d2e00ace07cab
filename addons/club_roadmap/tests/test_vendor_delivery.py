from odoo.addons.club_membership.tests.common import TODAY
from odoo.addons.club_portal.models.club_space import Space
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .vendor_common import VendorCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestVendorDelivery(VendorCommon):
    def setUp(self):
        super().setUp()
        self.dossier = self._dossier()
        self.line = self.dossier.line_ids[0]
        self.version = self._version()
        self._answer(self.line, version=str(self.version.id))

    def _report(self, step, day="", contact=None):
        self.version._vendor_reports(contact or self.vera, step, day)

    def _delivery(self):
        return self.env["club.vendor.delivery"].search([("line_id", "=", self.line.id)])

    def test_a_version_in_progress_takes_its_requests_along(self):
        self._report("start")
        self.assertEqual(self.version.state, "in_progress")
        self.assertEqual(self.first.state, "in_progress")
        self.assertEqual(self.second.state, "sent")

    def test_another_date_leaves_the_first_promise(self):
        self._report("date", "2026-12-31")
        self.assertEqual(str(self.version.planned_on), "2026-12-31")
        self.assertEqual(str(self.version.promised_on), "2026-09-30")
        for day in ("", "2026-03-14", "later"):
            with (
                self.subTest(day=day),
                self.assertRaisesRegex(UserError, "a day to come"),
            ):
                self._report("date", day)

    def test_a_delivery_counts_once_the_club_confirms_it(self):
        self._report("release", "2026-03-10")
        self.assertEqual(str(self.version.released_on), "2026-03-10")
        self.assertEqual(self.first.state, "planned")
        self._as("secretary", self._delivery()).action_confirm()
        self.assertEqual(self.first.state, "delivered")
        self.assertEqual(self.first.delivered_version_id, self.version)
        self.assertIn("confirm", self._mails_to("vera@")[:1].body_html)

    def test_a_version_is_not_delivered_on_a_day_to_come(self):
        with self.assertRaisesRegex(UserError, "not later"):
            self._report("release", "2026-03-16")

    def test_a_contested_delivery_says_what_is_missing_and_may_come_again(self):
        self._report("release")
        delivery = self._as("secretary", self._delivery())
        with self.assertRaisesRegex(UserError, "Say what is missing"):
            delivery.action_contest()
        delivery.reason = "The export is empty"
        delivery.action_contest()
        self.assertEqual(self.first.state, "in_progress")
        self.assertIn("The export is empty", self._mails_to("vera@")[:1].body_html)
        self.env.flush_all()
        self.line._claim_delivery(self.vera)
        self.line.invalidate_recordset(["delivery_ids"])
        self.assertEqual(
            self.line.delivery_ids.mapped("state"), ["claimed", "contested"]
        )

    def test_a_delivery_is_decided_once(self):
        self._report("release")
        delivery = self._as("secretary", self._delivery())
        delivery.action_confirm()
        with self.assertRaisesRegex(UserError, "has an answer already"):
            delivery.action_confirm()
        with self.assertRaisesRegex(UserError, "Confirm a delivery"):
            delivery.reason = "Too late"

    def test_readers_decide_nothing(self):
        self._report("release")
        for role in ("reader", "treasurer"):
            with self.subTest(role=role), self.assertRaises(UserError):
                self._as(role, self._delivery()).action_confirm()

    def test_what_is_not_planned_is_not_delivered(self):
        with self.assertRaisesRegex(UserError, "cannot be delivered"):
            self.dossier.line_ids[1]._claim_delivery(self.vera)

    def test_who_only_reads_reports_nothing(self):
        reader = self._vendor_person("Rita", self.vendor, may_answer=False)
        with self.assertRaisesRegex(UserError, "for reading"):
            self._report("start", contact=reader)

    def test_what_the_office_finds_delivered_waits_for_nobody(self):
        self._report("release")
        self.first._move("delivered")
        self.assertEqual(self._delivery().state, "confirmed")

    def test_nobody_decides_in_the_chairs_place(self):
        self._report("release")
        person = self.acme_team["voter"]
        for mode in ("staff", "guardian"):
            space = Space(self.env.user, person, mode, self.acme)
            with (
                self.subTest(mode=mode),
                self.assertRaisesRegex(UserError, "in the chair's place"),
            ):
                self._delivery()._decide_in_chair(space, "confirmed")
        self.assertEqual(self._delivery().state, "claimed")
        self._delivery()._decide_in_chair(Space(self.env.user, person), "confirmed")
        self.assertEqual(self._delivery().decided_as, "commission")
