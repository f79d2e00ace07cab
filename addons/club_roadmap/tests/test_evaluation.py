from odoo import Command
from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .evaluation_common import EvaluationCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEvaluation(EvaluationCommon):
    def test_modules_of_the_product_are_asked_unless_removed(self):
        evaluation = self._draft()
        self.assertEqual(evaluation.module_ids, self.payroll | self.stock)
        evaluation.module_ids = self.payroll
        evaluation.action_open()
        asked = evaluation.question_ids
        self.assertEqual(
            asked.mapped("name"), ["Payroll", "Hot line", "Value for money"]
        )
        self.assertEqual(evaluation.option_ids.mapped("code"), asked.mapped("code"))

    def test_an_evaluation_is_a_box_of_one_kind_whatever_was_written(self):
        evaluation = self._draft()
        evaluation.write(
            {"method": "approval", "is_replaceable": True, "breakdown_min": 2}
        )
        evaluation.action_open()
        box = evaluation.box_id
        self.assertEqual((box.method, box.roll_kind), ("rating", "user"))
        self.assertFalse(box.is_replaceable)
        self.assertEqual(box.breakdown_min, 5)

    def test_questions_keep_their_words_in_every_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.hotline.with_context(lang="fr_FR").name = "Assistance"
        evaluation = self._opened(lang="fr")
        self.hotline.name = "Something else"
        self.hotline.with_context(lang="fr_FR").name = "Autre chose"
        question = evaluation.question_ids.filtered("criterion_id")[0]
        self.assertEqual(question.name, "Hot line")
        self.assertEqual(question.with_context(lang="fr_FR").name, "Assistance")
        self.assertIn("Assistance", evaluation.option_ids.mapped("name"))

    def test_what_was_asked_stays(self):
        evaluation = self._opened()
        with self.assertRaisesRegex(UserError, "what users were asked stays"):
            evaluation.year = 2027
        with self.assertRaises(AccessError):
            self._as("secretary", evaluation.question_ids[0]).name = "Better"
        with self.assertRaisesRegex(UserError, "has been opened: it is kept"):
            evaluation.unlink()

    def test_a_draft_is_deleted_with_its_box(self):
        evaluation = self._draft()
        box = evaluation.box_id
        evaluation.unlink()
        self.assertFalse(box.exists())

    def test_nothing_asked_is_not_opened(self):
        nothing = [Command.clear()]
        evaluation = self._draft(module_ids=nothing, criterion_ids=nothing)
        evaluation.criterion_ids = False
        with self.assertRaisesRegex(UserError, "asks nothing"):
            evaluation.action_open()

    def test_modules_of_another_product_are_refused(self):
        other = self.product.copy({"name": "Other"})
        foreign = self.env["club.product.module"].create(
            {"name": "Foreign", "product_id": other.id}
        )
        evaluation = self._draft()
        evaluation.module_ids |= foreign
        with self.assertRaisesRegex(UserError, "remove the modules of Other"):
            evaluation.action_open()

    def test_each_person_is_asked_once_however_many_members_they_act_for(self):
        both = self.acme_team["voter"]
        self.env["club.delegation"].create(
            {
                "membership_id": self.bolt.id,
                "partner_id": both.id,
                "role": "seat",
                "date_from": "2024-01-01",
            }
        )
        evaluation = self._opened()
        people = evaluation.roll_ids.partner_id
        self.assertEqual(len(evaluation.roll_ids), len(people))
        self.assertLessEqual(set(self.users_of), set(people))

    def test_a_person_answers_once(self):
        evaluation = self._opened()
        person = self.acme_team["seat"]
        self._answer(evaluation, person, {self.payroll: 4})
        with self.assertRaisesRegex(UserError, "already voted"):
            self._answer(evaluation, person, {self.payroll: 1})

    def test_a_colleague_answers_for_nobody(self):
        evaluation = self._opened()
        line = evaluation.roll_ids.filtered(
            lambda line: line.partner_id == self.acme_team["seat"]
        )
        with self.assertRaisesRegex(UserError, "not named as a voter"):
            evaluation.box_id._cast(
                line, self.acme_team["manager"], {self._code(self.payroll): 5}
            )

    def test_only_the_secretary_opens_and_publishes(self):
        evaluation = self._draft()
        for role in ("reader", "treasurer"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, evaluation).action_open()
        self._as("secretary", evaluation).action_open()
        self._all_answer(evaluation, self.payroll, [5] * 6)
        self._close(evaluation)
        with self.assertRaises(AccessError):
            self._as("reader", evaluation).action_publish()
        self._as("secretary", evaluation).action_publish()
        self.assertEqual(evaluation.state, "published")

    def test_a_secretary_prepares_one_and_writes_none_of_its_machinery(self):
        with Form(self._as("secretary")["club.evaluation"]) as form:
            form.name = "Mine"
            form.product_id = self.product
            form.closes_at = "2026-05-01 10:00:00"
            form.module_ids.remove(id=self.stock.id)
            form.lang = "fr"
        evaluation = form.record
        self.assertEqual(evaluation.state, "draft")
        self.assertEqual(evaluation.box_id.method, "rating")
        self.assertEqual(evaluation.module_ids, self.payroll)
        self.assertLessEqual(self.hotline | self.price, evaluation.criterion_ids)
        with self.assertRaisesRegex(UserError, "by its buttons only"):
            evaluation.state = "published"

    def test_secrets_of_the_box_are_not_read_through_the_evaluation(self):
        evaluation = self._as("admin", self._opened())
        for name in ("hidden_seed", "open_key"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                evaluation.read([name])

    def test_the_next_one_is_asked_and_compared_like_the_last(self):
        evaluation = self._published(self.payroll, [5] * 6)
        action = evaluation.action_next()
        drafts = self._as("secretary")["club.evaluation"]
        with Form(drafts.with_context(**action["context"])) as form:
            form.closes_at = "2027-04-15 18:00:00"
        following = form.record
        self.assertEqual(following.year, 2027)
        self.assertEqual(following.former_id, evaluation)
        self.assertEqual(following.criterion_ids, self.hotline | self.price)
        self.assertEqual(following.name, "Ledger 2027")
