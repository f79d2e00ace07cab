from collections import defaultdict
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from ..rules.allocation import Part, share_residual


class ClubDue(models.Model):
    """What a due is worth follows the ledger; what it means for a member follows it."""

    _inherit = "club.due"

    @api.depends(
        "called_amount", "waived_on", "cancelled_on", "booking_mode",
        "line_ids.amount_residual", "line_ids.balance", "line_ids.parent_state",
        "line_ids.price_total",
        "invoice_id.amount_residual", "invoice_id.state",
        "invoice_id.reversal_move_ids.state",
        "invoice_id.reversal_move_ids.amount_residual",
    )
    def _compute_ledger(self):
        shares = self._invoice_shares()
        for due in self:
            if due in shares:
                amount, credited, residual = shares[due]
            else:
                amount, credited, residual = due._entry_amounts()
            rounded = due.currency_id.round
            due.amount = rounded(amount)
            due.amount_credited = rounded(credited)
            due.residual = rounded(residual)
            due.amount_paid = rounded(amount - credited - residual)
            due.state = due._state_of(due.amount, due.amount_credited, due.residual)

    def _entry_amounts(self):
        """(amount, credited, residual) of a due that owns its ledger lines.

        Debits are the instalments called, credits are waivers and credit entries;
        a credit beyond what was open leaves a negative residual: money to refund.
        """
        lines = self.line_ids.filtered(lambda line: line.parent_state == "posted")
        if not lines:
            # Not booked (nothing to pay, or about to be).
            return self.called_amount, 0.0, 0.0 if self.cancelled_on else self.called_amount
        amount = sum(line.balance for line in lines if line.balance > 0)
        credited = -sum(line.balance for line in lines if line.balance < 0)
        return amount, credited, sum(lines.mapped("amount_residual"))

    def _invoice_shares(self):
        """{due: (amount, credited, residual)} of the dues booked on invoices.

        The receivable of an invoice is shared by ``rules/allocation.py``.
        """
        shares = {}
        for invoice in self.invoice_id:
            dues = invoice.club_due_ids.sorted("id")
            if invoice.state == "cancel":
                shares.update(dict.fromkeys(dues, (0.0, 0.0, 0.0)))
                continue
            digits = invoice.currency_id.decimal_places
            asked, credited = defaultdict(float), defaultdict(float)
            for line in invoice.invoice_line_ids:
                asked[line.club_due_id] += line.price_total
            reversals = invoice.reversal_move_ids.filtered(
                lambda move: move.state == "posted"
            )
            for line in reversals.invoice_line_ids:
                credited[line.club_due_id] += line.price_total
            exact = invoice.currency_id._club_decimal
            parts = [Part(exact(asked[due]), exact(credited[due])) for due in dues]
            is_open = invoice.amount_residual if invoice.state == "posted" else (
                invoice.amount_total
            )
            # A credit note not reconciled yet stands open on its own.
            is_open -= sum(reversals.mapped("amount_residual"))
            opens = share_residual(parts, max(exact(is_open), Decimal(0)), digits)
            for due, part, share in zip(dues, parts, opens, strict=True):
                shares[due] = (float(part.amount), float(part.credited), float(share))
            if is_open < 0:
                self._share_refund(shares, is_open)
        return shares

    @api.model
    def _share_refund(self, shares, amount):
        """Put money to refund on the dues that were credited, most credited first."""
        for due in sorted(shares, key=lambda d: (-shares[d][1], d.id)):
            asked, credited, residual = shares[due]
            part = max(amount, -credited)
            shares[due] = (asked, credited, residual + part)
            amount -= part

    def _state_of(self, amount, credited, residual):
        self.ensure_one()
        if self.cancelled_on:
            return "cancelled"
        if self.waived_on:
            return "waived"
        if self.called_amount and not self.currency_id.compare_amounts(amount, credited):
            # Credited in full: nothing is owed any more.
            return "cancelled"
        if self.currency_id.compare_amounts(residual, 0) <= 0:
            return "paid"
        if self.currency_id.compare_amounts(residual, amount - credited) < 0:
            return "partial"
        return "called"

    def _sync_terms(self):
        """Tell the periods whether the dues of their terms are settled.

        A term is settled when its base due is paid or waived, and no longer when a
        payment bounced. A credit never takes a membership away, and nothing here
        touches money. Three statements, however many dues.
        """
        bases = self.filtered(lambda due: due.kind == "base")
        if not bases:
            return
        settled = bases.filtered(lambda due: due.state in ("paid", "waived"))
        reopened = bases.filtered(lambda due: due.state in ("called", "partial"))
        changed = set()
        for dues, confirmed in ((settled, True), (reopened, False)):
            changed.update(self._confirm_terms(dues.term_id.ids, confirmed))
        if changed:
            self.env["club.membership.period"].invalidate_model(["confirmed_on"])
            self.env["club.membership"].browse(changed)._refresh()

    @api.model
    def _confirm_terms(self, term_ids, confirmed):
        """Set or clear the confirmation of all pieces of these terms.

        :return: ids of the memberships concerned, only where something changed
        """
        if not term_ids:
            return []
        self.env["club.membership.period"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE club_membership_period
                   SET confirmed_on = CASE WHEN %(confirmed)s THEN CURRENT_DATE END
                 WHERE term_id = ANY(%(terms)s)
                   AND (confirmed_on IS NOT NULL) <> %(confirmed)s
                RETURNING membership_id
                """,
                confirmed=confirmed, terms=list(term_ids),
            )
        )
        return [row[0] for row in rows]
