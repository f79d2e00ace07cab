"""What the tests of bank lines share: lines and files as a bank gives them."""

import base64
from pathlib import Path
from unittest.mock import patch

from odoo.fields import Command

from .common import FinanceCommon

DATA = Path(__file__).parent / "data"


class BankCommon(FinanceCommon):
    """The association's bank account and the files of a few banks."""

    def _bank_line(self, amount, label, journal=None, on="2026-03-10", **vals):
        """Our line of a new bank line."""
        statement_line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": (journal or self.bank).id,
                "date": on,
                "payment_ref": label,
                "amount": amount,
                **vals,
            }
        )
        return self.env["club.bank.line"].search(
            [("statement_line_id", "=", statement_line.id)]
        )

    def _lock(self, until):
        """Close the books until a day, with bank lines undone in it.

        Odoo asks for all of them to be done; a closing of the company above does not.
        """
        with patch.object(type(self.company), "_validate_locks"):
            self.company.sudo().fiscalyear_lock_date = until

    def _invoiced(self, name="Acme"):
        """The due of a new company, on an invoice with taxes, still open."""
        kind = self._type(
            f"Company {name}",
            [{"amount": 99.99}],
            member_kind="organisation",
            booking_mode="invoice",
            tax_ids=[Command.set(self.tax.ids)],
        )
        return self._due(name, kind=kind)

    def _file(self, name, content, user=None, **vals):
        """A bank file, not imported yet."""
        return (
            self.env["club.bank.file"]
            .with_user(user or self.env.user)
            .with_context(allowed_company_ids=self.company.ids)
            .create({"name": name, "content": base64.b64encode(content), **vals})
        )

    def _sample(self, name, reference=""):
        """A sample file, the reference of a due put in."""
        content = (DATA / name).read_bytes()
        return content.replace(b"@REFERENCE@", reference.encode())

    def _amounts(self, lines):
        """[(day, amount, label)], oldest first."""
        return sorted((str(line.date), line.amount, line.label) for line in lines)
