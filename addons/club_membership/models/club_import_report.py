import base64
import io

import xlsxwriter
from odoo import fields, models
from odoo.tools import SQL

FETCHED = 2000


class ClubImport(models.Model):
    """The report to take away: row, column, what stood there, reason."""

    _inherit = "club.import"

    report = fields.Binary(compute="_compute_report", help="Workbook of refused rows.")

    def _compute_report(self):
        for batch in self:
            batch.report = base64.b64encode(batch._report_workbook())

    def action_report(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/report/"
            f"import-{self.id}.xlsx?download=true",
        }

    def _report_workbook(self):
        """A workbook of every problem, as bytes.

        Cells are written as text, never as formulas: the file's own formulas are
        quoted here and must not run in the reader's spreadsheet.
        """
        target = io.BytesIO()
        with xlsxwriter.Workbook(
            target, {"constant_memory": True, "strings_to_formulas": False}
        ) as book:
            sheet = book.add_worksheet(self.env._("Report"))
            sheet.set_column(0, 0, 8)
            sheet.set_column(1, 3, 28)
            sheet.set_column(4, 4, 90)
            rows = self._report_rows()
            for index, cells in enumerate(rows):
                for position, cell in enumerate(cells):
                    if isinstance(cell, int):
                        sheet.write_number(index, position, cell)
                    else:
                        sheet.write_string(index, position, cell)
        return target.getvalue()

    def _report_rows(self):
        """Cells of the report: headings, problems of the file, problems of rows."""
        yield (
            self.env._("Row"),
            self.env._("Column"),
            self.env._("Name"),
            self.env._("Value"),
            self.env._("Reason"),
        )
        for problem in self.file_problems or ():
            yield self._report_row(problem["row"] or "", "", problem)
        for row, name, problems, failure in self._refused_rows():
            for problem in problems or ():
                yield self._report_row(row, name or "", problem)
            if failure:
                yield row, "", name or "", "", failure

    def _report_row(self, row, name, problem):
        bare = {**problem, "column": ""}
        reason = self._problem_sentences([bare])[0]
        return row, problem["column"], name, problem["value"], reason

    def _refused_rows(self):
        last = -1
        while True:
            rows = self.env.execute_query(
                SQL(
                    "SELECT row, name, problems, failure FROM club_import_line "
                    "WHERE import_id = %s AND state IN ('error', 'failed') "
                    "AND row > %s ORDER BY row LIMIT %s",
                    self.id,
                    last,
                    FETCHED,
                )
            )
            if not rows:
                return
            yield from rows
            last = rows[-1][0]
