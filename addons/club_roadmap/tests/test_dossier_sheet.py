import csv
import io
from datetime import date

from odoo.addons.club_membership.tests.common import TODAY
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from openpyxl import load_workbook

from .vendor_common import VendorCommon


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDossierSheet(VendorCommon):
    def setUp(self):
        super().setUp()
        self.dossier = self._dossier(released=False, vendor_lang="en_US")
        self.dossier.line_ids[0].write({"name_vendor": "Schneller", "benefit": "=1+1"})
        self.dossier._release(self.dossier._fingerprint())
        self.first_line, self.second_line, self.third_line = self.dossier.line_ids

    def _filled(self, *rows):
        """The workbook as downloaded, with answers typed into rows.

        :param rows: dictionaries by code of column, for the lines in order
        """
        book = load_workbook(io.BytesIO(self.dossier._to_xlsx()))
        sheet = book.active
        codes = [cell.value for cell in sheet[1]]
        for place, row in enumerate(rows, start=3):
            for code, value in row.items():
                sheet.cell(place, codes.index(code) + 1).value = value
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def test_a_sheet_says_what_the_page_says_in_either_language(self):
        for ours, title in ((False, "Close faster"), (True, "Schneller")):
            with self.subTest(ours=ours):
                sheet = load_workbook(io.BytesIO(self.dossier._to_xlsx(ours))).active
                self.assertTrue(sheet.row_dimensions[1].hidden)
                rows = list(sheet.iter_rows(values_only=True))
                self.assertEqual(len(rows), 5)
                self.assertEqual(rows[2][2], title)
                text = self.dossier._to_csv(ours).decode("utf-8-sig")
                lines = list(csv.reader(io.StringIO(text), delimiter=";"))
                self.assertEqual(lines[1][2], title)
                self.assertEqual(len(lines), 4)

    def test_no_cell_is_a_formula(self):
        sheet = load_workbook(io.BytesIO(self.dossier._to_xlsx())).active
        self.assertNotIn("f", {cell.data_type for row in sheet for cell in row})
        self.assertIn("'=1+1", self.dossier._to_csv().decode("utf-8-sig"))

    def test_a_filled_in_sheet_becomes_drafts(self):
        content = self._filled(
            {
                "feasibility": "Feasible",
                "cost_points": 12,
                "version_name": "13",
                "version_date": date(2026, 9, 30),
                "reason": "Planned anyway",
            },
            {"feasibility": "no", "reason": "Against the law"},
        )
        self.assertEqual(self.dossier._take_sheet(self.vera, content), 2)
        self.assertFalse(self.dossier.line_ids.answer_ids)
        self.assertEqual(self.dossier._give_drafts(self.vera), 2)
        self.assertEqual(self.first.cost_points, 12)
        self.assertEqual(self.first.target_version_id.name, "13")
        self.assertEqual(self.second.state, "declined")

    def test_a_sheet_sent_back_as_it_came_changes_nothing(self):
        self._answer(self.first_line, "study", cost_points="7")
        self.assertEqual(self.dossier._take_sheet(self.vera, self._filled()), 0)
        self.assertFalse(self.dossier.line_ids._draft())

    def test_each_wrong_row_is_named_and_nothing_is_kept(self):
        content = self._filled(
            {"feasibility": "Feasible", "reason": "Fine"},
            {"feasibility": "Perhaps", "reason": "Who knows"},
            {"feasibility": "Feasible", "cost_points": 3, "reason": "Fine"},
        )
        with self.assertRaises(UserError) as refused:
            self.dossier._take_sheet(self.vera, content)
        sentences = str(refused.exception).split("\n")
        self.assertEqual(len(sentences), 2)
        self.assertIn(f"Row 4 ({self.second_line.number}): “Perhaps”", sentences[0])
        self.assertIn("has no cost", sentences[1])
        self.assertFalse(self.dossier.line_ids._draft())

    def test_a_key_of_another_dossier_or_twice_is_refused(self):
        elsewhere = self._dossier(self._request("Elsewhere")).line_ids
        for key in (elsewhere.id, self.first_line.id, "x"):
            content = self._filled({}, {"line": key, "reason": "Hm"})
            with self.subTest(key=key), self.assertRaisesRegex(UserError, "Row 4"):
                self.dossier._take_sheet(self.vera, content)

    def test_a_formula_is_no_answer(self):
        content = self._filled({"feasibility": "Feasible", "reason": "=A1"})
        with self.assertRaisesRegex(UserError, "a formula is no answer"):
            self.dossier._take_sheet(self.vera, content)

    def test_what_is_no_such_workbook_is_refused(self):
        book = load_workbook(io.BytesIO(self.dossier._to_xlsx()))
        book.active.delete_rows(1)
        stream = io.BytesIO()
        book.save(stream)
        for content in (b"", b"x", self.dossier._to_csv(), stream.getvalue()):
            with self.assertRaisesRegex(UserError, "not the workbook"):
                self.dossier._take_sheet(self.vera, content)
