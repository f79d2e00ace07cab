from odoo import fields, models


class ClubSection(models.Model):
    """Where a section keeps its cash."""

    _inherit = "club.section"

    cash_journal_id = fields.Many2one(
        "account.journal",
        string="Cash box",
        check_company=True,
        domain="[('type', '=', 'cash')]",
        help="The section's own cash box, if it has one.",
    )

    # A journal answers to one section, or its lines would show to two treasurers.
    _bank_journal_uniq = models.UniqueIndex(
        "(bank_journal_id) WHERE bank_journal_id IS NOT NULL",
        "Another section banks in this journal already.",
    )
    _cash_journal_uniq = models.UniqueIndex(
        "(cash_journal_id) WHERE cash_journal_id IS NOT NULL",
        "Another section keeps its cash in this journal already.",
    )

    def _own_journals(self):
        """Bank account and cash box of the sections themselves, not of those above."""
        # sudo: a section's treasurer holds no accounting group; these are their own.
        sections = self.sudo()
        return sections.bank_journal_id | sections.cash_journal_id
