from odoo import models


class ClubSection(models.Model):
    """A bank account that changes hands takes its lines along."""

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
