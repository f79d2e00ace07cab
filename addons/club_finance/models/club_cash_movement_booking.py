from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_amount, format_date


class ClubCashMovement(models.Model):
    """Booking what went into the box or out of it."""

    _inherit = "club.cash.movement"

    def action_book(self):
        """Book the movements; one that is booked already is left as it is.

        :raises UserError: no cash box, not enough in it, a date before the last
            count or in a closed period, a heading of the wrong kind or without account
        """
        self.section_id._check_keeps_accounts()
        for movement in self._lock_in_state("draft"):
            movement._check_heading()
            # sudo: entries are written for a treasurer without accounting rights, from
            # a movement of their own section.
            movement.sudo()._book()

    def action_cancel(self):
        """Take the movements back: the mirror of each entry, on a day still open.

        :raises UserError: the bank has it already, closed period
        """
        self.section_id._check_keeps_accounts()
        # sudo: own field; the movement was never in the books.
        self._lock_in_state("draft").sudo().state = "cancelled"
        for movement in self._lock_in_state("booked"):
            # sudo: as for booking; the mirror of what it booked.
            movement.sudo()._undo()

    def _check_heading(self):
        if self.heading_id and self.heading_id.kind != self.heading_kind:
            raise UserError(
                self.env._(
                    "%(heading)s is not a heading for this: choose one of %(kind)s.",
                    heading=self.heading_id.name,
                    kind=dict(
                        self._fields["heading_kind"]._description_selection(self.env)
                    )[self.heading_kind],
                )
            )

    def _book(self):
        journal = self.section_id._lock_cash_box()
        self._check_day()
        self._check_enough(self.signed_amount)
        move = self.env["account.move"]._club_book(
            journal, self.date, self.label, self._prepare_lines(journal)
        )
        self.write({"state": "booked", "move_id": move.id, "name": move.name})

    def _prepare_lines(self, journal, sign=1):
        amount = sign * self.signed_amount
        return [
            {
                "account": journal.default_account_id,
                "balance": amount,
                "name": self.label,
                "partner": self.partner_id,
            },
            {
                "account": self._counterpart(),
                "balance": -amount,
                "name": self.label,
                "partner": self.partner_id,
                # What goes to the bank is no income or spending of anybody.
                "section": self.section_id if self.heading_id else None,
            },
        ]

    def _counterpart(self):
        if self.heading_id:
            return self.heading_id._account()
        return self.section_id._bank_journal()._club_bank_account()

    def _check_day(self):
        """A box that was counted is agreed: nothing is slipped in before."""
        counted = self.env["club.cash.count"].search(
            [("section_id", "=", self.section_id.id), ("state", "=", "confirmed")],
            order="date desc",
            limit=1,
        )
        if counted and self.date < counted.date:
            raise UserError(
                self.env._(
                    "The cash box of %(section)s was counted on %(date)s: give the "
                    "movement that day or a later one, and say in its text when it "
                    "was.",
                    section=self.section_id.name,
                    date=format_date(self.env, counted.date),
                )
            )

    def _check_enough(self, change):
        """A box is never below zero.

        :param change: what is about to happen to it, signed
        """
        currency = self.currency_id
        balance = self.section_id._cash_balance()
        if change < 0 and currency.compare_amounts(balance + change, 0) < 0:
            raise UserError(
                self.env._(
                    "There is only %(balance)s in the cash box of %(section)s: "
                    "%(amount)s cannot leave it. Enter first what came in.",
                    balance=format_amount(self.env, balance, currency),
                    section=self.section_id.name,
                    amount=format_amount(self.env, -change, currency),
                )
            )

    def _transit_lines(self):
        """Ledger lines of money on its way between the box and the bank."""
        return self.move_id.line_ids.filtered(
            lambda line: line.account_id != line.move_id.journal_id.default_account_id
        )

    def _undo(self):
        journal = self.section_id._lock_cash_box()
        if not self.heading_id and self._transit_lines().filtered(
            lambda line: line.matched_debit_ids or line.matched_credit_ids
        ):
            raise UserError(
                self.env._(
                    "The bank shows %s already: undo its bank line first.", self.name
                )
            )
        self._check_enough(-self.signed_amount)
        day = max(self.date, self.company_id._club_today())
        back = self.env["account.move"]._club_book(
            journal,
            day,
            self.env._("Cancelled: %s", self.name),
            self._prepare_lines(journal, sign=-1),
        )
        self._match_transit(back)
        self.state = "cancelled"

    def _match_transit(self, back):
        """What never went to the bank waits for nothing any more."""
        lines = (self.move_id | back).line_ids.filtered(
            lambda line: (
                line.account_id.reconcile
                and line.account_id.account_type
                not in ("asset_receivable", "liability_payable")
            )
        )
        if not self.heading_id and len(lines) > 1:
            lines.reconcile()
