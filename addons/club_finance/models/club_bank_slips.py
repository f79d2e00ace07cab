from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from .club_bank_waiting import EARLIEST, LATEST


class ClubBankLine(models.Model):
    """Slips that a bank line may be, chosen by hand: whatever their age or amount."""

    _inherit = "club.bank.line"

    def _open_slip_lines(self):
        """Ledger lines in which slips wait for the bank account of this line.

        Those booked straight on the account are of about the line's time: older ones
        the bank showed before it was followed.
        """
        self.ensure_one()
        # sudo: the ledger behind a line that one may read.
        line = self.sudo()
        journal = line.journal_id
        on_its_way = Domain(
            "account_id", "in", journal._club_transit_accounts().ids
        ) & Domain("reconciled", "=", False)
        straight = (
            Domain("account_id", "=", journal.default_account_id.id)
            & Domain("move_id.club_transit_move_id", "=", False)
            & Domain("date", ">=", line.date - timedelta(days=EARLIEST))
            & Domain("date", "<=", line.date + timedelta(days=LATEST))
        )
        return (
            self.env["account.move.line"]
            .sudo()
            .search(
                line._waiting_domain()
                & Domain("company_id", "=", line.company_id.id)
                & (on_its_way | straight),
                order="date, id",
            )
        )

    def _lines_of_slips(self, slips):
        """The ledger lines of these slips that this bank line would settle.

        Of a slip that waits while some of it bounced, what goes the way of this line:
        the bank shows the two apart.
        """
        by_slip = self._open_slip_lines().grouped(self._slips_of_lines)
        settled = self.env["account.move.line"].sudo()  # sudo: as above
        for slip, found in by_slip.items():
            if slip and slip <= slips:
                settled |= (
                    found.filtered(lambda each: (each.balance > 0) == (self.amount > 0))
                    or found
                )
        return settled

    @api.model
    def _slips_of_lines(self, found):
        """The slips whose ledger lines these are."""
        moves = found.move_id
        return (moves | moves.club_transit_of_ids).club_deposit_id

    def _waits(self, found):
        """How much of these ledger lines waits for the bank, signed."""
        bank = self.sudo().journal_id.default_account_id  # sudo: as above
        straight = found.filtered(lambda each: each.account_id == bank)
        return self.currency_id.round(
            sum(straight.mapped("balance"))
            + sum((found - straight).mapped("amount_residual"))
        )


class ClubDeposit(models.Model):
    """The slips that a bank line may be."""

    _inherit = "club.deposit"

    # For searches: those that wait for the bank account of this line.
    bank_line_id = fields.Many2one(
        "club.bank.line",
        string="Bank line",
        compute="_compute_bank_line_id",
        search="_search_bank_line_id",
    )

    def _compute_bank_line_id(self):
        self.bank_line_id = False

    @api.model
    def _search_bank_line_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        lines = self.env["club.bank.line"].search([("id", "in", list(value))])
        found = set()
        for line in lines:
            found.update(line._slips_of_lines(line._open_slip_lines()).ids)
        return Domain("id", "in", list(found))

    @api.depends("total")
    @api.depends_context("club_slip_in_words")
    def _compute_display_name(self):
        """With the amount and the day where one chooses among slips."""
        result = super()._compute_display_name()
        if self.env.context.get("club_slip_in_words"):
            for deposit in self:
                deposit.display_name = " · ".join(
                    (
                        deposit.name or "",
                        deposit.currency_id.format(deposit.total),
                        format_date(self.env, deposit.date),
                    )
                )
        return result
