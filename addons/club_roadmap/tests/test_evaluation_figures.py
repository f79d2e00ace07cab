import base64
import io

import openpyxl
from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .evaluation_common import EvaluationCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestEvaluationFigures(EvaluationCommon):
    """What is shown, what never, and how a year is compared with the one before."""

    def test_figures_are_those_computed_by_hand(self):
        # 9 of 10 satisfied: Wilson's lower end is 0.5958.
        evaluation = self._published(self.payroll, [5] * 6 + [4] * 3 + [2])
        figure = self._figure(evaluation, self.payroll)
        self.assertEqual((figure.count, figure.satisfied_count), (10, 9))
        self.assertAlmostEqual(figure.mean, 4.4)
        self.assertAlmostEqual(figure.satisfied, 90)
        self.assertAlmostEqual(figure.wilson, 59.5)
        self.assertEqual((figure.year, figure.subject), (2026, "Payroll"))

    def test_least_share_is_rounded_down_and_never_up(self):
        evaluation = self._published(self.payroll, [5] * 6 + [4] * 3 + [2])
        [line] = [each for each in evaluation._result_lines() if each["shown"]]
        self.assertEqual((line["least"], line["satisfied"]), (59, 90))

    def test_question_with_fewer_than_five_marks_shows_nothing(self):
        evaluation = self._opened()
        for number, person in enumerate(self.users_of[:8]):
            marks = {self.payroll: 4} | ({self.stock: 1} if number < 4 else {})
            self._answer(evaluation, person, marks)
        self._close(evaluation)
        evaluation.action_publish()
        self.assertTrue(self._figure(evaluation, self.payroll))
        self.assertFalse(self._figure(evaluation, self.stock))
        lines = {line["name"]: line for line in evaluation._result_lines()}
        self.assertNotIn("mean", lines["Stock"])
        self.assertIn("Fewer than 5 users", lines["Stock"]["why"])
        told = [
            verdict
            for verdict in evaluation.result["verdicts"]
            if verdict["option"] == self._code(self.stock)
        ]
        self.assertFalse([verdict for verdict in told if verdict["figures"]])

    def test_evaluation_with_fewer_than_five_answers_shows_nothing(self):
        evaluation = self._published(self.payroll, [5, 4, 3, 2])
        self.assertFalse(evaluation.figure_ids)
        self.assertFalse([x for x in evaluation._result_lines() if x["shown"]])

    def test_answers_are_never_shown_one_by_one(self):
        evaluation = self._published(self.payroll, [5] * 10)
        for method in ("_ballots", "_export"):
            with (
                self.subTest(method=method),
                self.assertRaisesRegex(UserError, "are not shown one by one"),
            ):
                getattr(evaluation.box_id, method)()
        self.assertFalse(evaluation.box_id.ballot_file)
        self.assertFalse(evaluation.file_hash)

    def test_receipts_are_listed_without_answers(self):
        evaluation = self._opened()
        receipts = self._all_answer(evaluation, self.payroll, [5, 1, 3, 4, 2])
        with self.assertRaises(UserError):
            evaluation.box_id._receipts()
        self._close(evaluation)
        self.assertEqual(evaluation.box_id._receipts(), sorted(receipts))

    def _two_years(self, before, now):
        former = self._published(self.payroll, before, year=2025)
        later = self._published(self.payroll, now, former_id=former.id)
        return self._figure(later, self.payroll)._change_values()

    def test_change_within_chance_is_said_to_be_none(self):
        # 8 of 10, after 6 of 10: Newcombe's interval is [-0.1838, 0.5207].
        change = self._two_years([5] * 6 + [1] * 4, [5] * 8 + [1] * 2)
        self.assertEqual((change["word"], change["points"]), ("noise", 20))
        self.assertEqual(change["former"], 60)
        self.assertIn("told from chance (+20 points)", change["sentence"])

    def test_change_beyond_chance_is_said(self):
        # 9 of 10 and 3 of 10: [0.1705, 0.8090] (Newcombe 1998, table II).
        change = self._two_years([5] * 3 + [1] * 7, [5] * 9 + [1])
        self.assertEqual(change["sentence"], "Better by 60 points")
        change = self._two_years([5] * 9 + [1], [5] * 3 + [1] * 7)
        self.assertEqual(change["sentence"], "Worse by 60 points")

    def test_question_that_is_new_or_was_hidden_is_compared_with_nothing(self):
        change = self._two_years([5, 4, 3, 2], [5] * 8)
        self.assertEqual(change, {})

    def test_publishing_the_box_itself_keeps_the_figures_too(self):
        evaluation = self._opened()
        self._all_answer(evaluation, self.payroll, [5] * 6)
        self._close(evaluation)
        self._as("secretary", evaluation.box_id).action_publish()
        self.assertTrue(self._figure(evaluation, self.payroll))

    def test_response_rate_counts_persons_and_hides_few_organisations(self):
        evaluation = self._opened()
        self._all_answer(evaluation, self.payroll, [5] * 6)
        values = evaluation._card_values()
        self.assertEqual((values["answers"], values["on_roll"]), (6, 12))
        self.assertEqual(values["rate"], 50)
        self.assertEqual(evaluation.response_rate, 50)
        self.assertEqual(evaluation._organisation_values(), {"organisations": None})

    def test_organisations_heard_of_are_counted_where_five_are_asked(self):
        for name in ("Coop", "Dyn", "Eon"):
            self._company_with_team(name)
        evaluation = self._opened()
        self._all_answer(evaluation, self.payroll, [5] * 3)
        self.assertEqual(
            evaluation._organisation_values(),
            {"organisations": 1, "organisations_asked": 5},
        )

    def test_files_say_what_the_page_says(self):
        evaluation = self._published(self.payroll, [5] * 6 + [4] * 3 + [2])
        reader = self._as("reader", evaluation)
        text = base64.b64decode(reader.figures_csv).decode("utf-8-sig")
        self.assertIn("Payroll,10,4.4,90,59,,", text)
        self.assertIn("Stock,,,,,,Fewer than 5 users gave it a mark", text)
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(reader.figures_xlsx)))
        self.assertEqual(
            [cell.value for cell in book.active[2]][:5], ["Payroll", 10, 4.4, 90, 59]
        )
        self.assertEqual(
            reader.figures_csv_name, f"evaluation-2026-{evaluation.id}.csv"
        )

    def test_vendor_gets_figures_of_what_is_published_and_nobody(self):
        evaluation = self._opened()
        receipts = self._all_answer(evaluation, self.payroll, [5] * 6)
        self.assertEqual(evaluation._vendor_values(), {})
        self._close(evaluation)
        evaluation.action_publish()
        values = evaluation._vendor_values()
        self.assertEqual((values["answers"], values["on_roll"]), (6, 12))
        said = str(values)
        for secret in (*receipts, *(person.name for person in self.users_of)):
            self.assertNotIn(secret, said)
