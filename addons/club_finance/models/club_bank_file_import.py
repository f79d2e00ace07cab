import base64
import io
import zipfile

from lxml import etree
from odoo import models
from odoo.addons.base.models.res_bank import sanitize_account_number
from odoo.exceptions import UserError


class ClubBankFile(models.Model):
    """Importing: OCA's readers make Odoo's bank lines, each of them once."""

    _inherit = "club.bank.file"

    def _import(self):
        """Bring the file's lines in and start recognising them."""
        self.ensure_one()
        company, journal = self.company_id, self.journal_id
        data = base64.b64decode(self.content)
        wizard = self._importer(data)
        statements = wizard._club_parse()
        total = 0
        result = {"statement_ids": [], "notifications": []}
        for currency, account, values in statements:
            self._check_number(account)
            total += sum(len(vals["transactions"]) for vals in values)
            wizard.import_single_statement((currency, account, values), result)
        if not total:
            raise UserError(
                self.env._("%s holds no movement: choose another file.", self.name)
            )
        found = self.env["account.bank.statement"].browse(result["statement_ids"])
        lines = self.env["club.bank.line"].search(
            [("statement_line_id", "in", found.line_ids.ids)]
        )
        lines.file_id = self
        self.write(
            {
                "state": "imported",
                "line_count": len(lines),
                "known_count": total - len(lines),
                "journal_id": journal.id,
            }
        )
        if lines:
            self.run_id = self.env["club.bank.run"]._start(lines, self.name)
        self.message = self._outcome(company)

    def _outcome(self, company):
        if not self.line_count:
            return self.env._("All its lines had come in before: nothing changed.")
        if self.run_id.state != "done":
            return self.env._("Its lines are being recognised: look again in a moment.")
        return self.env._(
            "Settled: %(settled)s. To confirm: %(proposed)s. Left to you: %(todo)s.",
            settled=self.run_id.settled_count,
            proposed=self.run_id.proposed_count,
            todo=self.run_id.todo_count,
        )

    def _importer(self, data):
        """OCA's importer, told the journal and how the bank writes its lists."""
        mapping = self.env["account.statement.import.sheet.mapping"]
        if _is_list(data):
            data, mapping = self._sheet(data)
        elif not _is_camt(data):
            raise UserError(self._unreadable_sentence("no_camt"))
        elif data[:2] != b"PK":
            data = _without_blanks(data)
        return (
            self.env["account.statement.import"]
            .with_company(self.company_id)
            .with_context(
                journal_id=self.journal_id.id,
                allowed_company_ids=self.company_id.ids,
                # Whose money it is, our recognition says, with its reasons.
                skip_retrieve_partner=True,
            )
            .create(
                {
                    "statement_file": base64.b64encode(data),
                    "statement_filename": self.name,
                    "sheet_mapping_id": mapping.id,
                }
            )
        )

    def _check_number(self, number):
        """Refuse the file of another account; the first one tells the number."""
        number = sanitize_account_number(number)
        if not number:
            return
        own = self.journal_id.bank_account_id
        if not own:
            taken = self.env["account.journal"].search(
                [
                    ("bank_account_id.sanitized_acc_number", "=", number),
                    ("company_id", "=", self.company_id.id),
                ],
                limit=1,
            )
            if not taken:
                self.journal_id.set_bank_account(number)
                self.message_post(
                    body=self.env._(
                        "%s is noted as the number of this account, as the file says.",
                        number,
                    )
                )
                return
        if not own or own.sanitized_acc_number != number:
            raise UserError(
                self.env._(
                    "%(file)s is of the account %(number)s, and this one is "
                    "%(own)s: choose the file or the account that belong together.",
                    file=self.name,
                    number=number,
                    own=own.acc_number or self.journal_id.name,
                )
            )


def _without_blanks(data):
    """XML without its empty elements, on which the reader stumbles."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data, parser=parser)
    if root is None:
        return data
    for element in list(root.iter()):
        parent = element.getparent()
        blank = not len(element) and not (element.text or "").strip()
        if blank and parent is not None:
            parent.remove(element)
    return etree.tostring(root)


def _is_list(data):
    """Whether it is a list in columns: neither XML nor an archive of XML files."""
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    return not head.startswith(b"<") and (data[:2] != b"PK" or b"xl/" in data)


def _is_camt(data):
    """Whether a reader of bank statements can make something of it."""
    if data[:2] != b"PK":
        return b"camt.05" in data[:2000]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return all(
                b"camt.05" in archive.open(name).read(2000)
                for name in archive.namelist()
            )
    except zipfile.BadZipFile:
        return False
