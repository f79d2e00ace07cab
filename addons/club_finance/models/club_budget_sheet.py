import base64
import io
import re

import xlsxwriter
from odoo import fields, models
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

# The first row, hidden, names the columns for the way back.
COLUMNS = (
    "key",
    "heading",
    "actual_last",
    "actual_now",
    "estimate",
    "asked",
    "change",
    "comment",
)
WIDTHS = (4, 34, 16, 16, 18, 16, 16, 50)
AMOUNTS = ("actual_last", "actual_now", "estimate", "asked")
FILES = {"sheet": "sheet_xlsx", "tree": "tree_xlsx"}


class ClubBudget(models.Model):
    """A budget as a workbook: to be read, filled in and sent back."""

    _inherit = "club.budget"

    sheet_xlsx = fields.Binary(compute="_compute_sheet_xlsx", exportable=False)
    tree_xlsx = fields.Binary(compute="_compute_tree_xlsx", exportable=False)

    def _compute_sheet_xlsx(self):
        for budget in self:
            budget.sheet_xlsx = base64.b64encode(budget._workbook(budget))

    def _compute_tree_xlsx(self):
        for budget in self:
            # sudo: who answers for a section sees the ones below it.
            below = budget.section_id.sudo().descendant_ids
            budgets = budget.sudo().search(
                [
                    ("section_id", "in", below.ids),
                    ("date_from", "=", budget.date_from),
                    ("state", "!=", "replaced"),
                ],
                order="section_id, state, id",
            )
            frozen = budgets.filtered(lambda other: other.state == "frozen")
            shown = budgets.filtered(
                lambda other, frozen=frozen: (
                    other in frozen or other.section_id not in frozen.section_id
                )
            ).sorted(lambda other: other.section_id.parent_path)
            budget.tree_xlsx = base64.b64encode(budget._workbook(shown))

    def action_download(self):
        """Take the budget away as a workbook: the button's context says as ``file``
        whether alone (``sheet``) or with the sections below (``tree``)."""
        self.ensure_one()
        self.check_access("read")
        field = FILES.get(self.env.context.get("file"), "sheet_xlsx")
        name = re.sub(r"[^\w-]+", "-", self.display_name).strip("-")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/{field}/{name}.xlsx"
            "?download=true",
        }

    def _workbook(self, budgets):
        """The workbook of budgets of one year; several get a sheet that adds them up.

        :return: its bytes
        """
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True})
        writer = SheetWriter(self, book, budgets.line_ids.heading_id)
        names = [writer.name_of(budget.section_id.name) for budget in budgets]
        if len(budgets) > 1:
            total = writer.name_of(self.env._("All together"))
            writer.write_sheet(total, self, names, budgets)
        for name, budget in zip(names, budgets, strict=True):
            writer.write_sheet(name, budget)
        book.close()
        return stream.getvalue()


