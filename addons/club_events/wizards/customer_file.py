"""A vendor's list of customers, read by the rules for files of members.

The list says “contact”, “customer” or “client” where a file of members has no such
column: those headings are told in words that the rules know.
"""

from odoo.addons.club_membership.rules.importing.cells import Context
from odoo.addons.club_membership.rules.importing.columns import NAME_GROUP, fold
from odoo.addons.club_membership.rules.importing.csv_file import csv_rows
from odoo.addons.club_membership.rules.importing.dates import WINDOWS_EPOCH
from odoo.addons.club_membership.rules.importing.members import (
    MemberFile,
    open_members,
)
from odoo.addons.club_membership.rules.importing.xlsx_file import Workbook

ORGANISATION = {
    *("customer", "customer name", "client", "nom du client", "nom client"),
    *("account", "account name", "compte", "entreprise", "etablissement"),
}
PERSON = {
    *("contact", "contact name", "contact person", "nom du contact"),
    *("interlocuteur", "correspondant", "responsable"),
}
HEADINGS = 10


def open_customers(stream, today, country, most_rows):
    """Open a CSV or XLSX list of customers.

    :param stream: seekable binary file
    :param today: a date
    :param country: code of the country of rows that name none
    :return: a ``MemberFile``, whose rows have ``name`` (organisation or person),
        ``first_name`` and ``last_name`` (who to speak to)
    :raises UnreadableFile: not a file of rows
    """
    # It tells foreign files apart, and reads nothing more yet.
    told = open_members(stream, today, country, most_rows=most_rows)
    stream.seek(0)
    if stream.read(4) == b"PK\x03\x04":
        book = Workbook(stream)
        rows, epoch = book.rows(), book.epoch
    else:
        rows, epoch = iter(csv_rows(stream)), WINDOWS_EPOCH
    del told
    return MemberFile(
        _headed(rows), Context(today, country, epoch), (NAME_GROUP,), most_rows
    )


def _headed(rows):
    told = False
    for position, (number, cells) in enumerate(rows):
        if not told and position < HEADINGS and _names_columns(cells):
            told = True
            cells = [_known(cell) for cell in cells]
        yield number, cells


def _names_columns(cells):
    """Whether this row is headings: it names the customer, or who to speak to, next to
    an address of some kind."""
    words = {fold(str(cell)) for cell in cells if cell}
    ours = words & (ORGANISATION | PERSON)
    return bool(ours) and len(words) > len(ours)


def _known(cell):
    word = fold(str(cell or ""))
    # What stands in brackets is not read, and is shown again where it is spoken of.
    if word in ORGANISATION:
        return f"organisation ({cell})"
    if word in PERSON:
        return f"last name ({cell})"
    return cell
