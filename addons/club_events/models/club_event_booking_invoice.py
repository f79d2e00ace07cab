from collections import defaultdict
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

DAYS_TO_PAY = 30


class ClubEventBooking(models.Model):
    """Invoices and credit notes of a booking: one line per place, in its taxes."""

    _inherit = "club.event.booking"

    def _invoice(self, registrations):
        """Post one invoice for these places, to the cent what they were said to cost.

        :return: the ``account.move``; empty without a place
        :raises UserError: closed accounting period, no sale journal
        """
        self.ensure_one()
        moves = self.env["account.move"]
        if not registrations:
            return moves
        company = self.company_id
        self._ensure_payer()
        booking = self.with_company(company).with_context(lang=self._payer_lang())
        day = company._club_today()
        journal = company._club_journal("invoice")
        self.payer_id._club_make_customers()
        move = moves.with_env(booking.env).create(
            booking._prepare_invoice(registrations, journal, day)
        )
        taxed = bool(move.invoice_line_ids.tax_ids)
        company._club_check_period_open(day, journal, taxed)
        move._club_fit({line: line.club_fee for line in move.invoice_line_ids})
        move._post(soft=False)
        self.invoice_id = move
        self._settle_own_credits()
        return move

    def _ensure_payer(self):
        """Somebody is invoiced: who booked becomes a contact if we had none.

        Always a new one: an address that somebody typed proves nobody.
        """
        if self.payer_id:
            return
        place = self.registration_ids.sorted("id")[:1]
        guest = place.guest_id
        self.payer_id = guest.partner_id or self.env["res.partner"].create(
            {
                "name": guest.name or place.name,
                "email": guest.email or place.email,
                "phone": place.phone,
                "company_name": guest.organisation_name or place.company_name,
                "lang": self.env.lang,
            }
        )

    def _prepare_invoice(self, registrations, journal, day):
        held = fields.Date.to_date(self.event_id.date_begin)
        position = self.env["account.fiscal.position"]._get_fiscal_position(
            self.payer_id,
            self.payer_id.browse(self.payer_id.address_get(["delivery"])["delivery"]),
        )
        return {
            "move_type": "out_invoice",
            "journal_id": journal.id,
            "partner_id": self.payer_id.id,
            "currency_id": self.currency_id.id,
            "fiscal_position_id": position.id,
            "invoice_date": day,
            "invoice_date_due": max(day, min(day + timedelta(DAYS_TO_PAY), held)),
            "invoice_payment_term_id": False,
            "payment_reference": self.reference,
            "ref": self.event_id.name,
            "club_booking_id": self.id,
            "invoice_line_ids": [
                Command.create(self._prepare_invoice_line(registration, position))
                for registration in registrations.sorted("id")
            ],
        }

    def _prepare_invoice_line(self, registration, position):
        registration = registration.with_env(self.env)
        ticket, event = registration.event_ticket_id, registration.event_id
        price, taxes = ticket._price_parts(self.payer_id)
        accounts = ticket.product_id._get_product_accounts()
        income = accounts["income"] or self.company_id.club_income_account_id
        section = event.section_id or self.company_id._club_root_section()
        return {
            "name": self.env._(
                "%(meeting)s, %(when)s: %(person)s (%(ticket)s)",
                meeting=event.name,
                when=event._club_when(),
                person=registration.name or registration.attendee_id.name,
                ticket=ticket.name,
            ),
            "product_id": ticket.product_id.id,
            "quantity": 1,
            "price_unit": price,
            "account_id": position.map_account(income).id,
            "tax_ids": [Command.set(taxes.ids)],
            "product_uom_id": False,
            "analytic_distribution": section._analytic_distribution(),
            "club_registration_id": registration.id,
            "club_fee": registration.fee,
        }

    def _payer_lang(self):
        company = self.company_id
        return self.payer_id.lang or company.partner_id.lang or self.env.lang

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

    def _check_treasurer(self):
        """Decisions about money are the treasurer's, or the administrator's."""
        self.check_access("read")
        if not self.env.user.has_group("club_membership.group_club_treasurer"):
            raise AccessError(
                self.env._("Only the association's treasurer decides about money.")
            )

    def action_credit(self):
        """Credit the places that were withdrawn too late to be free.

        :raises UserError: there is none
        """
        self._check_treasurer()
        for booking in self.sudo():  # sudo: the decision is the treasurer's
            late = booking.registration_ids.filtered("fee_kept")
            if not late:
                raise UserError(
                    self.env._(
                        "Nobody of %s withdrew late: there is nothing to credit.",
                        booking.reference,
                    )
                )
            booking._credit(late, self.env._("Credited: %s", booking.event_id.name))
            late._checked().write({"fee_kept": False})

    def action_enter_payment(self):
        """Open a deposit for a transfer or cheque that pays this booking."""
        self.ensure_one()
        self._check_treasurer()
        line = {
            "payer_id": self.payer_id.id,
            "booking_id": self.id,
            # sudo: the ledger of a booking that the treasurer was found to handle.
            "amount": sum(self.sudo()._open_debts().mapped("amount_residual")),
        }
        return {
            "type": "ir.actions.act_window",
            "res_model": "club.deposit",
            "view_mode": "form",
            "context": {
                "default_method": "transfer",
                "default_company_id": self.company_id.id,
                "default_line_ids": [Command.create(line)],
            },
        }

    def action_view_documents(self):
        """Open the invoices and credit notes of this booking."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invoices and credit notes"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("club_booking_id", "=", self.id)],
        }

    def action_invoice(self):
        """Invoice the places that wait for their payment, and confirm them.

        :raises UserError: none of them waits
        """
        self._check_treasurer()
        for booking in self.sudo():  # sudo: the decision is the treasurer's
            waiting = booking.registration_ids.filtered(lambda r: r.hold == "payment")
            if not waiting:
                raise UserError(
                    self.env._(
                        "No place of %s waits for its payment: nothing is to be "
                        "invoiced.",
                        booking.reference,
                    )
                )
            booking._invoice(waiting)
            waiting._confirm()


class EventRegistration(models.Model):
    """Withdrawing: what was asked is credited in time, and stays afterwards."""

    _inherit = "event.registration"

    invoice_line_ids = fields.One2many(
        "account.move.line",
        "club_registration_id",
        string="Invoice lines",
        readonly=True,
        groups="account.group_account_readonly,account.group_account_invoice",
    )

    def _billed_on(self):
        """The invoice on which this place is asked for now; empty if on none."""
        self.ensure_one()
        found = self.booking_id._bills().filtered(lambda move: move._club_left_of(self))
        return found[-1:]

    def _settle_withdrawal(self):
        """What withdrawing means for the money of these places."""
        # sudo: credit notes follow from the withdrawal, whoever withdraws.
        places = self.sudo()
        places._release_numbers()
        by_booking = defaultdict(places.browse)
        for place in places.filtered("booking_id"):
            if place._billed_on():
                by_booking[place.booking_id] |= place
        for booking, billed in by_booking.items():
            event = booking.event_id
            if event.cancelled_on or event._withdrawal_is_free():
                booking._credit(billed, self.env._("Withdrawn: %s", event.name))
            else:
                billed._checked().write({"fee_kept": True})

    def _come_back(self):
        """Who comes after all pays like everybody: what was credited is asked anew."""
        # sudo: an invoice follows from the place.
        places = self.sudo()
        places._checked().write({"fee_kept": False})
        for booking, back in places.grouped("booking_id").items():
            unbilled = back.filtered(
                lambda r: (
                    r.state == "open"
                    and not r.currency_id.is_zero(r.fee)
                    and not r._billed_on()
                )
            )
            if booking:
                booking._invoice(unbilled)
