from odoo import models
from odoo.addons.club_membership.tools import locked_ids
from odoo.tools import SQL

from .account_payment_order import QUIET_CONTEXT


class ClubDebit(models.Model):
    """Booking what the bank took: one file a chunk."""

    _inherit = "club.debit"

    def _chunk_collect(self):
        order = self.order_ids.filtered(lambda order: order.state == "generated")[:1]
        if not order:
            return 0
        lines = len(order.club_line_ids)
        order.with_context(**QUIET_CONTEXT).generated2uploaded()
        return lines


class ClubDebitLine(models.Model):
    """What the bank gives back: the right dues are owed again."""

    _inherit = "club.debit.line"

    def _payment_lines(self):
        """The ledger lines by which these debits settled dues: OCA's returns name
        them."""
        # sudo: for whoever enters a return; checked there.
        return self.sudo().move_line_ids.filtered(
            lambda entry: entry.balance < 0 and entry.parent_state == "posted"
        )

    def _return(self, day, code, reason, booked=False):
        """The bank returned this debit: its dues are owed again.

        Said twice, it is returned once.

        :param day: of the bank's return
        :param code: the bank's reason, such as ``AM04``
        :param reason: in a sentence
        :param booked: whether an OCA return already undid the payment in the books
        :return: whether something changed
        :raises UserError: the accounting period is closed
        """
        self.ensure_one()
        # sudo: whoever may enter the return (checked there) needs no accounting right.
        line = self.sudo()
        if not line._lock_collected():
            return False
        if not booked:
            line._book_return(day, code, reason)
        line.write(
            {
                "state": "returned",
                "returned_on": day,
                "return_code": code,
                "reason": reason,
            }
        )
        return True

    def _lock_collected(self):
        """Whether this debit was taken and not returned, locked for us: who enters
        the same return at the same time waits, and then finds it done."""
        self.env.flush_all()
        query = SQL(
            "SELECT id FROM club_debit_line "
            "WHERE id = %s AND state = 'collected' FOR UPDATE",
            self.id,
        )
        return bool(locked_ids(self.env, query))

    def _book_return(self, day, code, reason):
        """The mirror of what was booked for this payer, who owes it again."""
        order = self.order_id
        journal = order.journal_id
        credits = self._payment_lines().sorted("id")
        self.company_id._club_check_period_open(day, journal)
        (credits.matched_debit_ids | credits.matched_credit_ids).unlink()
        ref = f"{self.end_to_end} {code or ''}".strip()
        lines = [
            {
                "account": credit.account_id,
                "partner": credit.partner_id,
                "balance": -credit.balance,
                "name": f"{ref} {reason or ''}".strip(),
                "values": {
                    "club_debit_line_id": self.id,
                    "display_type": "payment_term",
                    "date_maturity": day,
                    "date": day,
                },
            }
            for credit in credits
        ]
        lines.append(
            {
                "account": order._club_outstanding_account(),
                "balance": sum(credits.mapped("balance")),
                "name": ref,
                "values": {"sequence": 20, "date": day},
            }
        )
        move = self.env["account.move"]._club_book(journal, day, ref, lines)
        back = move.line_ids.filtered("club_debit_line_id").sorted("id")
        self.env["club.deposit"]._settle(list(zip(back, credits, strict=True)))
        return move
