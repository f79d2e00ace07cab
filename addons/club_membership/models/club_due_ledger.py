from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules.allocation import Part, share_residual
from .account_move import TAKING_BACK


class ClubDue(models.Model):
    """What a due is worth follows the ledger; what it means for a member follows it."""

    _inherit = "club.due"

    @api.depends(
        "called_amount",
        "due_date",
        "waived_on",
        "cancelled_on",
        "booking_mode",
        "line_ids.amount_residual",
        "line_ids.balance",
        "line_ids.date_maturity",
        "line_ids.parent_state",
        "line_ids.price_total",
        "invoice_id.amount_residual",
        "invoice_id.state",
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
            due.next_due_date = (
                due.residual > 0 and due._first_maturity()
            ) or due.due_date

    def _first_maturity(self):
        """Day on which the first open instalment is payable, None without any."""
        days = [line.date_maturity for line in self._open_debts() if line.date_maturity]
        return min(days, default=None)

    def _entry_amounts(self):
        """(amount, credited, residual) of a due that owns its ledger lines.

        Debits are the instalments called, credits are waivers and credit entries;
        a credit beyond what was open leaves a negative residual: money to refund.
        """
        lines = self.line_ids.filtered(lambda line: line.parent_state == "posted")
        if not lines:
            # Not booked (nothing to pay, or about to be).
            return (
                self.called_amount,
                0.0,
                0.0 if self._is_decided() else self.called_amount,
            )
        credited = -sum(line.balance for line in lines if line.balance < 0)
        # Only after a credit can there be debits that take one back: they ask for
        # nothing new.
        back = credited and sum(
            line.balance
            for line in lines
            if line.balance > 0 and line.move_id.club_decision in TAKING_BACK
        )
        amount = sum(line.balance for line in lines if line.balance > 0) - back
        return amount, credited - back, sum(lines.mapped("amount_residual"))

    def _invoice_shares(self):
        """{due: (amount, credited, residual)} of the dues booked on invoices.

        The receivable of an invoice is shared by ``rules/allocation.py``. Lines that
        are no due (added by hand) share under an empty key. A due that another payer
        took over has parts of several invoices; what one hands over to the next is
        no credit.
        """
        invoices = self.invoice_id | self._former_invoices()
        by_invoice = {invoice: self._shares_of(invoice) for invoice in invoices}
        shares = {}
        for due in self.filtered("invoice_id"):
            mine = (due.invoice_id | due._former_invoices()).sorted("id")
            parts = [by_invoice[move].get(due, (0.0, 0.0, 0.0)) for move in mine]
            handed_over = sum(asked for asked, _credited, _open in parts[1:])
            shares[due] = (
                parts[0][0],
                sum(part[1] for part in parts) - handed_over,
                sum(part[2] for part in parts),
            )
        return shares

    def _shares_of(self, invoice):
        """{due: (amount, credited, residual)} of the dues of one invoice."""
        dues = invoice._club_all_dues().sorted("id")
        if invoice.state == "cancel":
            return dict.fromkeys(dues, (0.0, 0.0, 0.0))
        asked = self._totals_by_due(invoice)
        notes = invoice.reversal_move_ids.filtered(lambda m: m.state == "posted")
        # A waiver taken back is an invoice that reverses its credit note.
        back = notes.reversal_move_ids.filtered(lambda m: m.state == "posted")
        credited, again = self._totals_by_due(notes), self._totals_by_due(back)
        credited = defaultdict(
            float, {due: total - again[due] for due, total in credited.items()}
        )
        others = [self.browse()] if asked[self.browse()] else []
        is_open = self._open_of(invoice, notes) + sum(back.mapped("amount_residual"))
        return self._share(invoice, [*dues, *others], asked, credited, is_open)

    def _totals_by_due(self, moves):
        """{due: total of its lines}, adding up to the documents' totals.

        Taxes rounded per document differ by a cent from the sum of their lines: the
        largest part carries it.
        """
        totals = defaultdict(float)
        for move in moves:
            mine = defaultdict(float)
            for line in move.invoice_line_ids:
                mine[line.club_due_id] += line.price_total
            if mine:
                largest = max(mine, key=lambda due: mine[due])
                mine[largest] += move.amount_total - sum(mine.values())
            for due, total in mine.items():
                totals[due] += total
        return totals

    def _open_of(self, invoice, reversals):
        """What is open on an invoice, less its credit notes that stand open alone."""
        if invoice.state == "posted":
            is_open = invoice.amount_residual
        else:
            # A draft asks for all of it, but for what it was paid before its reset.
            paid = invoice.line_ids.matched_credit_ids
            is_open = invoice.amount_total - sum(paid.mapped("debit_amount_currency"))
        return is_open - sum(reversals.mapped("amount_residual"))

    def _share(self, invoice, dues, asked, credited, is_open):
        """Shares of one invoice; money to give back goes where it was credited.

        Nothing is left to ask of who was exempted: the others carry what is open, as
        far as they owe it; beyond, a payment was taken back from the exempted too.
        """
        exact, places = invoice.currency_id._club_decimal, invoice.currency_id
        to_share, opens = max(exact(is_open), Decimal(0)), {}
        decided = [due for due in dues if due._is_settled_on(invoice)]
        owing = [due for due in dues if due not in decided]
        for group in (owing, decided):
            parts = [Part(exact(asked[due]), exact(credited[due])) for due in group]
            left = sum(max(part.amount - part.credited, 0) for part in parts)
            mine = min(to_share, left) if group is owing and decided else to_share
            if not group:
                continue
            shares = share_residual(parts, mine, places.decimal_places)
            opens.update(zip(group, shares, strict=True))
            to_share -= mine
        shares = {due: (asked[due], credited[due], float(opens[due])) for due in dues}
        if invoice.currency_id.compare_amounts(is_open, 0) < 0:
            self._share_refund(shares, is_open)
        return shares

    @api.model
    def _share_refund(self, shares, amount):
        """Put money to give back on the dues credited, most credited first; what no
        credit explains stands on the last one."""
        ordered = sorted(shares, key=lambda due: (-shares[due][1], due.id or 0))
        for due in ordered:
            asked, credited, residual = shares[due]
            part = amount if due == ordered[-1] else max(amount, -credited)
            shares[due] = (asked, credited, residual + part)
            amount -= part

    def _is_settled_on(self, invoice):
        """Whether nothing more is asked on this invoice for this due (or none)."""
        # Or somebody else was given what remained, on another invoice.
        return self._is_decided() or bool(self and self.invoice_id != invoice)

    def _is_decided(self):
        return bool(self.waived_on or self.cancelled_on)

    def _state_of(self, amount, credited, residual):
        self.ensure_one()
        if self.cancelled_on:
            return "cancelled"
        if self.waived_on and self.currency_id.compare_amounts(residual, 0) <= 0:
            # A payment that bounced afterwards is owed: nobody waived that part.
            return "waived"
        if self.called_amount > 0 and (
            self.currency_id.compare_amounts(amount, credited) <= 0
        ):
            # Credited in full: nothing is owed any more.
            return "cancelled"
        if self.currency_id.compare_amounts(residual, 0) <= 0:
            return "paid"
        if self.currency_id.compare_amounts(residual, amount - credited) < 0:
            return "partial"
        return "called"

    def _sync_terms(self, undone=False):
        """Tell the periods whether the dues of their terms are settled.

        A term is settled when its base due is paid or waived, or payable in
        instalments and the first one is paid; no longer when a payment was undone.
        A credit never takes a membership away, and nothing here touches money.

        :param undone: whether a payment was taken back
        """
        bases = self.filtered(lambda due: due.kind == "base")
        settled = bases.filtered(lambda due: due._is_settled())
        changed = set(self._confirm_terms(settled.term_id.ids, True))
        if undone:
            reopened = (bases - settled).filtered(
                lambda due: due.state in ("called", "partial")
            )
            changed.update(self._confirm_terms(reopened.term_id.ids, False))
        if changed:
            self.env["club.membership.period"].invalidate_model(["confirmed_on"])
            self.env["club.membership"].browse(changed)._refresh()

    def _is_settled(self):
        """Whether the term of this base due counts as settled."""
        self.ensure_one()
        if self.state in ("paid", "waived"):
            return True
        if self.state != "partial" or not self.type_id.payment_term_id:
            return False
        lines = self._debt_lines()
        days = set(lines.mapped("date_maturity"))
        # One instalment is two lines once another payer took it over.
        first = lines.filtered(lambda line: line.date_maturity == min(days))
        return len(days) > 1 and all(first.mapped("reconciled"))

    @api.model
    def _confirm_terms(self, term_ids, confirmed):
        """Set or clear the confirmation of all pieces of these terms.

        :return: ids of the memberships concerned, only where something changed
        """
        if not term_ids:
            return []
        self.env["club.membership.period"].flush_model()
        self.flush_model(["term_id", "kind", "state"])
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE club_membership_period
                   SET confirmed_on = CASE WHEN %(confirmed)s THEN %(today)s::date END
                 WHERE id IN (SELECT id FROM club_membership_period
                               WHERE term_id = ANY(%(terms)s)
                               UNION %(instead)s)
                   AND (confirmed_on IS NOT NULL) <> %(confirmed)s
                RETURNING membership_id
                """,
                confirmed=confirmed,
                terms=list(term_ids),
                today=fields.Date.context_today(self),
                instead=self._live_instead_sql(term_ids, confirmed),
            )
        )
        return [row[0] for row in rows]

    @api.model
    def _live_instead_sql(self, term_ids, confirmed):
        """Live pieces standing where pieces of these terms were superseded.

        Who paid the dues of a merged duplicate paid for the same days: the period
        that lives on counts as settled. A payment taken back takes that away again,
        unless the dues of the live term itself are settled.
        """
        return SQL(
            """
            SELECT live.id
              FROM club_membership_period gone
              JOIN club_membership_period live
                ON live.membership_id = gone.membership_id
               AND NOT live.superseded AND NOT live.cancelled
               AND live.date_from <= LEAST(gone.date_to, gone.ended_on)
               AND gone.date_from <= LEAST(live.date_to, live.ended_on)
             WHERE gone.term_id = ANY(%(terms)s) AND gone.superseded
               AND (%(confirmed)s OR (
                       EXISTS (SELECT FROM club_due d WHERE d.term_id = live.term_id
                                  AND d.kind = 'base')
                       AND NOT EXISTS (SELECT FROM club_due d
                                        WHERE d.term_id = live.term_id
                                          AND d.kind = 'base'
                                          AND d.state IN ('paid', 'waived', 'partial'))
                   ))
            """,
            terms=list(term_ids),
            confirmed=confirmed,
        )
