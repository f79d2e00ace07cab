from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_vendor_pages import VendorPagesCase


@tagged("post_install", "-at_install")
class TestVendorLetters(VendorPagesCase):
    """What the club wrote to the vendor, on the vendor's own pages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.board = cls.env["club.commission"].create(
            {"name": "Board", "state": "open", "company_id": cls.company.id}
        )
        cls.president = cls._office(cls._person("Paula"), cls.root, "president")
        cls.file = cls.env["ir.attachment"].create({"name": "f.txt", "raw": b"Figures"})
        cls.letter = cls._letter(attachment_ids=[Command.set(cls.file.ids)])
        cls.letter.action_sign()
        cls.letter.action_send()
        cls.draft = cls._letter(subject="Not sent yet")
        cls.page = f"/vendor/letters/{cls.letter.id}"

    @classmethod
    def _letter(cls, subject="Support on Saturdays", **vals):
        return cls.env["club.letter"].create(
            {
                "subject": subject,
                "body": "<p>We ask for it.</p>",
                "vendor_id": cls.vendor.id,
                "company_id": cls.company.id,
                "signatory_id": cls.president.id,
                "decided_by_id": cls.board.id,
                "decided_on": fields.Date.today(),
                **vals,
            }
        )

    def test_the_vendor_reads_its_letters_as_they_were_sent(self):
        for contact in (self.vera, self.rita):
            self._sign_in(contact)
            listed = self._get("/vendor/letters").text
            self.assertIn("Support on Saturdays", listed)
            self.assertNotIn("Not sent yet", listed)
            self.assertIn("We ask for it.", self._get(self.page).text)
            document = self._get(f"{self.page}/document")
            self.assertEqual(document.content, self.letter._document())
            file = self._get(f"{self.page}/files/{self.file.id}")
            self.assertEqual(file.content, b"Figures")
        draft = f"/vendor/letters/{self.draft.id}"
        self.assertEqual(self._get(draft).status_code, 404)

    def test_who_answers_for_another_vendor_or_no_more_finds_none(self):
        pages = [
            self.page,
            f"{self.page}/document",
            f"{self.page}/files/{self.file.id}",
        ]
        for contact in (self.rob, self.eve):
            self._sign_in(contact)
            self.assertNotIn("Saturdays", self._get("/vendor/letters").text)
            for page in pages:
                with self.subTest(page=page, contact=contact.partner_id.name):
                    self.assertEqual(self._get(page).status_code, 404)
            self.assertEqual(self._post(self.page, answer="Yes").status_code, 404)
        self.assertEqual(self.letter.state, "sent")

    def test_an_answer_is_dated_and_in_the_contacts_name(self):
        self._sign_in(self.vera)
        self._post(self.page, answer="Yes,\n<b>from May</b>")
        self.env.invalidate_all()
        self.assertEqual(self.letter.state, "answered")
        self.assertEqual(self.letter.answered_by, "Vera")
        self.assertEqual(self.letter.answered_on, self.company._club_today())
        self.assertNotIn("<b>", self.letter.answer)
        self.assertNotIn(self.vera.partner_id, self.letter.message_partner_ids)
        self.assertIn("Vera has answered", self.letter.activity_ids[:1].summary or "")
        page = self._get(self.page).text
        self.assertIn("from May", page)
        self.assertNotIn("Give the answer", page)
        shown = self.letter._page_values()
        self.assertEqual(shown["answered_by"], "Vera")

    def test_an_answer_is_given_once_and_stays(self):
        self.vera._answer_letter(self.letter, "Yes")
        with self.assertRaisesRegex(UserError, "awaited any more"):
            self.vera._answer_letter(self.letter, "No")
        with self.assertRaisesRegex(UserError, "it stays as it is"):
            self._as("secretary", self.letter).answer = "<p>No</p>"

    def test_who_only_reads_and_who_writes_nothing_answer_nothing(self):
        self._sign_in(self.rita)
        self.assertNotIn("Give the answer", self._get(self.page).text)
        self._post(self.page, answer="Yes")
        self._sign_in(self.vera)
        self._post(self.page, answer=" ")
        self.env.invalidate_all()
        self.assertEqual(self.letter.state, "sent")
        self.assertFalse(self.letter.answer)

    def test_a_letter_given_up_awaits_no_answer(self):
        self.letter.drop_reason = "Between us"
        self.letter.action_drop()
        self._sign_in(self.vera)
        page = self._get(self.page).text
        self.assertNotIn("Between us", page)
        self.assertNotIn("Give the answer", page)


@tagged("post_install", "-at_install")
class TestVendorEvaluations(VendorPagesCase):
    """What users think of the vendor's products, on the vendor's own page."""

    def setUp(self):
        super().setUp()
        box = self.registry["club.ballot.box"]
        self.patch(box, "_clock", lambda box: fields.Datetime.now())

    def _evaluation(self, marks):
        """One about the product, published; the first users gave these marks."""
        now = fields.Datetime.now()
        evaluation = self.env["club.evaluation"].create(
            {
                "name": "What we think",
                "company_id": self.company.id,
                "product_id": self.product.id,
                "opens_at": now - timedelta(days=1),
                "closes_at": now + timedelta(days=30),
                "criterion_ids": [Command.clear()],
            }
        )
        evaluation.action_open()
        for line, mark in zip(evaluation.roll_ids, marks, strict=False):
            code = evaluation.question_ids[0].code
            evaluation.box_id._cast(line, line.partner_id, {code: mark})
        return evaluation

    def _publish(self, evaluation):
        box = evaluation.box_id.sudo()
        box._stop()
        self.env.cr.postcommit.clear()
        box._seal()
        box._count()
        evaluation.action_publish()

    def test_the_vendor_reads_figures_once_they_are_published(self):
        evaluation = self._evaluation([5] * 6)
        self._sign_in(self.vera)
        self.assertNotIn("What we think", self._get("/vendor/evaluations").text)
        self._publish(evaluation)
        page = self._get("/vendor/evaluations").text
        self.assertIn("What we think", page)
        self.assertIn("100 % satisfied", page)
        self.assertIn("Fewer than 5 users gave it a mark", page)
        self.assertEqual([s for s in ("Acme", "Bolt") if s in page], [])
        self._sign_in(self.rob)
        self.assertNotIn("What we think", self._get("/vendor/evaluations").text)

    def test_fewer_answers_than_a_figure_needs_are_not_counted_out(self):
        evaluation = self._evaluation([5] * 3)
        self._publish(evaluation)
        self._sign_in(self.vera)
        page = " ".join(self._get("/vendor/evaluations").text.split())
        self.assertIn("fewer than 5 users answered", page)
        self.assertNotIn("satisfied, at least", page)
