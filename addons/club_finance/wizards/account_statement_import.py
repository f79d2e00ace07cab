import hashlib
from collections import Counter

from odoo import models
from odoo.exceptions import UserError

# What readers of files raise on a file that is not what it seems.
BROKEN = (ValueError, IndexError, KeyError, TypeError, AttributeError)


class AccountStatementImport(models.TransientModel):
    """Each bank line comes in once, whichever file, and whoever imports it."""

    _inherit = "account.statement.import"

    def _club_parse(self, data):
        """[(currency, account number, statements)] of a document of the file.

        :param data: its content
        :raises UserError: it cannot be read
        """
        try:
            parsed = self.with_context(active_id=self.id)._parse_file(data)
        except BROKEN as error:
            raise UserError(
                self.env._(
                    "%s cannot be read: export it again from your bank as CAMT.053, "
                    "CSV or XLSX.",
                    self.statement_filename,
                )
            ) from error
        return parsed if isinstance(parsed, list) else [parsed]

    def _club_prepare(self, currency, account, statements):
        """Values of the statements of one account, each with its ``transactions``.

        :raises UserError: the currency is not the account's
        """
        if not self._check_parsed_data(statements):
            return []
        journal = self._match_journal(
            account, self._match_currency(currency or self.env.company.currency_id.name)
        )
        journal.bank_statements_source = "file_import_oca"
        return self._complete_stmts_vals(statements, journal, account)

    def _complete_stmts_vals(self, stmts_vals, journal, account_number):
        """Lines for which the bank gives no number get one of their own.

        It is made of what they say, and of their rank among those of a day that say
        the same: of two files that overlap, each line comes in once.
        """
        ranks = Counter()
        for vals in stmts_vals:
            for line in vals["transactions"]:
                if not line.get("unique_import_id"):
                    said = _said(line)
                    ranks[said] += 1
                    line["unique_import_id"] = _digest(said, ranks[said])
        return super()._complete_stmts_vals(stmts_vals, journal, account_number)


def _said(line):
    """What a movement says of itself, the same in every file of one bank."""
    words = (line.get(name) for name in ("payment_ref", "partner_name", "ref"))
    return (
        str(line["date"])[:10],
        f"{float(line['amount']):.2f}",
        *(" ".join(str(word or "").split()) for word in words),
        (line.get("account_number") or "").replace(" ", ""),
    )


def _digest(said, rank):
    text = "\n".join((*said, str(rank)))
    return f"club-{hashlib.sha256(text.encode()).hexdigest()[:32]}"
