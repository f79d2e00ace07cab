from collections import defaultdict

from odoo import fields, models


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