class SheetWriter:
    """Writes sheets that have their headings in the same rows."""

    def __init__(self, budget, book, headings):
        self.env = budget.env
        self.book = book
        self.headings = headings.sorted(
            lambda h: (h.kind != "income", h.sequence, h.id)
        )
        self.names = set()
        digits = "0" * budget.currency_id.decimal_places
        money = f"#,##0.{digits}" if digits else "#,##0"
        add = book.add_format
        self.title = add({"bold": True, "font_size": 14})
        self.head = add(
            {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#EEF2F7"}
        )
        self.bold = add({"bold": True})
        self.money = add({"num_format": money})
        self.total = add({"num_format": money, "bold": True, "top": 1})
        self.asked = add({"num_format": money, "bg_color": "#FFF8DC", "border": 1})
        self.text = add({"text_wrap": True})

    def name_of(self, text):
        """A name for a sheet: short, and not taken."""
        plain = re.sub(r"[\[\]:*?/\\']", " ", text or "")[:25].strip() or "-"
        name, number = plain, 1
        while name.lower() in self.names:
            number += 1
            name = f"{plain} {number}"
        self.names.add(name.lower())
        return name

    def write_sheet(self, name, budget, parts=(), budgets=None):
        """Write one sheet.

        :param budget: whose amounts it holds, or whose parts
        :param parts: names of the sheets that this one adds up, of ``budgets``
        """
        self.sheet = self.book.add_worksheet(name)
        self.parts = parts
        self._frame(budget)
        values = self._values(budgets if parts else budget)
        row, ends = 4, {}
        for kind in ("income", "expense"):
            row, ends[kind] = self._block(kind, row, values)
        self._result(row + 1, ends)

    def _values(self, budgets):
        """{heading id: {column: amount}} of one budget, or of several added up."""
        found = {}
        for line in budgets.line_ids:
            known = found.setdefault(line.heading_id.id, dict.fromkeys(AMOUNTS, 0.0))
            for column in AMOUNTS:
                known[column] += line[column]
            known["comment"] = line.comment if len(budgets) == 1 else ""
        return found

    def _frame(self, budget):
        env = self.env
        for place, width in enumerate(WIDTHS):
            self.sheet.set_column(place, place, width)
        self.sheet.set_column(0, 0, 4, None, {"hidden": True})
        self.sheet.write_row(0, 0, COLUMNS)
        # Whose sheet it is, for the way back.
        self.sheet.write(0, len(COLUMNS), "" if self.parts else f"B{budget.id}")
        self.sheet.set_row(0, None, None, {"hidden": True})
        section = budget.section_id.name
        title = (
            env._("%(section)s and below", section=section) if self.parts else section
        )
        # As text: a name may begin like a formula.
        self.sheet.write_string(1, 1, f"{title} {budget.year}", self.title)
        if not self.parts:
            self.sheet.write(
                2,
                1,
                env._("Fill in the coloured columns, save, and import the file again."),
            )
        heads = (
            "",
            env._("Heading"),
            env._("Actual %s", budget.year_before_that),
            env._("%s so far", budget.year_before),
            env._("%s, estimated", budget.year_before),
            env._("Budget %s", budget.year),
            env._("Change"),
            env._("Why"),
        )
        for place, text in enumerate(heads):
            self.sheet.write(3, place, text, self.head)
        self.sheet.freeze_panes(4, 2)

    def _block(self, kind, row, values):
        """Headings of one kind with their total.

        :return: the next free row, and the row of the total
        """
        env = self.env
        income = kind == "income"
        self.sheet.write(
            row, 1, env._("Income") if income else env._("Spending"), self.bold
        )
        first = row + 1
        nothing = {**dict.fromkeys(AMOUNTS, 0.0), "comment": ""}
        headings = self.headings.filtered(lambda heading: heading.kind == kind)
        for row, heading in enumerate(headings, start=first):
            known = values.get(heading.id, nothing)
            self.sheet.write(row, 0, "-" if self.parts else f"H{heading.id}")
            self.sheet.write_string(row, 1, heading.name)
            for place, column in enumerate(AMOUNTS, start=2):
                self._amount(row, place, column, known[column])
            self._change(row, known["asked"] - known["estimate"], self.money)
            self.sheet.write_string(row, 7, known["comment"] or "", self.text)
        last = first + len(headings)
        self.sheet.write(last, 0, "-")
        self.sheet.write(
            last,
            1,
            env._("Total income") if income else env._("Total spending"),
            self.total,
        )
        sums = {
            column: sum(values.get(h.id, nothing)[column] for h in headings)
            for column in AMOUNTS
        }
        for place, column in enumerate(AMOUNTS, start=2):
            letter = xl_col_to_name(place)
            formula = f"=SUM({letter}{first + 1}:{letter}{last})" if headings else "=0"
            self.sheet.write_formula(last, place, formula, self.total, sums[column])
        self._change(last, sums["asked"] - sums["estimate"], self.total)
        self.sums = {**getattr(self, "sums", {}), kind: sums}
        return last + 2, last

    def _amount(self, row, place, column, amount):
        style = self.asked if column in ("estimate", "asked") else self.money
        if self.parts:
            cell = xl_rowcol_to_cell(row, place)
            formula = "=" + "+".join(f"'{part}'!{cell}" for part in self.parts)
            self.sheet.write_formula(row, place, formula, self.money, amount)
        else:
            self.sheet.write_number(row, place, amount, style)

    def _change(self, row, amount, style):
        number = row + 1
        self.sheet.write_formula(row, 6, f"=F{number}-E{number}", style, amount)

    def _result(self, row, ends):
        self.sheet.write(row, 0, "-")
        self.sheet.write(row, 1, self.env._("Result"), self.total)
        income, expense = ends["income"] + 1, ends["expense"] + 1
        for place, column in enumerate(AMOUNTS, start=2):
            letter = xl_col_to_name(place)
            self.sheet.write_formula(
                row,
                place,
                f"={letter}{income}-{letter}{expense}",
                self.total,
                self.sums["income"][column] - self.sums["expense"][column],
            )
