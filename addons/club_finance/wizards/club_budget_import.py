import base64
import io
import zipfile

from odoo import api, fields, models
from odoo.exceptions import UserError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ..money.sheets import NotAnAmount, amount_in

LARGEST = 5 << 20
LARGEST_UNPACKED = 10 << 20
MOST_ROWS = 2000
# A cell far to the right makes every row as long.
MOST_COLUMNS = 50


class ClubBudgetImport(models.TransientModel):
    """The filled sheet of a budget, read back: all of it or nothing."""

    _name = "club.budget.import"
    _description = "Import of a Budget Sheet"
    _inherit = ["club.dialog"]

    budget_id = fields.Many2one(
        "club.budget",
        required=True,
        ondelete="cascade",
        default=lambda s: s.env.context.get("active_id"),
    )
    file = fields.Binary(string="Filled sheet", required=True, attachment=False)
    filename = fields.Char()
    errors = fields.Text(readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        imports = super().create(vals_list)
        # A form would tell the name of a budget that is somebody else's.
        imports.budget_id.check_access("write")
        return imports

    def action_import(self):
        """Read the sheet into the budget; with errors in it nothing is changed, and
        each is named with its row.

        :raises UserError: no readable workbook, or the budget cannot change
        """
        self.ensure_one()
        self.budget_id.check_access("write")
        self.budget_id._check_editable()
        rows, errors = self._read_rows()
        if errors:
            self.errors = "\n".join(errors)
            return {
                "type": "ir.actions.act_window",
                "res_model": self._name,
                "res_id": self.id,
                "view_mode": "form",
                "target": "new",
                "name": self.env._("Nothing was imported"),
            }
        self._apply(rows)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%s headings were read.", len(rows)),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _apply(self, rows):
        lines = {line.heading_id: line for line in self.budget_id.line_ids}
        new = []
        for heading, values in rows.items():
            if heading in lines:
                lines[heading].write(values)
            elif any(values.values()):
                new.append(
                    {
                        "budget_id": self.budget_id.id,
                        "heading_id": heading.id,
                        **values,
                    }
                )
        self.env["club.budget.line"].create(new)

    def _read_rows(self):
        """Rows by heading, and sentences about what is wrong in them."""
        formulas, values = self._open(False), self._open(True)
        names = [str(cell or "") for cell in values[0]] if values else []
        if not {"key", "heading", "estimate", "asked"} <= set(names):
            raise UserError(
                self.env._(
                    "%s is not a sheet of Club's: export the budget, fill that file "
                    "in, and import it.",
                    self.filename or self.env._("The file"),
                )
            )
        if f"B{self.budget_id.id}" not in names:
            raise UserError(
                self.env._(
                    "%(file)s is not the sheet of %(budget)s: export that budget and "
                    "fill its own sheet in.",
                    file=self.filename or self.env._("The file"),
                    budget=self.budget_id.display_name,
                )
            )
        found, errors = {}, []
        reader = RowReader(self, names)
        for number, (row, formula) in enumerate(
            zip(values, formulas, strict=True), start=1
        ):
            # Name of columns, title, help, and headings of columns.
            if number <= 4:
                continue
            try:
                heading, known = reader.values_of(row, formula)
            except _WrongRowError as wrong:
                errors.append(
                    self.env._(
                        "Row %(number)s: %(error)s", number=number, error=wrong.args[0]
                    )
                )
                continue
            if heading and heading in found:
                errors.append(
                    self.env._(
                        "Row %(number)s: %(heading)s stands twice in the sheet.",
                        number=number,
                        heading=heading.name,
                    )
                )
            elif heading:
                found[heading] = known
        return found, errors

    def _open(self, data_only):
        """Cells of the first visible sheet.

        :param data_only: what formulas gave, instead of the formulas
        """
        content = base64.b64decode(self.file or b"")
        try:
            self._check_size(content)
            book = load_workbook(
                io.BytesIO(content), data_only=data_only, keep_links=False
            )
            sheet = next(s for s in book.worksheets if s.sheet_state == "visible")
            rows = list(
                sheet.iter_rows(
                    values_only=True, max_row=MOST_ROWS, max_col=MOST_COLUMNS
                )
            )
        except (
            zipfile.BadZipFile,
            InvalidFileException,
            KeyError,
            ValueError,
            OSError,
            StopIteration,
        ):
            raise UserError(
                self.env._(
                    "%s cannot be read as a workbook (XLSX): save it in this format.",
                    self.filename or self.env._("The file"),
                )
            ) from None
        return rows

    def _check_size(self, content):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if len(content) > LARGEST or unpacked > LARGEST_UNPACKED:
            raise ValueError


class _WrongRowError(Exception):
    """A row that cannot be read, with the sentence that says why."""


class RowReader:
    """Reads rows of one sheet, whatever order its columns are in."""

    def __init__(self, wizard, names):
        self.env = wizard.env
        self.budget = wizard.budget_id
        self.place = {name: place for place, name in enumerate(names) if name}
        headings = self.env["club.heading"].search(
            [("company_id", "=", self.budget.company_id.id)]
        )
        headings |= self.budget.line_ids.heading_id
        self.by_key = {f"H{heading.id}": heading for heading in headings}
        self.by_name = {
            text.casefold(): heading
            for heading in headings
            for text in (heading.name, heading.code)
            if text
        }

    def values_of(self, row, formula):
        """The heading of a row and its values; no heading where there is nothing.

        :raises _WrongRowError: it says something that cannot be read
        """
        key = str(self._cell(row, "key") or "").strip()
        name = str(self._cell(row, "heading") or "").strip()
        values = {"comment": str(self._cell(row, "comment") or "").strip() or False}
        if key == "-" or not (key or self._says(row, values)):
            return None, {}
        heading = self.by_key.get(key) or self.by_name.get(name.casefold())
        if not heading:
            raise _WrongRowError(
                self.env._(
                    "there is no heading “%s” in this association: write the name of "
                    "one that exists.",
                    name or key,
                )
            )
        for column in ("estimate", "asked"):
            values[column] = self._amount(row, formula, column, heading)
        return heading, values

    def _says(self, row, values):
        return values["comment"] or any(
            self._cell(row, column) not in (None, "", 0)
            for column in ("estimate", "asked")
        )

    def _cell(self, row, column):
        place = self.place.get(column)
        return row[place] if place is not None and place < len(row) else None

    def _amount(self, row, formula, column, heading):
        cell, said = self._cell(row, column), self._cell(formula, column)
        if cell is None and isinstance(said, str) and said.startswith("="):
            raise _WrongRowError(
                self.env._(
                    "the formula of %s has no result: open the file in a spreadsheet, "
                    "save it, and import it again.",
                    heading.name,
                )
            )
        try:
            amount = amount_in(cell, self.budget.currency_id.decimal_places)
        except NotAnAmount:
            raise _WrongRowError(
                self.env._(
                    "“%(cell)s” is no amount for %(heading)s.",
                    cell=cell,
                    heading=heading.name,
                )
            ) from None
        if amount < 0:
            raise _WrongRowError(
                self.env._(
                    "%s is below zero: income and spending are both written above "
                    "zero.",
                    heading.name,
                )
            )
        return amount
