import csv
import io

from odoo import models
from odoo.addons.club_membership.rules.importing.csv_file import csv_rows
from odoo.addons.club_membership.rules.importing.issue import UnreadableFile
from odoo.addons.club_membership.rules.importing.xlsx_file import Workbook
from odoo.exceptions import UserError

from ..bank.sheets import Layout, NotUnderstood, guess, to_csv

SEPARATORS = {",": "comma", ".": "dot", "'": "quote", "": "none"}
# Columns of OCA's mapping by what ours mean: for OCA, debit is money in.
COLUMNS = {
    "date": "timestamp_column",
    "amount": "amount_column",
    "credit": "amount_debit_column",
    "debit": "amount_credit_column",
    "label": "description_column",
    "payer": "partner_name_column",
    "account": "bank_account_column",
    "reference": "reference_column",
    "currency": "currency_column",
    "number": "transaction_id_column",
}


class ClubBankFile(models.Model):
    """A bank's list in columns: read once, its mapping is kept on the journal."""

    _inherit = "club.bank.file"

    def _sheet(self, data):
        """The list as the importer wants it, and how to read it.

        :return: (content as CSV, mapping, lines of it in another currency)
        :raises UserError: it is no list of movements
        """
        try:
            rows = list(_rows(data))
            kept = self._kept_layout(rows)
            layout, position = kept or guess(rows)
            content = to_csv(rows, layout, position)
        except UnreadableFile as error:
            raise UserError(self._unreadable_sentence(error.issue.code)) from None
        except NotUnderstood as error:
            raise UserError(self._sheet_sentence(error)) from None
        mapping = self.journal_id.default_sheet_mapping_id
        if not kept:
            mapping = self.journal_id.default_sheet_mapping_id = self._keep(layout)
        # Written for the importer, whatever the bank's own encoding and separator.
        foreign = self._count_foreign(content, layout)
        return content.encode(), mapping, foreign

    def _count_foreign(self, content, layout):
        """Lines that the importer leaves out, as they are of another currency."""
        title = layout.columns.get("currency")
        if not title:
            return 0
        own = (self.journal_id.currency_id or self.company_id.currency_id).name
        rows = csv.DictReader(io.StringIO(content), delimiter=";")
        return sum(row[title] not in ("", own) for row in rows)

    def _kept_layout(self, rows):
        """(layout, position of its headings) of the mapping kept, if the file has
        them."""
        mapping = self.journal_id.default_sheet_mapping_id
        if not mapping or mapping.no_header:
            return None
        columns = {
            role: mapping[name] for role, name in COLUMNS.items() if mapping[name]
        }
        decimals = {name: sign for sign, name in SEPARATORS.items()}
        layout = Layout(
            columns,
            mapping.timestamp_format,
            decimals[mapping.float_decimal_sep] or ",",
            decimals[mapping.float_thousands_sep],
        )
        for position, (_number, cells) in enumerate(rows):
            titles = {" ".join(str(cell).split()) for cell in cells if cell is not None}
            if titles.issuperset(",".join(columns.values()).split(",")):
                return layout, position
        return None

    def _keep(self, layout):
        """The mapping of a layout found, for the next file of this bank."""
        values = {
            name: layout.columns.get(role, False) for role, name in COLUMNS.items()
        }
        # The importer puts several columns together: payers write in any of them.
        texts = [layout.columns.get(role) for role in ("label", "more")]
        values["description_column"] = ",".join(text for text in texts if text)
        split = "credit" in layout.columns
        return self.env["account.statement.import.sheet.mapping"].create(
            {
                "name": self.env._("Lists of %s", self.journal_id.name),
                "delimiter": "semicolon",
                "quotechar": '"',
                "file_encoding": "utf-8",
                "timestamp_format": layout.date_format,
                "float_decimal_sep": SEPARATORS[layout.decimal],
                "float_thousands_sep": SEPARATORS[layout.thousands],
                "amount_type": "distinct_credit_debit" if split else "simple_value",
                **values,
            }
        )

    def _sheet_sentence(self, error):
        facts = {"file": self.name, "what": error.what, "row": error.row}
        sentences = {
            "no_headings": self.env._(
                "%(file)s: no row of headings with a date, a label and an amount (or "
                "debit and credit) was found. It begins with: %(what)s.",
                **facts,
            ),
            "empty": self.env._("%(file)s holds no movement.", **facts),
            "dates": self.env._(
                "%(file)s: %(what)s is no date that can be read, such as 31/12/2026.",
                **facts,
            ),
            "date": self.env._(
                "%(file)s, row %(row)s: %(what)s is no date that can be read.", **facts
            ),
        }
        return sentences[error.code]

    def _unreadable_sentence(self, code):
        sentences = {
            "file_empty": self.env._("%s is empty.", self.name),
            "xls_old": self.env._(
                "%s is an old Excel file, or one protected by a password: save it as "
                ".xlsx without password, or as CSV.",
                self.name,
            ),
        }
        return sentences.get(code) or self.env._(
            "%s cannot be read: export it again from your bank as CAMT.053, CSV or "
            "XLSX.",
            self.name,
        )


def _rows(data):
    """Numbers and cells of the rows of a CSV file or a workbook."""
    stream = io.BytesIO(data)
    if data[:2] == b"PK":
        return Workbook(stream).rows()
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise UnreadableFile("xls_old")
    return csv_rows(stream)
