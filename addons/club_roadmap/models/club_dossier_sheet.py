import csv
import io
import zipfile
from datetime import date, datetime

from odoo import models
from odoo.addons.club_membership.rules.importing.issue import UnreadableFile
from odoo.addons.club_membership.rules.importing.xlsx_file import Workbook as Reader
from odoo.exceptions import UserError
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

LARGEST = 5 << 20
LARGEST_UNPACKED = 50 << 20
# What the vendor fills in; the columns before are for reading.
ANSWERED = ("feasibility", "cost_points", "version_name", "version_date", "reason")
WIDTHS = {"text": 60, "title": 40, "benefit": 30, "reason": 60, "line": 8}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ClubDossier(models.Model):
    """A dossier as a sheet: to be read, filled in and sent back."""

    _inherit = "club.dossier"

    def _headings(self):
        """{code of a column: its heading}."""
        env = self.env
        return {
            "line": env._("Key"),
            "number": env._("Number"),
            "title": env._("Title"),
            "text": env._("Text"),
            "kind": env._("Kind"),
            "product": env._("Product"),
            "module": env._("Module"),
            "version": env._("Seen in version"),
            "supporters": env._("Supporters"),
            "pilot": env._("Pilot site"),
            "benefit": env._("Estimated benefit"),
            "priority": env._("Club's priority"),
            "organisation": env._("Named organisation"),
            "feasibility": env._("Answer"),
            "cost_points": env._("Cost (points)"),
            "version_name": env._("Target version"),
            "version_date": env._("Date of a new version"),
            "reason": env._("Reason"),
        }

    def _sheet_rows(self, vendors_language=False, with_drafts=True):
        """Rows of the sheet, as dictionaries by code of column.

        :param with_drafts: the vendor's own answers not given yet, for its eyes only
        """
        labels = dict(
            self.line_ids._fields["feasibility"]._description_selection(self.env)
        )
        drafts = self.line_ids._draft() if with_drafts else {}
        rows = []
        for line, shown in zip(
            self.line_ids, self.line_ids._vendor_values(vendors_language), strict=True
        ):
            said = line._sheet_answer(drafts.get(line))
            rows.append(
                {
                    **shown,
                    "line": line.id,
                    "pilot": self.env._("yes") if shown["pilot"] else self.env._("no"),
                    **said,
                    "feasibility": labels.get(said["feasibility"], ""),
                }
            )
        return rows

    def _to_csv(self, vendors_language=False, with_drafts=True):
        """The dossier as CSV with semicolons, in UTF-8 as spreadsheets expect it."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";")
        headings = self._headings()
        writer.writerow(headings.values())
        for row in self._sheet_rows(vendors_language, with_drafts):
            writer.writerow([_harmless(row[code]) for code in headings])
        return text.getvalue().encode("utf-8-sig")

    def _to_xlsx(self, vendors_language=False, with_drafts=True):
        """The dossier as a workbook that can be filled in and sent back.

        The first row, hidden, names the columns for the way back.
        """
        book = Workbook()
        sheet = book.active
        sheet.title = self.env._("Dossier")
        headings = self._headings()
        for place, code in enumerate(headings):
            column = sheet.column_dimensions[_letter(place)]
            column.width = WIDTHS.get(code, 16)
        sheet.row_dimensions[1].hidden = True
        sheet.freeze_panes = "D3"
        self._offer_answers(sheet, list(headings).index("feasibility"))
        sheet.append(list(headings))
        sheet.append([_cell(sheet, text, bold=True) for text in headings.values()])
        for row in self._sheet_rows(vendors_language, with_drafts):
            sheet.append([_cell(sheet, row[code]) for code in headings])
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def _offer_answers(self, sheet, place):
        field = self.line_ids._fields["feasibility"]
        labels = [label for _key, label in field._description_selection(self.env)]
        offered = DataValidation(
            type="list", formula1='"{}"'.format(",".join(labels)), allow_blank=True
        )
        letter = _letter(place)
        offered.add(f"{letter}3:{letter}{len(self.line_ids) + 2}")
        sheet.add_data_validation(offered)

    def _take_sheet(self, contact, content):
        """Keep a filled-in workbook as drafts: every row is read before any is kept.

        :param contact: who sends it, a ``club.vendor.contact``
        :param content: bytes of an .xlsx file
        :return: how many drafts were written
        :raises UserError: one sentence per row that is wrong; nothing is kept then
        """
        self.ensure_one()
        problems, found = [], {}
        for number, row in self._read_sheet(content):
            line = self._line_of(row)
            where = self.env._("Row %s", number)
            try:
                if not line or line in found:
                    raise UserError(
                        self.env._("its key is of no line here, or stands twice.")
                    )
                where = f"{where} ({line.number})"
                said = self._said_in(line, row)
                if said:
                    line._check_answering(contact)
                    line._read_answer(said)
                found[line] = said
            except UserError as problem:
                problems.append(f"{where}: {problem}")
        if problems:
            raise UserError("\n".join(problems))
        written = {line: said for line, said in found.items() if said}
        for line, said in written.items():
            line._save_draft(contact, said)
        return len(written)

    def _line_of(self, row):
        key = _text(row["line"])
        number = _text(row.get("number"))
        return self.line_ids.filtered(
            lambda line: str(line.id) == key and line.number == number
        )

    def _read_sheet(self, content):
        """(row number, {code: cell}) of each row that has a key."""
        broken = UserError(
            self.env._(
                "This is not the workbook that was downloaded here: fill that one in, "
                "keep its columns, and save it as .xlsx."
            )
        )
        if len(content) > LARGEST or not _is_small_archive(content):
            raise broken
        try:
            rows = Reader(io.BytesIO(content)).rows()
            _first, codes = next(rows, (0, ()))
            codes = [_text(code) for code in codes]
            if not {"line", "number", *ANSWERED} <= set(codes):
                raise broken
            next(rows, None)
            found = []
            for number, cells in rows:
                row = dict(zip(codes, cells, strict=False))
                if any(_text(cell) for cell in row.values()):
                    found.append((number, {"line": "", **row}))
                if len(found) > len(self.line_ids) + 100:
                    raise broken
        except UnreadableFile:
            raise broken from None
        return found

    def _said_in(self, line, row):
        """The answer in a row, empty where nothing was filled in or changed."""
        said = {code: _text(row.get(code)) for code in ANSWERED}
        if not any(said.values()) or said == self._as_sent(line):
            return {}
        if any(value.startswith("=") for value in said.values()):
            raise UserError(self.env._("a formula is no answer: type the value."))
        wanted = said["feasibility"].casefold()
        known = self._answers_called()
        if wanted not in known:
            raise UserError(self.env._("“%s” is no answer.", said["feasibility"][:40]))
        return {**said, "feasibility": known[wanted]}

    def _as_sent(self, line):
        labels = dict(line._fields["feasibility"]._description_selection(self.env))
        given = {code: _text(v) for code, v in line._sheet_answer(None).items()}
        return {**given, "feasibility": labels.get(given["feasibility"], "")}

    def _answers_called(self):
        """{what an answer may be called, in small letters: its key}."""
        called = {}
        field = self.line_ids._fields["feasibility"]
        for code, _name in self.env["res.lang"].get_installed():
            env = self.with_context(lang=code).env
            called |= {
                label.casefold(): key
                for key, label in field._description_selection(env)
            }
            called |= {key: key for key, _label in field._description_selection(env)}
        return called


class ClubDossierLine(models.Model):
    _inherit = "club.dossier.line"

    def _sheet_answer(self, draft):
        """The answer in the columns to fill in: the draft, else what was given."""
        if draft:
            said = draft._said()
            version = self.product_id.version_ids.filtered(
                lambda each: str(each.id) == said["version"]
            )
            return {
                "feasibility": said["feasibility"],
                "cost_points": said["cost_points"],
                "version_name": version.name or said["version_name"],
                "version_date": said["version_date"] or "",
                "reason": said["reason"],
            }
        return {
            "feasibility": self.feasibility or "",
            "cost_points": self.cost_points or "",
            "version_name": self.version_id.name or "",
            "version_date": "",
            "reason": self.reason or "",
        }


def _text(cell):
    """A cell as text: whole numbers without decimals, days as ``2026-03-15``."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _cell(sheet, value, bold=False):
    """A cell that wraps, and holds text where it looks like a formula."""
    if isinstance(value, str):
        # Pasted text may hold characters that no workbook can.
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _harmless(value):
    """Spreadsheets run what begins like a formula: an apostrophe makes it text."""
    text = value if isinstance(value, str) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _letter(place):
    """A, B… of a column counted from 0 (there are fewer than 26)."""
    return chr(ord("A") + place)


def _is_small_archive(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        return False
    return unpacked <= LARGEST_UNPACKED
