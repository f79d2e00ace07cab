import base64
import hashlib

from odoo.addons.club_membership.tests.common import TODAY
from odoo.addons.club_portal.models.club_space import Space
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import RoadmapCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestLetter(RoadmapCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.board = cls.env["club.commission"].create(
            {
                "name": "Board",
                "kind": "body",
                "state": "open",
                "company_id": cls.company.id,
            }
        )
        cls.president = cls._office(cls._person("Paula"), cls.root, "president")

    def _letter(self, subject="Support on Saturdays", **vals):
        secretary = self._as("secretary")
        return secretary["club.letter"].create(
            {
                "subject": subject,
                "body": "<p>We ask for support on Saturdays.</p>",
                "vendor_id": self.vendor.id,
                "company_id": self.company.id,
                "signatory_id": self.president.id,
                "decided_by_id": self.board.id,
                "decided_on": "2026-03-01",
                **vals,
            }
        )

    def _sent(self, **vals):
        letter = self._letter(**vals)
        letter.action_sign()
        letter.action_send()
        return letter

    def _answered(self, **vals):
        letter = self._sent(**vals)
        letter.write({"answered_on": TODAY, "answer": "<p>Yes</p>"})
        letter.action_answer()
        return letter

    def _space(self, person=None):
        return Space(self.env.user, person or self.acme_team["voter"])

    def test_a_number_is_given_once_and_by_year(self):
        first, second = self._letter(), self._letter()
        first.action_sign()
        second.action_sign()
        self.assertRegex(first.number, r"^L2026-\d{3}$")
        self.assertNotEqual(first.number, second.number)
        number = second.number
        second.action_draft()
        second.action_sign()
        self.assertEqual(second.number, number)
        early = self._letter(date="2025-12-20", decided_on="2025-12-01")
        early.action_sign()
        self.assertRegex(early.number, r"^L2025-\d{3}$")

    def test_a_numbered_letter_is_not_deleted(self):
        letter = self._letter()
        letter.action_sign()
        with self.assertRaisesRegex(UserError, "drop it with a reason"):
            letter.unlink()
        self._letter().unlink()

    def test_nothing_is_signed_without_a_decision_and_an_office(self):
        with self.assertRaisesRegex(UserError, "decided it"):
            self._letter(decided_on=False).action_sign()
        with self.assertRaisesRegex(UserError, "choose who signs"):
            self._letter(signatory_id=False).action_sign()
        former = self._office(
            self._person("Past"), self.north, "president", date_to="2025-12-31"
        )
        with self.assertRaisesRegex(UserError, "choose who signs"):
            self._letter(signatory_id=former.id).action_sign()

    def test_a_sent_letter_is_frozen_for_everybody(self):
        letter = self._sent()
        for changed in ({"subject": "Other"}, {"body": "Other"}, {"date": TODAY}):
            for record in (letter, letter.sudo()):
                with (
                    self.subTest(changed=changed),
                    self.assertRaisesRegex(UserError, "stays as it is"),
                ):
                    record.write(changed)
        with self.assertRaises(UserError):
            letter.action_draft()

    def test_a_secretary_moves_no_letter_by_hand(self):
        letter = self._letter()
        for changed in ({"state": "sent"}, {"number": "L1"}, {"sent_on": TODAY}):
            with self.assertRaisesRegex(UserError, "buttons only"):
                letter.write(changed)

    def test_a_letter_begins_as_a_draft_in_whatever_column_of_a_board(self):
        secretary = self._as("secretary")
        letters = secretary["club.letter"].with_context(default_state="sent")
        self.assertEqual(letters.default_get(["state"])["state"], "draft")
        letter = letters.create(
            {"subject": "Other", "body": "Text", "vendor_id": self.vendor.id}
        )
        self.assertEqual(letter.state, "draft")

    def test_the_fingerprint_is_of_the_document_as_it_was_sent(self):
        letter = self._sent()
        content = base64.b64decode(letter.document)
        self.assertEqual(hashlib.sha256(content).hexdigest(), letter.document_sha256)
        self.assertEqual(letter._document(), content)
        letter.sudo().document = base64.b64encode(b"Other")
        with self.assertRaisesRegex(UserError, "not the one that was sent"):
            letter._document()

    def test_the_paper_shows_text_signature_and_decision(self):
        letter = self._letter()
        letter.action_sign()
        page, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "club_roadmap.report_letter", letter.ids
        )
        for expected in (letter.number, "on Saturdays", "Paula", "Board", "Vendor"):
            self.assertIn(expected, page.decode())

    def test_the_bureau_reads_drafts_and_others_nothing(self):
        letter = self._letter()
        self.assertEqual(self._as("reader", letter).subject, letter.subject)
        for role in ("officer", "section_treasurer", "employee", "portal"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, letter).read(["subject"])
        with self.assertRaises(AccessError):
            self._as("reader", letter).action_sign()

    def test_members_read_sent_letters_only(self):
        draft, sent = self._letter(), self._sent()
        letters = self.env["club.letter"]
        self.assertEqual(letters._of_space(self._space()), sent.sudo())
        self.assertFalse(letters._of_space(self._space(), draft.id))
        stranger = self._space(self._person("Stranger"))
        self.assertFalse(letters._of_space(stranger))

    def test_a_letter_for_a_commission_is_read_by_its_members(self):
        commission = self.env["club.commission"].create(
            {"name": "Payroll", "state": "open", "company_id": self.company.id}
        )
        letter = self._sent(audience="commission", audience_id=commission.id)
        letters = self.env["club.letter"]
        self.assertFalse(letters._of_space(self._space()))
        self.env["club.commission.member"].create(
            {
                "commission_id": commission.id,
                "partner_id": self.acme_team["voter"].id,
                "membership_id": self.acme.id,
                "state": "active",
                "date_from": "2026-01-01",
            }
        )
        self.assertEqual(letters._of_space(self._space()), letter.sudo())

    def test_members_read_the_answer_once_it_is_noted(self):
        letter = self._sent(due_on="2026-04-01")
        letter.write({"answered_on": TODAY, "answer": "<p>Yes, from May on</p>"})
        page = letter.sudo()._page_values()
        self.assertFalse(page["answer"])
        letter.action_answer()
        self.assertIn("from May on", letter.sudo()._page_values()["answer"])

    def test_an_answer_has_a_date_and_words(self):
        letter = self._sent()
        with self.assertRaisesRegex(UserError, "note the date"):
            letter.action_answer()
        letter.write({"answered_on": TODAY, "answer": "<p><br></p>"})
        with self.assertRaisesRegex(UserError, "note the date"):
            letter.action_answer()
        with self.assertRaisesRegex(UserError, "once the letter is sent"):
            self._letter().write({"answer": "<p>Yes</p>"})

    def test_a_letter_is_done_when_its_follow_up_is(self):
        letter = self._answered()
        letter.write({"followup_ids": [(0, 0, {"name": "Tell the regions"})]})
        with self.assertRaisesRegex(UserError, "Tell the regions"):
            letter.action_done()
        letter.followup_ids.action_done()
        self.assertEqual(str(letter.followup_ids.done_on), TODAY)
        letter.action_done()
        with self.assertRaisesRegex(UserError, "is closed"):
            letter.followup_ids.name = "Other"

    def test_a_letter_is_dropped_with_a_reason(self):
        letter = self._sent()
        with self.assertRaisesRegex(UserError, "say why"):
            letter.action_drop()
        letter.drop_reason = "Settled on the telephone"
        letter.action_drop()
        page = letter.sudo()._page_values()
        self.assertEqual(page["drop_reason"], "Settled on the telephone")

    def test_an_overdue_letter_is_reminded_of_once_for_each_date(self):
        letter = self._sent(due_on="2026-03-14")
        self._letter(due_on="2026-03-14")
        cron = self.env.ref("club_roadmap.ir_cron_club_letter_remind")
        for _run in range(2):
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(len(letter.activity_ids), 1)
        self.assertEqual(letter.activity_ids.user_id, self.users["secretary"])
        letter.due_on = "2026-03-10"
        self.env["club.letter"]._cron_remind()
        self.assertEqual(len(letter.activity_ids), 2)
        letter.write({"answered_on": TODAY, "answer": "<p>Yes</p>"})
        letter.action_answer()
        self.assertFalse(letter.activity_ids)

    def test_who_left_the_office_is_not_reminded_but_the_others_are(self):
        letter = self._sent(due_on="2026-03-14", user_id=self.users["employee"].id)
        self.env["club.letter"]._cron_remind()
        reminded = letter.activity_ids.user_id
        self.assertIn(self.users["secretary"], reminded)
        self.assertNotIn(self.users["employee"], reminded)

    def test_an_overdue_follow_up_is_reminded_of_once(self):
        letter = self._answered()
        letter.write(
            {"followup_ids": [(0, 0, {"name": "Ask again", "until": "2026-03-14"})]}
        )
        for _run in range(2):
            self.env["club.letter"]._cron_remind()
        self.assertEqual(letter.activity_ids.mapped("summary"), ["Ask again"])

    def test_files_of_a_letter_are_read_by_the_whole_bureau(self):
        file = self._as("secretary")["ir.attachment"].create(
            {"name": "figures.txt", "raw": b"Figures", "res_model": "club.letter"}
        )
        letter = self._letter(attachment_ids=[(6, 0, file.ids)])
        read = self._as("reader", letter).attachment_ids
        self.assertEqual(read.raw, b"Figures")
        self.assertEqual(letter._file(file.id), file)
        self.assertFalse(letter._file(file.id + 1))

    def test_the_vendor_sees_what_it_received_and_nothing_else(self):
        draft, sent = self._letter(), self._answered()
        values = (draft | sent)._vendor_values()
        self.assertEqual([one["id"] for one in values], [sent.id])
        self.assertFalse({"followups", "drop_reason"} & set(values[0]))

    def test_a_copy_is_a_new_draft(self):
        copy = self._sent().copy()
        self.assertEqual((copy.state, copy.number), ("draft", "/"))
        self.assertFalse(copy.document or copy.sent_on)
