from datetime import timedelta

from odoo import fields, models
from odoo.fields import Command

DAYS_TO_PAY = 30


class ClubEventBooking(models.Model):
    """Invoices of a booking: one line per place, in its taxes."""

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
