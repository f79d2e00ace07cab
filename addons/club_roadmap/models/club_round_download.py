import base64
import csv
import io

from odoo import api, fields, models
from odoo.exceptions import UserError
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# A spreadsheet would take a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(value):
    """``value`` as a cell that no spreadsheet takes for a formula, without characters
    that no workbook holds."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


class ClubRound(models.Model):
    """The files of a published vote: only what the box allows to show."""

    _inherit = "club.round"

    list_xlsx = fields.Binary(
        string="The list (XLSX)", compute="_compute_list_files", exportable=False
    )
    list_xlsx_name = fields.Char(compute="_compute_list_files")
    list_csv = fields.Binary(
        string="Ballots or list (CSV)",
        compute="_compute_list_files",
        exportable=False,
        help="The ballots; where they may not be shown one by one, the list.",
    )
    list_csv_name = fields.Char(compute="_compute_list_files")

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_list_files(self):
        """The files that members download, for the bureau's form."""
        for each in self:
            for kind in ("xlsx", "csv"):
                name = content = False
                if each.state == "published":
                    name, _type, content = each._download(kind)
                each[f"list_{kind}_name"] = name
                each[f"list_{kind}"] = content and base64.b64encode(content)

    def _download(self, kind):
        """A file of a published vote.

        :param kind: ``pb`` (Pabulib, for ``recount.py``), ``csv`` (the ballots, or
            where they may not be shown the list) or ``xlsx``
        :return: (file name, type, content as bytes)
        :raises UserError: ``pb``, where ballots one by one would tell whose they are
        """
        self.ensure_one()
        self.box_id._expect("published")
        name = f"vote-{self.id}.{kind}"
        if kind == "pb":
            return name, "text/plain; charset=utf-8", self.box_id._export().encode()
        if kind == "csv":
            text = io.StringIO()
            listed = self.box_id._may_list_ballots()
            rows = self._ballot_rows() if listed else self._list_rows()
            csv.writer(text).writerows(rows)
            # The mark tells spreadsheets that it is UTF-8.
            return name, "text/csv; charset=utf-8", text.getvalue().encode("utf-8-sig")
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return name, kind, self._workbook()

    def _ballot_rows(self):
        """One row for each ballot, one column for each request."""
        codes = self.line_ids.sorted("code").mapped("code")
        head = [self.env._("Receipt"), self.env._("Votes"), self.env._("Category")]
        rows = [
            [each["receipt"], each["weight"], each["category"]]
            + [self._mark(each["content"], code) for code in codes]
            for each in self.box_id._ballots()
        ]
        return [[plain(cell) for cell in row] for row in [head + codes, *rows]]

    def _mark(self, content, code):
        """What a ballot gives a request: points, or its place in a ranking."""
        if "order" in content:
            order = content["order"]
            return order.index(code) + 1 if code in order else ""
        return content["marks"].get(code, "")

    def _list_rows(self):
        head = [
            self.env._("Place"),
            self.env._("Number"),
            self.env._("Request"),
            self.env._("Cost"),
            self.env._("Score"),
            self.env._("Why"),
        ]
        why = {each["code"]: each["sentence"] for each in self.box_id._explain()}
        lines = self.line_ids.sorted(
            lambda line: (not line.chosen, line.place, line.sequence, line.id)
        )
        rows = [
            [
                line.place or "",
                line.code,
                line.title,
                line.cost if self.stage == "capacity" else "",
                line.score or "",
                why.get(line.code, ""),
            ]
            for line in lines
        ]
        return [[plain(cell) for cell in row] for row in [head, *rows]]

    def _workbook(self):
        """The list, and the ballots where they may be shown."""
        try:
            ballots = self._ballot_rows()
        except UserError as refusal:
            ballots = [[str(refusal)]]
        book = Workbook()
        sheets = ((self.env._("List"), self._list_rows()),)
        sheets += ((self.env._("Ballots"), ballots),)
        for title, rows in sheets:
            sheet = book.create_sheet(title[:31])
            for row in rows:
                sheet.append(row)
        del book[book.sheetnames[0]]
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()
