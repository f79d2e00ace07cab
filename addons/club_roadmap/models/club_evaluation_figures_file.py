import base64
import csv
import io

import xlsxwriter
from odoo import api, fields, models


class ClubEvaluation(models.Model):
    """Figures handed on: as files, and to the vendor."""

    _inherit = "club.evaluation"

    figures_xlsx = fields.Binary(
        string="Figures (XLSX)", compute="_compute_figures_files"
    )
    figures_csv = fields.Binary(
        string="Figures (CSV)", compute="_compute_figures_files"
    )
    figures_xlsx_name = fields.Char(compute="_compute_figures_files")
    figures_csv_name = fields.Char(compute="_compute_figures_files")

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_figures_files(self):
        for evaluation in self:
            shown = evaluation.state == "published"
            name = f"evaluation-{evaluation.year}-{evaluation.id or 0}"
            table = shown and evaluation._figures_table()
            evaluation.figures_xlsx = shown and base64.b64encode(_xlsx(table))
            evaluation.figures_csv = shown and base64.b64encode(_csv(table))
            evaluation.figures_xlsx_name = shown and f"{name}.xlsx"
            evaluation.figures_csv_name = shown and f"{name}.csv"

    def _figures_table(self):
        """A line of titles, then one per question; nothing where too few answered."""
        table = [
            [
                self.env._("Question"),
                self.env._("Answers"),
                self.env._("Mean"),
                self.env._("Satisfied (%)"),
                self.env._("At least satisfied (%)"),
                self.env._("Satisfied before (%)"),
                self.env._("Change"),
            ]
        ]
        for line in self._result_lines():
            figures = [None] * 5
            if line["shown"]:
                figures = [
                    line["count"],
                    line["mean"],
                    line["satisfied"],
                    line["least"],
                    line["change"].get("former"),
                ]
            said = line["change"].get("sentence") or line["why"]
            table.append([line["name"], *figures, said])
        return table

    def _result_lines(self):
        """What each question shows, in the order in which it was asked.

        :return: list of ``{code, kind, name, shown, why, count, mean, satisfied,
            least, change}``; shares in whole percent, ``least`` rounded down
        """
        # sudo: members and the vendor read chosen figures, and hold no right on them.
        return [question._result_line() for question in self.sudo().question_ids]

    def _vendor_values(self):
        """What the vendor gets of a published evaluation: figures, and nobody.

        :return: ``{name, product, year, answers, on_roll, rate, lines}``, or empty
            before it is published
        """
        self.ensure_one()
        evaluation = self.sudo()  # sudo: see _result_lines
        if evaluation.state != "published":
            return {}
        return {
            "name": evaluation.name,
            "product": evaluation.product_id.name,
            "year": evaluation.year,
            "answers": evaluation.voted_count,
            "on_roll": evaluation.roll_count,
            "rate": round(evaluation.response_rate),
            "lines": evaluation._result_lines(),
        }


class ClubEvaluationQuestion(models.Model):
    _inherit = "club.evaluation.question"

    def _result_line(self):
        figure = self.evaluation_id._figures() & self.figure_ids
        line = {
            "code": self.code,
            "kind": "module" if self.module_id else "criterion",
            "name": self.name,
            "shown": bool(figure),
            "why": "",
            "change": {},
        }
        if not figure:
            why = self.env._(
                "Fewer than %s users gave it a mark: not shown.",
                self.evaluation_id.breakdown_min,
            )
            return {**line, "why": why}
        return {
            **line,
            "count": figure.count,
            "mean": round(figure.mean, 2),
            "satisfied": round(figure.satisfied),
            "least": int(100 * figure._share().lower),
            "change": figure._change_values(),
        }


def _xlsx(table):
    file = io.BytesIO()
    # Cells are text, never formulas.
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        sheet.set_column(0, 0, 40)
        sheet.set_column(6, 6, 60)
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def _csv(table):
    file = io.StringIO()
    csv.writer(file).writerows([_plain(value) for value in row] for row in table)
    # The mark at the beginning lets spreadsheets read accents.
    return file.getvalue().encode("utf-8-sig")


def _plain(value):
    """No text begins a formula where a spreadsheet opens it."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")):
        return f"'{value}"
    return value
