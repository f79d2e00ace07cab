from collections import defaultdict

from odoo import models
from odoo.fields import Command

from .club_due_payment import PLAIN_CONTEXT


class ClubDue(models.Model):
    """Credits: the documents by which a decision about dues enters the ledger."""

    _inherit = "club.due"

    def _credit(self, amounts, day, reason, decision=False):
        """Credit amounts of dues, the way they were booked.

        :param amounts: {due: amount}, taxes included
        :param decision: as on entries (``club_decision``)
        """
        booked = self.filtered(
            lambda due: due.currency_id.compare_amounts(amounts[due], 0) > 0
        ).with_context(club_skip_rank=True)
        for company in booked.company_id:
            mine = booked.filtered(lambda due, c=company: due.company_id == c)
            by_entry = mine.filtered(lambda due: not due.invoice_id)
            by_entry.with_company(company)._credit_entry(amounts, day, reason, decision)
            by_invoice = defaultdict(dict)
            for due in mine.filtered("invoice_id"):
                for invoice, part in due._invoice_parts(amounts[due]):
                    by_invoice[invoice][due] = part
            for invoice, parts in by_invoice.items():
                dues = self.browse().union(*parts).with_company(company)
                dues._credit_note(invoice, parts, day, reason, decision)

    def _invoice_parts(self, amount):
        """[(invoice, part)] of a credit: where it is open, the rest where it was paid.

        There are two invoices only after a change of payer.
        """
        self.ensure_one()
        invoices = (self.invoice_id | self._former_invoices()).sorted(
            "id", reverse=True
        )
        if len(invoices) == 1:
            return [(invoices, amount)]
        shares = {invoice: self._shares_of(invoice)[self] for invoice in invoices}
        return self._split(
            amount,
            {invoice: share[2] for invoice, share in shares.items()},
            {
                invoice: share[0] - share[1] - share[2]
                for invoice, share in shares.items()
            },
        )

    def _split(self, amount, *totals):
        """[(key, part)] of an amount, taken from the first totals, then the next."""
        parts, rounded = defaultdict(float), self.currency_id.round
        for owed in totals:
            for key, total in owed.items():
                part = rounded(min(amount, total))
                if part > 0:
                    parts[key] += part
                    amount = rounded(amount - part)
        return list(parts.items())

    def _credit_entry(self, amounts, day, reason, decision):
        """One entry: income back, each due's receivable credited and reconciled."""
        dues = self.filtered(lambda due: due.line_ids)
        if not dues:
            return
        dues = dues._in_words_of_the_books()
        lines, income = [], defaultdict(float)
        for due in dues:
            for (account, partner), amount in due._credit_parts(amounts[due]):
                lines.append(due._prepare_debt_line(account, partner, -amount, day))
            income[due._income_account(), due.section_id] += amounts[due]
        for (account, section), total in income.items():
            lines.append(
                dues._prepare_line(account, total, reason)
                | {"analytic_distribution": section._analytic_distribution()}
            )
        move = dues._post_decision(lines, day, reason, decision)
        dues._match(move.line_ids)

    def _credit_parts(self, amount):
        """[((account, partner), part)] of a credit: whose debt it lessens.

        What is open is credited to who owes it; the rest to who paid it. After a
        change of payer these may be two.
        """
        self.ensure_one()
        open_by, paid_by = defaultdict(float), defaultdict(float)
        for line in self.line_ids.filtered(lambda ln: ln.parent_state == "posted"):
            key = line.account_id, line.partner_id
            open_by[key] += line.amount_residual
            paid_by[key] += line.balance - line.amount_residual
        return self._split(amount, open_by, paid_by)

    def _prepare_debt_line(self, account, partner, balance, day):
        """Values of a receivable line that is this due's own."""
        return self._prepare_line(account, balance, self._label()) | {
            "partner_id": partner.id,
            "club_due_id": self.id,
            "date_maturity": day,
            "display_type": "payment_term",
        }

    def _post_decision(self, lines, day, reason, decision):
        """A posted entry of these lines, in the journal of dues.

        :raises UserError: the accounting period is closed
        """
        company = self.company_id
        journal = company._club_journal("collective")
        company._club_check_period_open(day, journal)
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": journal.id,
                "date": day,
                "ref": reason,
                "club_decision": decision,
                "line_ids": [Command.create(line) for line in lines],
            }
        )
        move._post(soft=False)
        return move

    def _match(self, lines):
        """Settle open debts of each due with its own credits among these lines."""
        plan = []
        for credit in lines.filtered(lambda ln: ln.club_due_id and ln.balance < 0):
            debts = credit.club_due_id._open_debts().filtered(
                lambda ln, c=credit: (
                    (ln.account_id, ln.partner_id) == (c.account_id, c.partner_id)
                )
            )
            if debts:
                plan.append(debts + credit)
        self.env["account.move.line"].with_context(**PLAIN_CONTEXT)._reconcile_plan(
            plan
        )

    def _credit_note(self, invoice, amounts, day, reason, decision=False):
        """A credit note on the invoice for these dues, in the taxes of each."""
        if invoice.state != "posted":
            return
        taxed = bool(invoice.invoice_line_ids.tax_ids)
        invoice.company_id._club_check_period_open(day, invoice.journal_id, taxed)
        note = self._reverse_for_dues(invoice, amounts, day, reason)
        note.club_decision = decision
        note._post(soft=False)

    def _reverse_for_dues(self, move, amounts, day, reason):
        """A draft that reverses an invoice or credit note for these dues alone.

        :param amounts: {due: amount}, taxes included
        """
        draft = move._reverse_moves(
            [
                {
                    "invoice_date": day,
                    "date": day,
                    "ref": reason,
                    "invoice_payment_term_id": False,
                }
            ]
        )
        draft.invoice_line_ids.filtered(
            lambda line: line.club_due_id not in self
        ).unlink()
        self._fit_document(draft, amounts)
        return draft

    def _fit_document(self, move, amounts):
        """Make a draft document ask for exactly these amounts, taxes included.

        :param amounts: {due: amount}
        """
        move._club_fit(
            {line: amounts[line.club_due_id] for line in move.invoice_line_ids}
        )
