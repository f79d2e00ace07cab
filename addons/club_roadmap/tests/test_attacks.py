from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError
from odoo.service.model import call_kw
from odoo.tests import freeze_time, tagged

from ..controllers.base import LARGEST_ID, whole
from ..models.club_round_download import plain
from .evaluation_common import EvaluationCommon
from .pain_common import PainCommon
from .test_request_pages import RequestSpaces
from .test_vendor_pages import VendorPagesCase
from .vendor_common import VendorCommon

REQUEST = {"name": "New", "wish": "More", "motivation": "Less work"}
PAIN = {"name": "New", "description": "It hurts"}


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestForgery(VendorCommon, PainCommon):
    """What the office's remote calls may not write: names, answers and results."""

    def _call(self, records, method, *args, **context):
        """As the secretary, through the door of remote calls."""
        records = self._as("secretary", records)
        ids = [records.ids] if records else []
        return call_kw(records, method, (*ids, *args), {"context": context})

    def _made(self, model, vals, **context):
        return self.env[model].browse(
            self._call(self.env[model], "create", [vals], **context)
        )

    def _check_refused(self, sentence, records, method, *args):
        with self.assertRaisesRegex(UserError, sentence):
            self._call(records, method, *args)

    def test_a_copy_carries_no_members_name(self):
        for record in (self._request(), self._pain()):
            self.assertEqual(record.author_label, "Acme")
            copy = record.browse(self._call(record, "copy", {}))
            self.assertFalse(copy.author_label or copy.is_author_shown)

    def test_the_office_writes_under_nobodys_name(self):
        name = {"is_author_shown": True, "author_label": "Acme"}
        for record, vals in ((self._request(), REQUEST), (self._pain(), PAIN)):
            model = record._name
            with self.subTest(model=model):
                said = "What a member wrote is theirs"
                self._check_refused(said, self.env[model], "create", [vals | name])
                self._check_refused(said, record, "write", name)
                made = self._made(
                    model,
                    vals,
                    default_author_label="Acme",
                    default_is_author_shown=True,
                )
                self.assertFalse(made.author_label or made.is_author_shown)

    def test_the_office_names_nobody_to_the_vendor(self):
        request = self._request()
        for vals in (
            {"vendor_label": "Acme"},
            {"feasibility": "no", "vendor_reason": "Too dear"},
            {"cost_points": 3},
            {"delivered_version_id": self.product.version_ids.id},
        ):
            with self.subTest(vals=vals):
                said = "by its buttons"
                self._check_refused(said, request, "write", vals)
                self._check_refused(said, request.browse(), "create", [REQUEST | vals])
        made = self._made("club.request", REQUEST, default_vendor_label="Acme")
        self.assertFalse(made.vendor_label)

    def test_a_new_pain_point_is_handed_no_figures(self):
        made = self._made(
            "club.pain", PAIN, default_state="healed", default_member_count=55
        )
        self.assertEqual((made.state, made.member_count), ("open", 0))

    def test_no_dossier_begins_released(self):
        vals = {"name": "New", "vendor_id": self.vendor.id}
        dossiers = self.env["club.dossier"]
        released = {"state": "released", "released_on": TODAY}
        self._check_refused("by buttons", dossiers, "create", [vals | released])
        made = self._made("club.dossier", vals, default_state="released")
        self.assertEqual(made.state, "draft")

    def test_the_office_answers_no_line_for_the_vendor(self):
        line = self._dossier(self.first).line_ids
        draft = self._dossier(self.second, released=False)
        answer = {"feasibility": "yes", "reason": "With pleasure", "cost_points": 1}
        said = "kept as they were given"
        self._check_refused(said, line, "write", answer)
        vals = {"dossier_id": draft.id, "request_id": self.price.id}
        self._check_refused(said, line.browse(), "create", [vals | answer])
        made = self._made("club.dossier.line", vals, default_feasibility="yes")
        self.assertFalse(made.feasibility)

    def test_nobody_agrees_in_the_contacts_place(self):
        made = self._made(
            "club.installation",
            {"membership_id": self.acme.id, "product_id": self.product.id},
            default_contact_agreed_on=TODAY,
        )
        self.assertFalse(made.contact_agreed_on)

    def test_a_line_of_a_list_is_handed_no_result(self):
        voted_on = self._made("club.round", {"name": "Round"})
        made = self._made(
            "club.round.line",
            {"round_id": voted_on.id, "request_id": self.first.id},
            default_chosen=True,
            default_is_live=True,
        )
        self.assertFalse(made.chosen or made.is_live)

    def test_a_name_taken_back_after_the_preview_is_not_told(self):
        voter = self.bolt_team["voter"]
        self.second._release_name(voter, True)
        dossier = self._dossier(self.second, released=False)
        self.assertEqual(dossier.line_ids.organisation_label, "Bolt")
        fingerprint = dossier._fingerprint()
        self.second._release_name(voter, False)
        with self.assertRaisesRegex(UserError, "has changed"):
            dossier._release(fingerprint)

    def test_a_forgotten_members_name_is_not_kept_for_the_vendor(self):
        anna = self._member("Anna", self.brittany)
        self._period(anna, "2024-01-01", "2099-12-31")
        request = self._request("Hers", membership=anna)
        request._release_name(anna.partner_id, True)
        self.assertEqual(request.vendor_label, "Anna")
        anna.partner_id._club_forget_elsewhere()
        self.assertFalse(request.vendor_label)

    def test_a_forgotten_contacts_name_stands_below_no_letter(self):
        letter = self.env["club.letter"].create(
            {
                "subject": "Prices",
                "body": "Too dear",
                "vendor_id": self.vendor.id,
                "answered_by": "Vera",
            }
        )
        self.vera.partner_id._club_forget_elsewhere()
        self.assertNotEqual(letter.answered_by, "Vera")

    def test_numbers_that_are_too_long_name_nothing(self):
        self.assertEqual(whole("12"), 12)
        self.assertEqual(whole("9" * 5000), LARGEST_ID)
        for text in ("", "-1", "1.5", "12x", "9" * 5000):
            self.assertIn(whole(text), (0, LARGEST_ID))
            self.assertFalse(
                self.env["club.pain"]._pick("club.product", self.company, [text])
            )
        self.assertFalse(
            self.env["club.pain"]._pick(
                "club.product", self.company, ["123456789abc", "9" * 5000]
            )
        )
        line = self._dossier(self.first).line_ids
        with self.assertRaisesRegex(UserError, "is no cost"):
            line._read_points("9" * 5000)

    def test_what_is_pasted_breaks_no_workbook(self):
        self.first.name = "Close\x01 faster"
        dossier = self._dossier(self.first, released=False)
        self.assertTrue(dossier._to_xlsx())
        self.assertEqual(plain("Close\x01 faster"), "Close faster")
        self.assertEqual(plain("\x01=1+1"), "'=1+1")

    def test_who_hides_is_hidden_in_what_was_merged_as_well(self):
        pain, other = self._pain(), self._pain("Night shifts")
        other._merge_into(pain)
        self.assertEqual(len(self._call(pain.report_ids, "read", [])), 2)
        pain._show_report(self.acme_team["voter"], self.acme, False)
        seen = self._as("secretary")["club.pain.report"].search([])
        self.assertFalse(seen.filtered(lambda r: r.membership_id == self.acme))
        self._report(pain, self.acme, shown=True)
        self._report(pain, self.acme, shown=False)
        self.assertFalse(self._as("secretary")["club.pain.report"].search([]))

    def test_a_report_leaves_no_hour_on_its_pain_point(self):
        pain = self._pain()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE club_pain SET write_date = '2026-01-01' WHERE id = %s", [pain.id]
        )
        pain.invalidate_recordset()
        self._report(pain, self.bolt, shown=False)
        self.env.flush_all()
        pain.invalidate_recordset()
        self.assertEqual(pain.member_count, 2)
        self.assertEqual(str(pain.write_date.date()), "2026-01-01")

    def test_no_release_delivers_what_has_ended(self):
        self.first._move("closed", reason="Possible already")
        release = self._as("secretary")["club.release"].create(
            {
                "version_id": self.product.version_ids.id,
                "request_ids": [(6, 0, self.first.ids)],
            }
        )
        with self.assertRaisesRegex(UserError, "not possible"):
            release.action_confirm()

    def test_a_second_click_describes_no_second_pain_point(self):
        pain = self._pain()
        self.assertEqual(self._pain(), pain)
        self.assertNotEqual(self._pain("Something else"), pain)
        self.assertNotEqual(self._pain(membership=self.bolt), pain)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestSecondClick(RequestSpaces):
    def test_a_second_click_writes_no_second_comment(self):
        request = self._request()
        space = self._space(self.bolt_team["voter"])
        first = request._comment(space, self.bolt, "And faster", False)
        self.assertEqual(request._comment(space, self.bolt, "And faster", False), first)
        other = request._comment(space, self.bolt, "And cheaper", False)
        self.assertEqual(request.comment_ids, first | other)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestForeignBox(EvaluationCommon):
    def test_answers_stay_unlisted_whatever_is_written_by_hand(self):
        self.type_organisation.vote_count = 1
        marks = [4, 5, 4, 3, 5, 4]
        evaluation = self._published(self.payroll, marks, breakdown_min=5)
        box = evaluation.box_id
        other = self._draft(name="Other").box_id
        with self.assertRaisesRegex(UserError, "no draft any more"):
            self._as("secretary", evaluation).write({"box_id": other.id})
        self.assertFalse(self._as("secretary", box).ballot_file)

    def test_no_round_takes_the_box_of_another_vote(self):
        box = self._draft().box_id
        rounds = self._as("secretary")["club.round"]
        made = rounds.create({"name": "Round", "box_id": box.id})
        made |= rounds.with_context(default_box_id=box.id).create({"name": "Round"})
        self.assertNotIn(box, made.sudo().box_id)


@tagged("post_install", "-at_install")
class TestVendorApart(VendorPagesCase):
    def test_a_vendors_contact_sees_no_vote_of_a_former_membership(self):
        former = self._member("Vera", self.brittany, partner=self.vera.partner_id)
        self._period(former, "2024-01-01", "2024-12-31")
        self.brittany.portal_open_on = "2020-01-01"
        self.assertFalse(former.is_member)
        self._sign_in(self.vera)
        self.assertEqual(self._get("/vendor").status_code, 200)
        self.assertEqual(self._get("/my/votes").status_code, 404)
