from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .vendor_common import VendorCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestVendorAnswer(VendorCommon):
    def setUp(self):
        super().setUp()
        self.dossier = self._dossier()
        self.line, self.other, self.unbuilt = self.dossier.line_ids

    def test_a_promise_plans_the_request(self):
        version = self._version()
        answer = self._answer(
            self.line, "partly", cost_points="40", version=str(version.id)
        )
        request = self.first
        self.assertEqual(request.state, "planned")
        self.assertEqual(request.feasibility, "partly")
        self.assertEqual(request.cost_points, 40)
        self.assertEqual(request.target_version_id, version)
        self.assertEqual(request.vendor_reason, "For a good reason")
        self.assertEqual(answer.contact_name, "Vera")
        self.assertEqual(str(answer.promised_on), "2026-09-30")
        step = request.event_ids[0]
        self.assertEqual((step.by, step.reason), ("vendor", "For a good reason"))

    def test_a_refusal_declines_the_request_with_its_reason(self):
        self._answer(self.line, "no")
        self.assertEqual(self.first.state, "declined")
        self.assertEqual(self.first.event_ids[0].reason, "For a good reason")

    def test_a_study_or_a_yes_without_version_leaves_it_sent(self):
        self._answer(self.line, "study")
        self._answer(self.other, "yes")
        self.assertEqual(self.first.state, "sent")
        self.assertEqual(self.second.state, "sent")

    def test_what_has_no_version_is_agreed_to_without_one(self):
        self._answer(self.unbuilt, "yes")
        self.assertEqual(self.price.state, "planned")

    def test_an_answer_without_reason_is_refused(self):
        for reason in ("", "  \n "):
            with (
                self.subTest(reason=reason),
                self.assertRaisesRegex(UserError, "Say why"),
            ):
                self._answer(self.line, "no", reason=reason)
        self.assertFalse(self.line.answer_ids)

    def test_the_database_knows_no_answer_without_reason(self):
        vals = {
            "line_id": self.line.id,
            "date": TODAY,
            "feasibility": "no",
            "contact_name": "Vera",
        }
        for reason in (" ", "\n", ""):
            with (
                self.subTest(reason=reason),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env["club.vendor.answer"].create({**vals, "reason": reason})

    def test_each_answer_is_kept_and_the_last_one_counts(self):
        version = self._version()
        self._answer(self.line, "study")
        self._answer(self.line, "yes", version=str(version.id), reason="Found a way")
        self.line.invalidate_recordset(["answer_ids"])
        self.assertEqual(self.line.answer_ids.mapped("feasibility"), ["yes", "study"])
        self.assertEqual(self.line.reason, "Found a way")
        with self.assertRaisesRegex(UserError, "kept as they were"):
            self.line.answer_ids[0].sudo().reason = "Other"
        with self.assertRaisesRegex(UserError, "kept as they were"):
            self.line.answer_ids.sudo().unlink()

    def test_a_refusal_may_be_taken_back(self):
        self._answer(self.line, "no")
        self._answer(self.line, "yes", version=str(self._version().id))
        self.assertEqual(self.first.state, "planned")

    def test_a_new_version_is_proposed_with_its_date(self):
        self._answer(self.line, "yes", version_name="14", version_date="2027-01-31")
        version = self.first.target_version_id
        self.assertEqual((version.name, version.product_id), ("14", self.product))
        self.assertEqual(str(version.promised_on), "2027-01-31")

    def test_a_version_of_that_name_is_not_made_twice(self):
        version = self._version("14", "2027-01-31")
        self._answer(self.line, "yes", version_name="14")
        self.assertEqual(self.first.target_version_id, version)

    def test_a_new_version_needs_a_day_to_come(self):
        for day in ("", "2026-03-14", "soon"):
            with (
                self.subTest(day=day),
                self.assertRaisesRegex(UserError, "a day to come"),
            ):
                self._answer(self.line, version_name="14", version_date=day)

    def test_a_version_is_of_the_product_and_to_come(self):
        other = self.product.copy({"name": "Other"})
        elsewhere = self._version(product_id=other.id)
        released = self.product.version_ids.filtered(lambda v: v.name == "12")
        for version in (elsewhere, released):
            with (
                self.subTest(version=version.display_name),
                self.assertRaisesRegex(UserError, "no longer to come"),
            ):
                self._answer(self.line, version=str(version.id))

    def test_wrong_figures_are_named(self):
        for cost in ("-1", "12.5", "a lot", "1000001"):
            with (
                self.subTest(cost=cost),
                self.assertRaisesRegex(UserError, "is no cost"),
            ):
                self._answer(self.line, cost_points=cost)
        with self.assertRaisesRegex(UserError, "has no cost"):
            self._answer(self.unbuilt, cost_points="5")
        with self.assertRaisesRegex(UserError, "has no version"):
            self._answer(self.unbuilt, version_name="14", version_date="2027-01-01")
        with self.assertRaisesRegex(UserError, "has no target version"):
            self._answer(self.line, "no", version=str(self._version().id))
        with self.assertRaisesRegex(UserError, "whether it is feasible"):
            self._answer(self.line, "maybe")

    def test_who_only_reads_answers_nothing(self):
        reader = self._vendor_person("Rita", self.vendor, may_answer=False)
        with self.assertRaisesRegex(UserError, "for reading"):
            self._answer(self.line, contact=reader)
        with self.assertRaisesRegex(UserError, "for reading"):
            self.line._save_draft(reader, self._said())

    def test_a_closed_dossier_takes_no_answer(self):
        self.dossier.action_close()
        with self.assertRaisesRegex(UserError, "closed to answers"):
            self._answer(self.line)
        self.dossier.action_reopen()
        self.assertTrue(self._answer(self.line))

    def test_what_the_club_has_closed_needs_no_answer(self):
        self.first._move("closed", reason="Solved")
        with self.assertRaisesRegex(UserError, "needs no answer"):
            self._answer(self.line)

    def test_the_answer_to_a_merged_request_reaches_where_it_went(self):
        self.first.sudo().write({"root_id": self.second.id, "state": "merged"})
        self._answer(self.line, "no")
        self.assertEqual(self.second.state, "declined")
        self.assertEqual(self.first.state, "merged")

    def test_a_draft_is_the_vendors_own_until_it_is_given(self):
        self.line._save_draft(self.vera, {"feasibility": "yes", "reason": ""})
        self.assertEqual(self.first.state, "sent")
        self.assertFalse(self.line.answer_ids)
        draft = self.line._draft()[self.line]
        for role in ("secretary", "admin"):
            with self.subTest(role=role), self.assertRaises(UserError):
                self._as(role, draft).read(["reason"])
        with self.assertRaisesRegex(UserError, f"{self.line.number}: Say why"):
            self.dossier._give_drafts(self.vera)
        self.line._save_draft(self.vera, self._said("study"))
        self.assertEqual(self.dossier._give_drafts(self.vera), 1)
        self.assertEqual(self.line.feasibility, "study")
        self.assertFalse(self.line._draft())

    def test_of_several_drafts_none_is_given_where_one_is_wrong(self):
        self.line._save_draft(self.vera, self._said("study"))
        self.other._save_draft(self.vera, self._said("study", reason=""))
        with self.assertRaisesRegex(UserError, self.other.number):
            self.dossier._give_drafts(self.vera)
        self.assertFalse(self.line.answer_ids)

    def _told(self):
        notices = self.env["club.request.notice"].search(
            [("request_id", "=", self.first.id)]
        )
        return set(notices.mapped("event"))

    def test_supporters_are_told_once_what_an_answer_means(self):
        self._answer(self.line, "study")
        self.assertEqual(self._told(), {"answered"})
        self._answer(self.line, "no")
        self.assertEqual(self._told(), {"answered", "declined"})
