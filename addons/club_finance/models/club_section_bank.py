from odoo import models
from odoo.exceptions import UserError


class ClubSection(models.Model):
    """The bank account of a section, its files and its lines."""

    _inherit = "club.section"

    def write(self, vals):
        if not vals.keys() & {"bank_journal_id", "cash_journal_id"}:
            return super().write(vals)
        before = self._own_journals()
        result = super().write(vals)
        # sudo: whose line it is follows from whose account it is, and nothing else.
        lines = self.env["club.bank.line"].sudo()
        journals = before | self._own_journals()
        for journal, section in lines._sections_of(journals).items():
            lines.search([("journal_id", "=", journal.id)]).write(
                {"section_id": section.id}
            )
        return result

    def _file_journal(self):
        """The section's own bank account; of the whole association, its first one.

        :raises UserError: the section has none
        """
        self.ensure_one()
        journal = self.bank_journal_id
        if not journal and not self.parent_id:
            journal = self._bank_journal()
        if not journal or journal.type != "bank":
            raise UserError(
                self.env._(
                    "%s has no bank account of its own: its money is in the books of "
                    "the section above.",
                    self.name,
                )
            )
        return journal
