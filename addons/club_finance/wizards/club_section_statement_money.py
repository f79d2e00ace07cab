from odoo import api, fields, models


class ClubSectionStatement(models.TransientModel):
    """What money the section has, by its own accounts."""

    _inherit = "club.section.statement"

    bank = fields.Monetary(
        string="In the bank",
        compute="_compute_money",
        help="What the books say is on the section's own bank account today.",
    )
    cash = fields.Monetary(string="In the cash box", compute="_compute_money")
    transit = fields.Monetary(
        string="On its way",
        compute="_compute_money",
        help="Booked, and not seen on a bank statement yet.",
    )
    has_bank = fields.Boolean(compute="_compute_money")
    has_cash = fields.Boolean(compute="_compute_money")

    @api.depends("section_id")
    def _compute_money(self):
        for page in self:
            shown = page.section_id._origin._with_ledger_of(self.env.user)
            # sudo: three totals of accounts that are the section's own; whether the
            # user may see its money was asked just before.
            section = shown.sudo()
            bank, cash = section.bank_journal_id, section.cash_journal_id
            page.has_bank, page.has_cash = bool(bank), bool(cash)
            page.bank = page._balance(section, bank.default_account_id)
            page.cash = page._balance(section, cash.default_account_id)
            waiting = bank._club_transit_accounts()
            page.transit = page._balance(section, waiting)

    @api.model
    def _balance(self, section, accounts):
        """What the books say is on these accounts."""
        if not accounts:
            return 0.0
        rows = section.env["account.move.line"]._read_group(
            [
                ("account_id", "in", accounts.ids),
                ("company_id", "=", section.company_id.id),
                ("parent_state", "=", "posted"),
            ],
            [],
            ["balance:sum"],
        )
        return rows[0][0] or 0.0
