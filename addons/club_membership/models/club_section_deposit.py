from odoo import models


class ClubSection(models.Model):
    """Where a section banks."""

    _inherit = "club.section"

    def _bank_journal(self):
        """Where this section banks: its own journal, else the nearest one above it,
        else the association's first bank journal."""
        self.ensure_one()
        # sudo: who enters cheques for a section need not read accounting settings.
        section = self.sudo()
        company = section.company_id
        while section and not section.bank_journal_id:
            section = section.parent_id
        return section.bank_journal_id or self.env["account.journal"].sudo().search(
            [("company_id", "=", company.id), ("type", "=", "bank")], limit=1
        )
