from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# Ledger lines in which slips wait for the bank, with the day on which it showed them.
_SEEN = """
    SELECT m.club_deposit_id, BOOL_AND(l.reconciled), MAX(seen.date)
      FROM account_move m
      JOIN account_journal j ON j.id = m.journal_id
      JOIN account_move_line l
        ON l.move_id IN (m.id, m.club_transit_move_id)
       AND l.balance > 0 AND l.club_deposit_line_id IS NULL
       AND l.account_id <> j.default_account_id
      LEFT JOIN account_partial_reconcile p ON p.debit_move_id = l.id
      LEFT JOIN account_move_line c ON c.id = p.credit_move_id
      LEFT JOIN account_move seen
        ON seen.id = c.move_id AND seen.statement_line_id IS NOT NULL
     WHERE m.club_deposit_id = ANY(%s) AND m.state = 'posted'
     GROUP BY m.club_deposit_id
"""


class ClubDeposit(models.Model):
    """The slip shows when the bank credited it."""

    _inherit = "club.deposit"

    credited_on = fields.Date(string="Seen at the bank", compute="_compute_credited_on")
    at_bank = fields.Selection(
        [("waiting", "Not seen yet"), ("credited", "Credited")],
        string="At the bank",
        compute="_compute_credited_on",
        search="_search_at_bank",
        help="Empty where the bank account is not followed line by line.",
    )

    @api.depends("state")
    def _compute_credited_on(self):
        self.env.flush_all()
        rows = self.env.execute_query(SQL(_SEEN, self.ids)) if self.ids else []
        seen = {number: (whole, day) for number, whole, day in rows}
        for deposit in self:
            whole, day = seen.get(deposit.id, (False, False))
            # What is cancelled is matched with its mirror, and no bank showed it.
            shown = deposit.state == "posted" and deposit.id in seen
            deposit.credited_on = day if shown and whole else False
            deposit.at_bank = shown and ("credited" if whole else "waiting")

    @api.model
    def _search_at_bank(self, operator, value):
        if operator != "in" or "credited" in value or False in value:
            return NotImplemented
        # sudo: which accounts wait for the bank; the slips found are filtered by
        # their own rules.
        journals = self.env["account.journal"].sudo()
        accounts = journals.search(
            [("club_transit_account_id", "!=", False)]
        )._club_transit_accounts()
        waiting = Domain("account_id", "in", accounts.ids) & Domain(
            "reconciled", "=", False
        )
        return Domain("state", "=", "posted") & Domain(
            "move_ids", "any!", Domain("line_ids", "any!", waiting)
        )

    @api.depends("method")
    def _compute_journal_id(self):
        """Cash goes into the box of the section, if it has one."""
        result = super()._compute_journal_id()
        for deposit in self.filtered(lambda deposit: deposit.method == "cash"):
            if box := deposit.section_id.cash_journal_id:
                deposit.journal_id = box
        return result

    def _check_journal(self):
        # sudo: whether it is their own box, of who may not read journals.
        box = self.sudo().section_id.cash_journal_id
        if self.method == "cash" and box and self.sudo().journal_id == box:
            return
        super()._check_journal()

    def action_cancel(self):
        result = super().action_cancel()
        # sudo: as for cancelling.
        for deposit in self.sudo().filtered(lambda each: each.state == "cancelled"):
            deposit._match_cancelled()
        return result

    def _match_cancelled(self):
        """A slip taken back waits for the bank no more."""
        waiting = self.move_ids.line_ids.filtered(
            lambda line: (
                line.account_id.reconcile
                and not line.club_deposit_line_id
                and not line.reconciled
                and line.parent_state == "posted"
            )
        )
        for lines in waiting.grouped("account_id").values():
            if self.currency_id.is_zero(sum(lines.mapped("amount_residual"))):
                lines.reconcile()
