from odoo import fields, models
from odoo.fields import Command

# Returns in one entry: the cost of one grows with its lines.
CHUNK = 200
# The debit is not booked, or no longer: there is nothing to take back yet.
NOT_BOOKED = ("to_announce", "announced", "ordered", "left_out", "cancelled")


class ClubDebitReturnLine(models.Model):
    """Booking returns: OCA's returned payments reopen exactly what a debit paid."""

    _inherit = "club.debit.return.line"

    def _book(self, any_amount=False):
        """Book those of these returns that are clear, and say of the others why not.

        :param any_amount: whether another amount than the debit's will do
        :raises UserError: the accounting period is closed
        """
        clear = self.filtered(lambda line: line._is_clear(any_amount))
        for key, lines in clear.grouped(lambda line: line._booking_key()).items():
            for start in range(0, len(lines), CHUNK):
                lines[start : start + CHUNK]._book_entry(*key[:3])

    def _is_clear(self, any_amount):
        """Whether this return can be booked; notes what stands against it."""
        debit = self.debit_line_id
        if not debit:
            state, note = (
                "unknown",
                self.env._("No debit of ours has this reference: book it by hand."),
            )
        elif debit.state in NOT_BOOKED:
            state, note = "waiting", self._why_waiting(debit)
        elif not debit._lock_collected():
            state, note = (
                "known",
                self.env._("This debit was returned before: nothing changed."),
            )
        elif not any_amount and self._amount_differs(debit):
            state, note = (
                "check",
                self.env._(
                    "%s was debited. Accept it if the whole debit came back.",
                    self.currency_id.format(debit.amount),
                ),
            )
        else:
            return True
        self.write({"state": state, "note": note})
        return False

    def _why_waiting(self, debit):
        if self.whole and debit.state == "ordered":
            return self.env._(
                "The bank refused the file: nothing was booked. Correct what it says "
                "and make the files of %s again.",
                debit.debit_id.name,
            )
        return self.env._(
            "%s is not booked yet: say that the bank took it, then book this again.",
            debit.debit_id.name,
        )

    def _amount_differs(self, debit):
        return bool(self.amount) and bool(
            self.currency_id.compare_amounts(self.amount, debit.amount)
        )

    def _booking_key(self):
        """(journal, outstanding account, day, which): what one entry has in common.

        Each return is an entry of its own, as it is a line of the bank statement; of
        a file refused whole no money moves.
        """
        order = self.debit_line_id.order_id
        paid = self.debit_line_id._payment_lines()
        day = self.return_id.book_on or self.day or self.company_id._club_today()
        # Nothing comes back before it left.
        day = max([day, *paid.mapped("date")])
        alone = 0 if self.whole else self.id
        return order.journal_id, order._club_outstanding_account(), day, alone

    def _book_entry(self, journal, account, day):
        """One OCA return of these debits, confirmed."""
        company = self.company_id
        company._club_check_period_open(day, journal)
        theirs = (
            self.env["payment.return"]
            .with_company(company)
            .with_context(club_skip_rank=True)
            .create(
                {
                    "company_id": company.id,
                    "journal_id": journal.id,
                    "date": day,
                    "club_account_id": account.id,
                    "line_ids": [
                        Command.create(values)
                        for line in self
                        for values in line._prepare_return_lines()
                    ],
                }
            )
        )
        theirs.action_confirm()
        for line in self:
            line.debit_line_id._return(day, line.code, line._reason(), booked=True)
        self.write({"state": "booked", "note": False, "payment_return_id": theirs.id})
        for line in self:
            line._follow_up()

    def _prepare_return_lines(self):
        """One line per debt that the debit paid: each reopens for itself."""
        return [
            {
                "reference": self.end_to_end,
                "concept": self._reason(),
                "reason_additional_information": self.code,
                "partner_id": paid.partner_id.id,
                "partner_name": paid.partner_id.name,
                "amount": -paid.balance,
                "date": self.day,
                "move_line_ids": [Command.set(paid.ids)],
                "club_debit_line_id": self.debit_line_id.id,
            }
            for paid in self.debit_line_id._payment_lines()
        ]

    def _undone(self):
        """The return was cancelled in the books: the debit stands again."""
        for line in self.filtered(lambda line: line.state == "booked"):
            debit = line.debit_line_id
            debit.write(
                {
                    "state": "collected",
                    "returned_on": False,
                    "return_code": False,
                    "reason": False,
                }
            )
            mandate = debit.mandate_id.club_mandate_ids
            if mandate.return_count:
                mandate.return_count -= 1
        self.write({"state": "undone", "note": self.env._("Cancelled in the books.")})


class PaymentReturn(models.Model):
    """OCA's return of debits of ours: the account and the lines follow the debit."""

    _inherit = "payment.return"

    club_account_id = fields.Many2one(
        "account.account", string="Account of the debits", readonly=True, copy=False
    )
    club_line_ids = fields.One2many("club.debit.return.line", "payment_return_id")

    def _prepare_move_line(self, move, total_amount):
        values = super()._prepare_move_line(move, total_amount)
        if self.club_account_id:
            values["account_id"] = self.club_account_id.id
        return values

    def action_cancel(self):
        result = super().action_cancel()
        # sudo: who may cancel the return in the books undoes it here as well.
        self.sudo().club_line_ids._undone()
        return result


class PaymentReturnLine(models.Model):
    _inherit = "payment.return.line"

    club_debit_line_id = fields.Many2one(
        "club.debit.line", readonly=True, ondelete="set null", index="btree_not_null"
    )

    def _prepare_return_move_line_vals(self, move):
        values = super()._prepare_return_move_line_vals(move)
        debit = self.club_debit_line_id
        if debit:
            values |= {
                "name": self.env._(
                    "Returned: %(reference)s, %(why)s",
                    reference=self.reference,
                    why=self.concept,
                ),
                "club_debit_line_id": debit.id,
                "display_type": "payment_term",
                "date_maturity": move.date,
            }
        return values
