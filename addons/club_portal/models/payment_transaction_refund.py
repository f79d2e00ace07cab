from odoo import fields, models
from odoo.addons.club_membership.models.club_deposit_booking import Share


class PaymentTransaction(models.Model):
    """Giving an online payment back: first what settles nothing, then what did."""

    _inherit = "payment.transaction"

    club_refund_move_ids = fields.One2many(
        "account.move", "club_transaction_id", string="Refund entries"
    )

    def _club_book_refund(self):
        """Book the money given back, once.

        Credits come first: an overpayment, dues cancelled after they were paid. What
        is left is taken back from the dues this payment had settled: they are owed
        again.
        """
        source = self.source_transaction_id
        source._club_book()
        self._club_lock()
        if self.club_refund_move_ids:
            return
        deposit = source.club_deposit_ids
        pairs = self._club_credits_of(deposit)
        reopened = []
        left = self._club_left(pairs)
        for credit in self._club_payments_of(deposit).sorted("id", reverse=True):
            if self.currency_id.compare_amounts(left, 0) <= 0:
                break
            if debts := credit.matched_debit_ids.debit_move_id:
                credit.matched_debit_ids.unlink()
                part = self.currency_id.round(min(left, -credit.amount_residual))
                reopened += [(debt, credit) for debt in debts]
                pairs.append((credit, part))
                left = self._club_left(pairs)
        self._club_enter_refund(deposit, pairs, left)
        for debt, credit in reopened:
            if credit.amount_residual and debt.amount_residual:
                # The part of the payment that was not given back.
                deposit._settle([(debt, credit)])

    def _club_left(self, pairs):
        return self.currency_id.round(-self.amount - sum(part for _c, part in pairs))

    def _club_payments_of(self, deposit):
        """Ledger lines in which this payment was credited to the payers."""
        return deposit.line_ids.move_line_ids.filtered(
            lambda line: (
                line.balance < 0
                and line.account_id.reconcile
                and line.parent_state == "posted"
            )
        )

    def _club_credits_of(self, deposit):
        """[(open credit, part)] of this payment and of its dues, up to the refund."""
        # In this order: what was paid too much, then what is owed no more.
        credits = self._club_payments_of(deposit) | self._club_credited(deposit)
        pairs = []
        for credit in credits:
            part = self.currency_id.round(
                min(self._club_left(pairs), -credit.amount_residual)
            )
            if self.currency_id.compare_amounts(part, 0) > 0:
                pairs.append((credit, part))
        return pairs

    def _club_credited(self, deposit):
        """Open credits by which what this payment paid is owed no more."""
        dues = deposit.line_ids.due_ids
        notes = dues.invoice_id.reversal_move_ids
        return dues._open_credits().filtered(
            lambda line: line.club_due_id in dues or line.move_id in notes
        )

    def _club_enter_refund(self, deposit, pairs, left):
        """The entry of the refund, matched with the credits it uses up.

        :param left: what no credit explains: the payer owes it
        """
        lines, first = deposit.line_ids, deposit.line_ids[:1]
        shares = []
        for credit, part in pairs:
            mine = credit.club_deposit_line_id or lines.filtered(
                lambda line, credit=credit: line.payer_id == credit.partner_id
            )
            shares.append(
                Share(
                    mine[:1] or first,
                    credit,
                    credit.account_id,
                    credit.partner_id,
                    part,
                    self.reference,
                )
            )
        if self.currency_id.compare_amounts(left, 0) > 0:
            account = self._club_payments_of(deposit)[:1].account_id
            shares.append(
                Share(first, None, account, first.payer_id, left, self.reference)
            )
        move = deposit._create_move(
            fields.Date.context_today(self),
            self.reference,
            shares,
            1,
            [share.name for share in shares],
        )
        move.club_transaction_id = self
        debits = move.line_ids.filtered(
            lambda line: line.club_deposit_line_id and line.balance > 0
        ).sorted("id")
        for share, debit in zip(shares, debits, strict=True):
            if share.debt:
                deposit._settle([(debit, share.debt)])
