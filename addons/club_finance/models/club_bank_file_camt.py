import io
import zipfile
from collections import Counter

from lxml import etree
from odoo import models
from odoo.addons.base.models.res_bank import sanitize_account_number
from odoo.exceptions import UserError

# Unpacked, a year of a large association is a tenth of it.
MAX_BYTES = 300_000_000


class ClubBankFile(models.Model):
    """Statements in XML, made ready for OCA's reader: this account's, without what it
    stumbles on."""

    _inherit = "club.bank.file"

    def _documents(self, data):
        """The XML documents of a file, alone or in an archive, with the statements of
        this bank account.

        :return: (documents, how many movements of other accounts are left out)
        :raises UserError: no bank statement; several accounts, and which one is this
            account is not known yet
        """
        roots = [_parsed(part) for part in self._parts(data)]
        counts = Counter()
        for root in roots:
            for statement in _statements(root):
                counts[_account(statement)] += len(_children(statement, "Ntry"))
        own = self.journal_id.bank_account_id.sanitized_acc_number or ""
        accounts = {account for account in counts if account}
        if len(accounts) > 1 and own not in accounts:
            raise UserError(
                self.env._(
                    "%(file)s holds several accounts (%(accounts)s): enter the number "
                    "of this one on the bank account, then import the file again.",
                    file=self.name,
                    accounts=", ".join(sorted(accounts)),
                )
            )
        left_out = 0
        if own in accounts:
            left_out = sum(
                n for account, n in counts.items() if account not in {own, ""}
            )
            for root in roots:
                for statement in _statements(root):
                    if _account(statement) not in {own, ""}:
                        statement.getparent().remove(statement)
        documents = [etree.tostring(_cleaned(r)) for r in roots if _statements(r)]
        return documents, left_out

    def _parts(self, data):
        """The contents of the XML files, one or several in an archive."""
        try:
            parts = _unpacked(data) if data[:2] == b"PK" else [data]
        except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError):
            parts = []
        if not parts or not all(
            # Banks declare no entities; who does wants the reader to burst.
            b"camt.05" in part[:2000] and b"<!ENTITY" not in part
            for part in parts
        ):
            raise UserError(self._unreadable_sentence("no_camt"))
        return parts


def _unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        if sum(info.file_size for info in members) > MAX_BYTES:
            raise ValueError("too large")
        return [archive.read(info) for info in members]


def _parsed(data):
    """The document, read leniently; nothing outside of it is ever fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=True
    )
    root = etree.fromstring(data, parser=parser)
    return etree.Element("nothing") if root is None else root


def _children(element, name):
    return element.findall(f"{{*}}{name}")


def _statements(root):
    """The statements (or reports, or notifications) of a document."""
    return [
        element
        for name in ("Stmt", "Rpt", "Ntfctn")
        for element in root.findall(f"*/{{*}}{name}")
    ]


def _account(statement):
    """The number of a statement's account, without spaces; empty where not said."""
    for path in ("{*}IBAN", "{*}Othr/{*}Id"):
        if number := statement.findtext(f"{{*}}Acct/{{*}}Id/{path}"):
            return sanitize_account_number(number)
    return ""


def _cleaned(root):
    """Drop what the reader stumbles on: empty elements, and the foreign amount of an
    entry that is booked in the account's currency."""
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        blank = not len(element) and not (element.text or "").strip()
        if blank and parent is not None:
            parent.remove(element)
    for entry in root.iter("{*}Ntry"):
        details = entry.findall("{*}NtryDtls/{*}TxDtls")
        amount = entry.find("{*}Amt")
        if len(details) == 1 and amount is not None:
            _drop_foreign(details[0], amount.get("Ccy"))
    return root


def _drop_foreign(details, currency):
    """The reader takes the amount of the details for that of the entry."""
    for path in ("{*}Amt", "{*}AmtDtls/{*}TxAmt/{*}Amt"):
        for amount in details.findall(path):
            if amount.get("Ccy") != currency:
                amount.getparent().remove(amount)
