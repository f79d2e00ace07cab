from odoo import models


class ClubEventBooking(models.Model):
    """Credit notes of a booking, and what is open of its documents."""

    _inherit = "club.event.booking"

    def _credit(self, registrations, reason):
        """Credit what was invoiced for these places and not credited yet.

        What was not paid is owed no more; what was stays as an open credit of the
        payer, for the treasurer to give back.

        :return: the credit notes
        :raises UserError: closed accounting period
        """
        notes = self.env["account.move"]
        for booking in self.sudo():  # sudo: documents follow from what was decided
            booking = booking.with_context(lang=booking._payer_lang())
            for invoice in booking._bills():
                amounts = invoice._club_left_of(registrations)
                if amounts:
                    notes |= booking._credit_note(invoice, amounts, reason)
            booking._settle_own_credits()
        return notes

    def _credit_note(self, invoice, amounts, reason):
        day = max(self.company_id._club_today(), invoice.invoice_date)
        taxed = bool(invoice.invoice_line_ids.tax_ids)
        self.company_id._club_check_period_open(day, invoice.journal_id, taxed)
        note = invoice.with_company(self.company_id)._reverse_moves(
            [
                {
                    "invoice_date": day,
                    "date": day,
                    "ref": reason,
                    "invoice_payment_term_id": False,
                    "club_booking_id": self.id,
                }
            ]
        )
        lines = note.invoice_line_ids
        lines.filtered(lambda line: line.club_registration_id not in amounts).unlink()
        note._club_fit(
            {line: amounts[line.club_registration_id] for line in note.invoice_line_ids}
        )
        note._post(soft=False)
        return note

    def _bills(self):
        """The posted invoices, oldest first."""
        return self.invoice_ids.filtered(
            lambda move: move.move_type == "out_invoice" and move.state == "posted"
        ).sorted("id")

    def _open_debts(self):
        """Receivable lines of the invoices still open, oldest maturity first."""
        debts = self._bills().line_ids._club_debts()
        return debts.filtered(lambda line: line.amount_residual > 0).sorted(
            lambda line: (line.date_maturity or line.date, line.id)
        )

    def _open_credits(self):
        """What is open to the payer's credit from this booking: credit notes, and what
        was paid for it and settled nothing."""
        lines = self.invoice_ids.line_ids | self.deposit_line_ids.move_line_ids
        return lines.filtered(
            lambda line: (
                line.account_id.account_type == "asset_receivable"
                and line.parent_state == "posted"
                and line.amount_residual < 0
            )
        )

    def _settle_own_credits(self):
        """Let what was credited or paid too much here pay what is owed here."""
        debts, credits = self._open_debts(), self._open_credits()
        for account in debts.account_id & credits.account_id:
            (debts | credits).filtered(
                lambda line, account=account: line.account_id == account
            ).reconcile()

    def _on_cancelled_meeting(self):
        """The club holds no meeting: nobody pays anything, whenever they withdrew."""
        for booking in self.sudo():  # sudo: credit notes follow from the decision
            asked = booking.registration_ids
            asked.filtered("fee_kept")._checked().write({"fee_kept": False})
            booking._credit(
                asked,
                self.env._("The meeting is cancelled: %s", booking.event_id.name),
            )
