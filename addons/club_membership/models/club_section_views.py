from odoo import api, fields, models


class ClubSection(models.Model):
    """What the lists show of a section: its short name in a tree, its bank balance."""

    _inherit = "club.section"

    currency_id = fields.Many2one(related="company_id.currency_id")
    bank_balance = fields.Monetary(
        compute="_compute_bank_balance",
        help="What the books say is on the section's bank account today.",
    )

    @api.depends_context("hierarchical_naming")
    def _compute_display_name(self):
        # The search panel draws the tree itself: repeating the parents hides names.
        if self.env.context.get("hierarchical_naming", True):
            return super()._compute_display_name()
        for section in self:
            section.display_name = section.name
        return None

    def _compute_bank_balance(self):
        shown = self._with_ledger_of(self.env.user)
        # sudo: regional treasurers hold no accounting group; they read one total, of
        # the sections they account for only.
        accounts = {
            section: section.sudo().bank_journal_id.default_account_id
            for section in shown
        }
        totals = {
            (company.id, account.id): balance
            for company, account, balance in self.env["account.move.line"]
            .sudo()
            ._read_group(
                [
                    ("account_id", "in", [a.id for a in accounts.values() if a]),
                    ("company_id", "in", shown.company_id.ids),
                    ("parent_state", "=", "posted"),
                ],
                ["company_id", "account_id"],
                ["balance:sum"],
            )
        }
        for section in self:
            account = accounts.get(section)
            section.bank_balance = account and totals.get(
                (section.company_id.id, account.id), 0.0
            )

    def _with_ledger_of(self, user):
        """Those of these sections whose accounts ``user`` may see.

        The association's treasurer sees all; an officer or treasurer of a section
        sees it and the ones below, while in office.
        """
        if self.env.su or user.has_group("club_membership.group_club_treasurer"):
            return self
        # sudo: the tree above a section may be outside what its officer reads.
        served = self.with_user(user)._served_by_user().sudo()
        return self.filtered(lambda section: section.sudo().ancestor_ids & served)
