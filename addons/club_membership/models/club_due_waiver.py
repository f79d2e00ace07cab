from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from .club_due_payment import PLAIN_CONTEXT


class ClubDue(models.Model):
    """Taking a waiver back: its mirror in the ledger, and the due is owed again."""

    _inherit = "club.due"

    def _take_back_waiver(self, reason, day=None):
        """Ask again for what was waived; what was paid stays paid.

        :param reason: why, kept on the due and told on the membership
        :param day: date of the mirror entry, by default today
        :raises UserError: nothing was waived, or the period is closed
        """
        self._check_treasurer()
        dues = self._lock_where(SQL("waived_on IS NOT NULL AND cancelled_on IS NULL"))
        if not dues:
            raise UserError(self.env._("These dues were not waived."))
        day = day or fields.Date.context_today(self)
        for due in dues.with_context(club_skip_rank=True):
            due.with_company(due.company_id)._mirror_waiver(day, reason)
            due._tell_waiver_taken_back(reason)
        dues.write({"waived_on": False, "decision_reason": reason})
        dues._sync_terms(undone=True)

    def _tell_waiver_taken_back(self, reason):
        self.membership_id.message_post(
            body=self.env._(
                "Waiver of %(day)s taken back for %(due)s: %(reason)s "
                "(it had been waived for: %(before)s)",
                day=format_date(self.env, self.waived_on),
                due=self._notice_label(),
                reason=reason,
                before=self.decision_reason or "",
            )
        )

    def _mirror_waiver(self, day, reason):
        """Undo the credits of the waiver that still count, the way they were booked."""
        if not self.invoice_id:
            self._mirror_entry(day, reason)
        elif self.invoice_id.state == "cancel":
            # Waived while its invoice was a draft: it was taken off, not credited.
            self._invoice_again({}, day)
        else:
            notes = self.invoice_id.reversal_move_ids.filtered(
                lambda note: note.club_decision == "waiver" and note.state == "posted"
            )
            for note in notes:
                self._mirror_note(note, day, reason)

    def _mirror_entry(self, day, reason):
        due = self._in_words_of_the_books()
        credits = due.line_ids.filtered(
            lambda line: line.balance < 0 and line.move_id.club_decision == "waiver"
        )
        lines, total, undone = [], 0.0, credits.browse()
        for credit in credits:
            taken = credit.matched_debit_ids.filtered(
                lambda p: p.debit_move_id.move_id.club_decision == "waiver_back"
            )
            amount = due.currency_id.round(
                -credit.balance - sum(taken.mapped("amount"))
            )
            if amount <= 0:
                continue
            (credit.matched_debit_ids - taken).unlink()
            total += amount
            undone |= credit
            lines.append(
                due._prepare_debt_line(
                    credit.account_id, credit.partner_id, amount, day
                )
            )
        if not lines:
            return
        lines.append(
            due._prepare_line(due._income_account(), -total, reason)
            | {"analytic_distribution": due.section_id._analytic_distribution()}
        )
        move = due._post_decision(lines, day, reason, "waiver_back")
        mirrors = move.line_ids.filtered("club_due_id").sorted("id")
        mirrors.with_context(**PLAIN_CONTEXT)._reconcile_plan(
            [credit + mirror for credit, mirror in zip(undone, mirrors, strict=True)]
        )

    def _mirror_note(self, note, day, reason):
        """An invoice against this due's part of the credit note of a waiver."""
        waived = self._totals_by_due(note)[self]
        taken = self._totals_by_due(note.reversal_move_ids)[self]
        amount = self.currency_id.round(waived - taken)
        if amount <= 0:
            return
        taxed = bool(note.invoice_line_ids.tax_ids)
        note.company_id._club_check_period_open(day, note.journal_id, taxed)
        receivable = note.line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )
        kept = receivable.matched_debit_ids.debit_move_id.filtered(
            lambda line: line.move_id.reversed_entry_id == note
        )
        receivable.matched_debit_ids.filtered(
            lambda p: p.debit_move_id not in kept
        ).unlink()
        back = self._reverse_for_dues(note, {self: amount}, day, reason)
        back.club_decision = "waiver_back"
        # Core settles it against the credit note it reverses.
        back._post(soft=False)
        left = receivable.filtered(lambda line: not line.reconciled)
        if left:
            (left | self._open_debts()).reconcile()
