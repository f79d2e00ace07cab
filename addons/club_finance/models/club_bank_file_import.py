import base64
from collections import defaultdict

from odoo import models
from odoo.addons.base.models.res_bank import sanitize_account_number
from odoo.exceptions import UserError

from .club_bank_run import AT_ONCE


class ClubBankFile(models.Model):
    """Importing: OCA's readers make Odoo's bank lines, each of them once."""

    _inherit = "club.bank.file"

    def _import(self):
        """Bring the file's lines in and start recognising them: at once when they are
        few, in committed chunks when they are many."""
        self.ensure_one()
        journal = self.journal_id
        statements = self._read()
        total = sum(len(vals["transactions"]) for vals in statements)
        if not total:
            raise UserError(
                self.env._("%s holds no movement: choose another file.", self.name)
            )
        new = self._stage(statements)
        self.write(
            {
                "state": "importing",
                "journal_id": journal.id,
                "known_count": total - new,
                "message": self.env._(
                    "Its lines are being brought in: look again in a moment."
                ),
            }
        )
        if new <= AT_ONCE:
            self._bring_in(new)
            self._end_import()
        else:
            self.run_id = self.env["club.bank.run"]._start_file(self)

    def _end_import(self):
        """All lines are there: recognise those that came in at once."""
        self._make_statements()
        self.write({"state": "imported", "staged": False, "staging": False})
        if self.line_ids and not self.run_id:
            self.run_id = self.env["club.bank.run"]._start(self.line_ids, self.name)
        self._say_outcome()

    def _say_outcome(self):
        """Say what became of these files, as far as it is known."""
        for file in self:
            sentences = [file._outcome(), *file._left_out_sentences()]
            file.message = " ".join(sentences)

    def _outcome(self):
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

    def _left_out_sentences(self):
        sentences = []
        if self.foreign_count:
            sentences.append(
                self.env._(
                    "Lines in another currency, not imported: %s.", self.foreign_count
                )
            )
        if self.elsewhere_count:
            sentences.append(
                self.env._(
                    "Lines of other accounts, not imported: %s.", self.elsewhere_count
                )
            )
        return sentences

    def _read(self):
        """The file's statements, as values; what is left out of it is counted.

        :return: values of bank statements, each with its ``transactions``
        :raises UserError: it cannot be read, or is of another account
        """
        data = base64.b64decode(self.content)
        mapping = self.env["account.statement.import.sheet.mapping"]
        foreign = elsewhere = 0
        if _is_list(data):
            content, mapping, foreign = self._sheet(data)
            documents = [content]
        else:
            documents, elsewhere = self._documents(data)
        self.write({"foreign_count": foreign, "elsewhere_count": elsewhere})
        wizard = self._importer(mapping)
        found = defaultdict(list)
        for document in documents:
            for currency, account, statements in wizard._club_parse(document):
                found[currency, account] += statements
        values = []
        for (currency, account), statements in found.items():
            self._check_number(account)
            values += wizard._club_prepare(currency, account, statements)
        return values

    def _importer(self, mapping):
        """OCA's importer, told the journal and how the bank writes its lists."""
        return (
            self.env["account.statement.import"]
            .with_company(self.company_id)
            .with_context(
                journal_id=self.journal_id.id,
                allowed_company_ids=self.company_id.ids,
            )
            .create(
                {
                    "statement_file": self.content,
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


def _is_list(data):
    """Whether it is a list in columns: neither XML nor an archive of XML files."""
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    return not head.startswith(b"<") and (data[:2] != b"PK" or b"xl/" in data)
