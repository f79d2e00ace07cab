import base64
import io
import zipfile

from odoo.addons.club_finance.wizards.club_budget_import import MOST_COLUMNS
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from openpyxl import load_workbook

from .budget_common import BudgetCommon
from .common import TODAY


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBudgetSheet(BudgetCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.budgets = cls._open()
        cls.budget = cls._plan(cls.budgets[cls.brittany], travel=500, grants=800)

    def _book(self, budget=None, field="sheet_xlsx", data_only=False):
        content = base64.b64decode((budget or self.budget)[field])
        return load_workbook(io.BytesIO(content), data_only=data_only)

    def _rows(self, sheet):
        """Rows by what stands in the column of headings."""
        return {row[1].value: row for row in sheet.iter_rows() if row[1].value}

    def _import(self, book, budget=None, role="section_treasurer"):
        stream = io.BytesIO()
        book.save(stream)
        return self._import_file(stream.getvalue(), budget, role)

    def _import_file(self, content, budget=None, role="section_treasurer"):
        wizard = self._as(role)["club.budget.import"].create(
            {
                "budget_id": (budget or self.budget).id,
                "file": base64.b64encode(content),
                "filename": "budget.xlsx",
            }
        )
        wizard.action_import()
        return wizard

    def test_totals_of_the_sheet_are_formulas_with_their_results(self):
        formulas = self._rows(self._book().active)
        results = self._rows(self._book(data_only=True).active)
        self.assertTrue(formulas["Total spending"][5].value.startswith("=SUM(F"))
        self.assertEqual(results["Total spending"][5].value, 500)
        self.assertEqual(results["Result"][5].value, 300)
        self.assertRegex(formulas["Result"][5].value, r"^=F\d+-F\d+$")

    def test_filled_sheet_comes_back_into_the_budget(self):
        book = self._book()
        row = self._rows(book.active)["Travel"]
        row[4].value, row[5].value, row[7].value = 410, "1 250,50", "Two more trips"
        wizard = self._import(book)
        self.assertFalse(wizard.errors)
        line = self._line(self.budget, self.travel)
        self.assertEqual(
            (line.estimate, line.asked, line.comment), (410, 1250.5, "Two more trips")
        )
        self.assertEqual(self._line(self.budget, self.grants).asked, 800)

    def test_row_that_somebody_added_names_its_heading(self):
        self._line(self.budget, self.rooms).unlink()
        book = self._book()
        sheet = book.active
        sheet.append([None, "rooms", None, None, None, 90])
        self._import(book)
        self.assertEqual(self._line(self.budget, self.rooms).asked, 90)

    def test_errors_name_their_rows_and_change_nothing(self):
        book = self._book()
        rows = self._rows(book.active)
        rows["Travel"][5].value = "about 100"
        rows["Grants"][5].value = -5
        rows["Rooms"][5].value = 77
        book.active.append([None, "Boats", None, None, None, 90])
        errors = self._import(book).errors.splitlines()
        place = rows["Travel"][5].row
        self.assertIn(f"Row {place}: “about 100” is no amount for Travel.", errors)
        self.assertEqual(len(errors), 3)
        self.assertIn("“Boats”", errors[-1])
        self.assertEqual(self._line(self.budget, self.rooms).asked, 0)

    def test_formula_without_result_is_said(self):
        book = self._book()
        self._rows(book.active)["Travel"][5].value = "=2*100"
        self.assertIn("has no result", self._import(book).errors)

    def test_heading_that_stands_twice_is_said(self):
        book = self._book()
        book.active.append([None, "Travel", None, None, None, 90])
        self.assertIn("Travel stands twice", self._import(book).errors)

    def test_sheet_of_another_budget_is_refused(self):
        book = self._book(self.budgets[self.provence])
        with self.assertRaisesRegex(UserError, "is not the sheet of Brittany 2027"):
            self._import(book)

    def test_file_that_is_no_workbook_is_refused_in_words(self):
        with self.assertRaisesRegex(UserError, "cannot be read as a workbook"):
            self._import_file(b"PK not really")
        with self.assertRaisesRegex(UserError, "cannot be read as a workbook"):
            self._import_file(b"name;amount")

    def test_sheet_of_another_section_is_imported_by_nobody_else(self):
        with self.assertRaises(AccessError):
            self._import(
                self._book(self.budgets[self.provence]), self.budgets[self.provence]
            )

    def test_frozen_budget_takes_no_sheet(self):
        book = self._book()
        self._freeze(self.budget)
        with self.assertRaisesRegex(UserError, "cannot change"):
            self._import(book, role="treasurer")

    def test_sections_below_are_added_up_by_formulas(self):
        self._plan(self.budgets[self.rennes], travel=70)
        formulas = self._book(field="tree_xlsx")
        self.assertEqual(formulas.sheetnames, ["All together", "Brittany", "Rennes"])
        travel = self._rows(formulas["All together"])["Travel"][5]
        self.assertRegex(travel.value, r"^='Brittany'!F\d+\+'Rennes'!F\d+$")
        results = self._book(field="tree_xlsx", data_only=True)
        row = self._rows(results["All together"])["Total spending"]
        self.assertEqual(row[5].value, 570)

    def test_sheet_that_adds_up_is_not_imported(self):
        with self.assertRaisesRegex(UserError, "is not the sheet"):
            self._import(self._book(self.budgets[self.root], "tree_xlsx"))

    def test_name_that_begins_like_a_formula_stays_text(self):
        self.brittany.name = '=HYPERLINK("https://evil.example")'
        self.travel.name = "=1+1"
        self._line(self.budget, self.travel).comment = "@SUM(1)"
        for field in ("sheet_xlsx", "tree_xlsx"):
            for sheet in self._book(field=field):
                for cell in (cell for row in sheet.iter_rows() for cell in row):
                    if cell.data_type == "f":
                        self.assertRegex(cell.value, r"^=(SUM\(|[A-Z]+\d|'|0$)")

    def test_what_is_no_finite_amount_is_named(self):
        book = self._book()
        self._rows(book.active)["Travel"][5].value = 424242
        sent = io.BytesIO(base64.b64decode(self._saved(book)))
        with zipfile.ZipFile(sent) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        sheet = "xl/worksheets/sheet1.xml"
        self.assertIn(b">424242<", parts[sheet])
        parts[sheet] = parts[sheet].replace(b">424242<", b">1e999<")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        wizard = self._import_file(stream.getvalue())
        self.assertIn("is no amount for Travel", wizard.errors)

    def test_cell_far_to_the_right_makes_no_long_rows(self):
        book = self._book()
        book.active["XFD2000"] = "far"
        wizard = self.env["club.budget.import"].create(
            {"budget_id": self.budget.id, "file": self._saved(book)}
        )
        self.assertEqual({len(row) for row in wizard._open(True)}, {MOST_COLUMNS})

    def _saved(self, book):
        stream = io.BytesIO()
        book.save(stream)
        return base64.b64encode(stream.getvalue())

    def test_file_is_downloaded_by_who_may_read_the_budget(self):
        action = self._as("section_treasurer", self.budget).action_download()
        self.assertIn("/sheet_xlsx/Brittany-2027.xlsx", action["url"])
        with self.assertRaises(AccessError):
            self._as("employee", self.budget).action_download()
