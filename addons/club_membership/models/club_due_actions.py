from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL

from .club_due_payment import PLAIN_CONTEXT


class ClubDue(models.Model):
    """Decisions about dues: waive, cancel. Each is a fact with its reason, and money
    follows by a credit in the ledger, never by changing what was booked."""

    _inherit = "club.due"

    def _waive(self, reason, day=None):
        """Exempt members from what they still owe; what was paid stays paid.

        :param reason: why, kept on the due
        :param day: date of the credit, by default today
        :raises UserError: nothing is owed, or the period is closed
        """
        dues = self._lock_undecided()
        for due in dues:
            if due.state not in ("called", "partial"):
                raise UserError(
                    self.env._(
                        "%(member)s owes nothing on these dues: there is nothing to "
                        "waive.",
                        member=due.partner_id.name,
                    )
                )
        day = day or fields.Date.context_today(self)
        dues._drop_drafts()
        amounts = {due: due.residual for due in dues}
        dues.write({"waived_on": day, "decision_reason": reason})
        dues._credit(amounts, day, reason)
        dues._sync_terms()

    def _cancel(self, reason, day=None):
        """Undo dues that should not have been called; what was paid is to be refunded.

        The other dues of a term go with its base, gifts excepted; the period of a
        term never settled is cancelled, and the term can be called again.

        :param reason: why, kept on the due
        :param day: date of the credit, by default today
        """
        bases = self.filtered(lambda due: due.kind == "base")
        # sudo: what hangs on a base due goes with it; locking checks who decides.
        dues = (
            self
            | bases.sudo().term_id.due_ids.filtered(
                lambda due: due.kind in ("seats", "joining", "commission")
            )
        )._lock_undecided()
        day = day or fields.Date.context_today(self)
        dues._drop_drafts()
        amounts = {due: due.amount - due.amount_credited for due in dues}
        dues.write({"cancelled_on": day, "decision_reason": reason})
        dues._credit(amounts, day, reason)
        terms = dues.filtered(lambda due: due.kind == "base").term_id
        # sudo: periods are never written by hand; the cancelled dues decide.
        pieces = (
            self.env["club.membership.period"]
            .sudo()
            .search([("term_id", "in", terms.ids), ("confirmed_on", "=", False)])
        )
        # sudo: nobody writes periods by hand; this follows from the decision.
        pieces.write({"cancelled": True})
        pieces.membership_id._refresh()

    def _lock_undecided(self):
        """Those of these dues nobody decided about yet, locked, with full rights.

        A second click waits, is tried again by Odoo, and finds nothing to decide.
        """
        self._check_treasurer()
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM club_due WHERE id = ANY(%s) AND waived_on IS NULL "
                "AND cancelled_on IS NULL ORDER BY id FOR UPDATE",
                self.ids,
            )
        )
        # sudo: dues are written by methods alone; the treasurer was checked above.
        return self.browse(row[0] for row in rows).sudo()

    def _drop_drafts(self):
        """Take dues off invoices nobody has seen yet, instead of crediting them."""
        drafts = self.filtered(lambda due: due.invoice_id.state == "draft")
        drafts.line_ids.unlink()
        drafts.invoice_id.filtered(
            lambda move: not move.invoice_line_ids
        ).button_cancel()

    def _credit(self, amounts, day, reason):
        """Credit amounts of dues, the way they were booked.

        :param amounts: {due: amount}, taxes included
        """
        booked = self.filtered(
            lambda due: due.currency_id.compare_amounts(amounts[due], 0) > 0
        ).with_context(club_skip_rank=True)
        for company in booked.company_id:
            mine = booked.filtered(lambda due, c=company: due.company_id == c)
            by_entry = mine.filtered(lambda due: not due.invoice_id)
            by_entry.with_company(company)._credit_entry(amounts, day, reason)
            for invoice in mine.invoice_id:
                mine.filtered(lambda due, i=invoice: due.invoice_id == i).with_company(
                    company
                )._credit_note(invoice, amounts, day, reason)

    def _credit_entry(self, amounts, day, reason):
        """One entry: income back, each due's receivable credited and reconciled."""
        dues = self.filtered(lambda due: due.line_ids)
        if not dues:
            return
        dues = dues._in_words_of_the_books()
        company = dues.company_id
        journal = company._club_journal("collective")
        company._club_check_period_open(day, journal)
        lines, income = [], defaultdict(float)
        for due in dues:
            debt = due._debt_lines()[:1]
            lines.append(
                due._prepare_line(debt.account_id, -amounts[due], due._label())
                | {
                    "partner_id": debt.partner_id.id,
                    "club_due_id": due.id,
                    "date_maturity": day,
                    "display_type": "payment_term",
                }
            )
            income[due._income_account(), due.section_id] += amounts[due]
        for (account, section), total in income.items():
            lines.append(
                dues._prepare_line(account, total, reason)
                | {"analytic_distribution": section._analytic_distribution()}
            )
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": journal.id,
                "date": day,
                "ref": reason,
                "line_ids": [Command.create(line) for line in lines],
            }
        )
        move._post(soft=False)
        credits = move.line_ids.filtered("club_due_id")
        plan = [
            due._open_debts()
            + credits.filtered(lambda line, d=due: line.club_due_id == d)
            for due in dues
            if due._open_debts()
        ]
        self.env["account.move.line"].with_context(**PLAIN_CONTEXT)._reconcile_plan(
            plan
        )

    def _credit_note(self, invoice, amounts, day, reason):
        """A credit note on the invoice for these dues, in the taxes of each."""
        if invoice.state != "posted":
            return
        taxed = bool(invoice.invoice_line_ids.tax_ids)
        invoice.company_id._club_check_period_open(day, invoice.journal_id, taxed)
        note = invoice._reverse_moves(
            [
                {
                    "invoice_date": day,
                    "date": day,
                    "ref": reason,
                    "invoice_payment_term_id": False,
                }
            ]
        )
        note.invoice_line_ids.filtered(
            lambda line: line.club_due_id not in self
        ).unlink()
        for line in note.invoice_line_ids:
            due = line.club_due_id
            if due.currency_id.compare_amounts(amounts[due], due.amount):
                line.price_unit = line.price_unit * amounts[due] / due.amount
        note._post(soft=False)
