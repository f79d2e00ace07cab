from math import isfinite

from odoo.addons.club_portal.controllers.payment_form import PaymentForm
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.http import request

RECEIPT = "club_membership.action_report_receipt"
INVOICE = "account.account_invoices"


class BookingPayment(PaymentForm):
    """Paying a booking, behind the portal and behind a guest's link."""

    def _booking_form(self, booking, partner, base, signed_in):
        """Values of core's form for what is to be paid of this booking now.

        :param base: address below which ``transaction`` and ``paid`` are
        """
        amount, _places = booking._payment_shares()
        return self._form_values(
            booking.company_id,
            amount,
            partner,
            f"{base}/transaction",
            f"{base}/paid",
            signed_in,
        )

    def _start_booking(self, booking, partner, base, signed_in, sent):
        """Create the payment of this booking that the form asks for.

        :raises UserError: as for any form; a price changed; a payment is under way
        """
        self._check_booking(booking)
        amount, places = booking._payment_shares()
        return self._create_payment(
            booking.company_id,
            amount,
            partner,
            signed_in,
            sent,
            landing_route=f"{base}/paid",
            reference_prefix=booking.reference,
            custom_create_values={
                "club_booking_id": booking.id,
                "club_registration_ids": [Command.set(places.ids)],
                # Core's own pages then know that a payment is under way.
                "invoice_ids": [Command.set(booking._open_debts().move_id.ids)],
            },
        )

    def _check_booking(self, booking):
        if booking._price_changes():
            raise UserError(
                request.env._(
                    "What is to be paid changed meanwhile. Reload the page to see it."
                )
            )
        if booking._payment_under_way():
            raise UserError(
                request.env._(
                    "A payment of this booking is under way: wait for its outcome "
                    "before you pay again."
                )
            )

    def _seen(self, total):
        """The new total that the page showed, as a number."""
        try:
            seen = float(total or "")
        except ValueError:
            raise request.not_found() from None
        if not isfinite(seen):
            raise request.not_found()
        return seen

    def _invoice_of(self, booking, move_id):
        """An invoice or credit note of this booking, as PDF."""
        move = booking.invoice_ids.filtered(
            lambda move: move.id == move_id and move.state == "posted"
        )
        if not move:
            raise request.not_found()
        return self._paper(INVOICE, move, request.env._("Invoice %s", move.name))

    def _receipt_of(self, booking, line_id):
        """The receipt of a payment of this booking, as PDF."""
        line = booking._receipts().filtered(lambda line: line.id == line_id)
        if not line:
            raise request.not_found()
        name = request.env._("Receipt %s", line._receipt_number())
        return self._paper(RECEIPT, line, name)
