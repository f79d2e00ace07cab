from odoo import models
from odoo.tools import SQL

WRITTEN_TABLES = (
    "res_partner",
    "club_membership",
    "club_membership_period",
    "club_movement",
    "club_due",
    "account_move_line",
    "club_import_line",
)


class ClubImport(models.Model):
    """Around the writing: numbers to come, and the planner's statistics."""

    _inherit = "club.import"

    def _reserve_numbers(self):
        """Move the numbering past the numbers the file brings.

        Otherwise the next newcomer would be given a number that is taken.
        """
        company = self.company_id
        company._club_next_numbers(0)
        sequence = company.sudo().club_number_sequence_id
        # sudo: as in _club_next_numbers, numbering is not the user's business.
        digits = SQL(
            "substring(number FROM %s)",
            f"^{sequence.prefix or ''}([0-9]{{1,9}}){sequence.suffix or ''}$",
        )
        [[highest]] = self._fetch(
            "SELECT max((%(digits)s)::int) FROM club_import_line "
            "WHERE import_id = %(import)s AND state = 'new'",
            digits=digits,
        )
        if highest:
            name = f"ir_sequence_{sequence.id:03d}"
            self.env.cr.execute(
                SQL(
                    "SELECT setval(%s, GREATEST(%s, (SELECT last_value FROM %s)))",
                    name,
                    highest,
                    SQL.identifier(name),
                )
            )

    def _refresh_statistics(self, chunks):
        """Tell the planner about the rows written, each time they doubled.

        Inside one transaction it would go on planning for the tables as they were.

        :param chunks: number of chunks written
        """
        if chunks & (chunks - 1) == 0:
            self._after_apply()

    def _after_apply(self):
        for table in WRITTEN_TABLES:
            self.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
