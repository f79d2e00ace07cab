import io
import json
from dataclasses import asdict
from datetime import date
from itertools import islice

from odoo import models

from ..rules.importing.columns import NAME_GROUP
from ..rules.importing.issue import UnreadableFile
from ..rules.importing.members import open_members

COLUMNS = (
    "import_id, company_id, row, state, name, number, email, birth_date, siret, zip, "
    "city, kind, data, read_problems"
)
PLAIN = ("name", "number", "email", "birth_date", "siret", "zip", "city", "kind")


class ClubImport(models.Model):
    """Reading: from the file to staged rows, in bulk."""

    _inherit = "club.import"

    def _stage_rows(self, limit):
        """Stage the next rows of the file.

        :return: how many, 0 at the end of the file
        """
        self.ensure_one()
        try:
            file = self._open_file()
        except UnreadableFile as error:
            self.file_problems = [_as_json(error.issue)]
            return 0
        self.titles = {
            column: title
            for column, title in zip(
                file.header.columns, file.header.titles, strict=True
            )
            if column
        }
        count = 0
        if not file.header.blocking:
            # Rows staged by an earlier chunk are read again and passed over.
            rows = islice(file, self.read_count, None)
            count = self._insert_rows(islice(rows, limit))
            self.read_count += count
        if count < limit:
            self.file_problems = [_as_json(issue) for issue in file.issues]
            return 0
        return count

    def _open_file(self):
        required = [NAME_GROUP]
        if not self.type_id:
            required.append(("type",))
        return open_members(
            io.BytesIO(self._content()),
            self._today(),
            country=self.company_id.country_id.code or "FR",
            required=required,
        )

    def _insert_rows(self, rows):
        """Insert staged rows, a thousand per statement.

        :return: how many
        """
        count = 0
        template = f"({self.id}, {self.company_id.id}, {', '.join(['%s'] * 12)})"
        statement = f"INSERT INTO club_import_line ({COLUMNS}) VALUES %s"
        while batch := [_as_tuple(row) for row in islice(rows, 1000)]:
            count += len(batch)
            self.env.cr.execute_values(
                statement, batch, template=template, page_size=1000
            )
        self.env["club.import.line"].invalidate_model()
        self.invalidate_recordset(["line_ids"])
        return count


def _as_tuple(row):
    values = row.values
    return (
        row.row,
        "pending",
        *(values.get(column) for column in PLAIN),
        json.dumps(values, default=_plain),
        json.dumps([_as_json(issue) for issue in row.issues]) if row.issues else None,
    )


def _as_json(issue):
    return {**asdict(issue), "params": dict(issue.params), "blocking": issue.blocking}


def _plain(value):
    return value.isoformat() if isinstance(value, date) else str(value)
