from math import isfinite

from odoo import http
from odoo.addons.club_portal.controllers.payment_form import PaymentForm, SecretPages
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.http import request

from .base import EventPages

BOOKINGS = "/my/meetings/bookings"
GUEST = "/club/booking/<int:booking_id>/<string:token>"
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

    def _seen(self, form):
        """The new total that the page showed, as a number."""
        try:
            seen = float(form.get("total", ""))
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


class BookingPages(EventPages, BookingPayment, http.Controller):
    """The member's bookings: what they cost, how to pay them, their papers."""

    @http.route(BOOKINGS, type="http", auth="user", methods=["GET"], website=True)
    def bookings(self, **kw):
        space = self._space()
        bookings = request.env["club.event.booking"]._priced_of_space(space)
        return self._events_page(
            "club_events.portal_bookings",
            space,
            "bookings",
            {"bookings": [booking._line_values() for booking in bookings]},
        )

    @http.route(
        f"{BOOKINGS}/<int:booking_id>/pay",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def booking_pay(self, booking_id, **kw):
        space = self._space()
        booking = self._booking(space, booking_id)
        base = f"{BOOKINGS}/{booking.id}"
        return self._events_page(
            "club_events.portal_booking",
            space,
            "bookings",
            {
                "booking": booking._pay_values(),
                "base": base,
                **self._booking_form(
                    booking, self._payer(space), base, space.mode == "self"
                ),
            },
        )

    @http.route(
        f"{BOOKINGS}/<int:booking_id>/price",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def booking_price(self, booking_id, total=None, **kw):
        """Go on with the prices of today.

        :param total: the new total that the page showed
        """
        space = self._space()
        booking = self._booking(space, booking_id)
        seen = self._seen({"total": total or ""})
        return self._do(
            space,
            f"{BOOKINGS}/{booking.id}/pay",
            lambda: booking._reprice(seen),
            request.env._("The booking has today's prices now."),
        )

    @http.route(f"{BOOKINGS}/<int:booking_id>/transaction", type="jsonrpc", auth="user")
    def booking_transaction(self, booking_id, **sent):
        """Create the payment of this booking."""
        space = self._space()
        booking = self._booking(space, booking_id)
        values = self._start_booking(
            booking,
            self._payer(space),
            f"{BOOKINGS}/{booking.id}",
            space.mode == "self",
            sent,
        )
        space.trace(request.env._("An online payment was begun."))
        return values

    @http.route(
        f"{BOOKINGS}/<int:booking_id>/paid",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def booking_paid(self, booking_id, **kw):
        """Say what became of the payment made in this session."""
        space = self._space()
        booking = self._booking(space, booking_id)
        transaction = self._last_payment()
        if transaction.club_booking_id == booking:
            self._flash(*transaction._club_outcome())
        return request.redirect(f"{BOOKINGS}/{booking.id}/pay")

    @http.route(
        f"{BOOKINGS}/<int:booking_id>/invoice/<int:move_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def booking_invoice(self, booking_id, move_id, **kw):
        """An invoice or a credit note of this booking."""
        booking = self._booking(self._space(), booking_id)
        return self._invoice_of(booking, move_id)

    @http.route(
        f"{BOOKINGS}/<int:booking_id>/receipt/<int:line_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def booking_receipt(self, booking_id, line_id, **kw):
        """The receipt of a payment of this booking."""
        booking = self._booking(self._space(), booking_id)
        return self._receipt_of(booking, line_id)

    def _booking(self, space, booking_id):
        found = request.env["club.event.booking"]._of_space(space)
        booking = found.filtered(lambda b: b.id == booking_id)
        if not booking:
            raise request.not_found()
        return booking

    def _payer(self, space):
        """Who pays: who is logged in, or the member whom staff act for."""
        return space.person if space.mode == "staff" else space.user.partner_id


class GuestBookingPages(EventPages, SecretPages, BookingPayment, http.Controller):
    """The same for guests, behind the link of their booking."""

    @http.route(
        f"{GUEST}/pay",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def guest_booking_pay(self, booking_id, token, **kw):
        booking, base = self._guest_booking(booking_id, token)
        return self._guest_page(booking, base)

    @http.route(
        f"{GUEST}/price",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def guest_booking_price(self, booking_id, token, total=None, **kw):
        """Go on with the prices of today.

        :param total: the new total that the page showed
        """
        booking, base = self._guest_booking(booking_id, token)
        seen = self._seen({"total": total or ""})
        try:
            with request.env.cr.savepoint():
                booking._reprice(seen)
        except UserError as error:
            return self._guest_page(booking, base, (str(error), "danger"))
        return request.redirect(f"{base}/pay")

    @http.route(f"{GUEST}/transaction", type="jsonrpc", auth="public")
    def guest_booking_transaction(self, booking_id, token, **sent):
        """Create the payment of this booking."""
        booking, base = self._guest_booking(booking_id, token)
        return self._start_booking(booking, booking.payer_id, base, False, sent)

    @http.route(
        f"{GUEST}/paid",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def guest_booking_paid(self, booking_id, token, **kw):
        """Say what became of the payment made in this session."""
        booking, base = self._guest_booking(booking_id, token)
        payment = self._last_payment()
        if payment.club_booking_id != booking:
            return request.redirect(f"{base}/pay")
        outcome = payment.with_context(lang=request.env.lang)._club_outcome()
        return self._guest_page(booking, base, outcome)

    @http.route(
        f"{GUEST}/invoice/<int:move_id>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def guest_booking_invoice(self, booking_id, token, move_id, **kw):
        """An invoice or a credit note of this booking."""
        booking, _base = self._guest_booking(booking_id, token)
        return self._unreferred(self._invoice_of(booking, move_id))

    @http.route(
        f"{GUEST}/receipt/<int:line_id>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def guest_booking_receipt(self, booking_id, token, line_id, **kw):
        """The receipt of a payment of this booking."""
        booking, _base = self._guest_booking(booking_id, token)
        return self._unreferred(self._receipt_of(booking, line_id))

    def _unreferred(self, response):
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def _guest_booking(self, booking_id, token):
        """(booking, address of its pages), in the reader's language."""
        booking = request.env["club.event.booking"]._by_token(booking_id, token)
        if not booking:
            raise request.not_found()
        chosen = request.cookies.get("frontend_lang")
        if chosen not in request.env["res.lang"]._get_frontend():
            request.update_context(lang=booking._payer_lang())
        booking = booking.with_context(lang=request.env.lang)
        return booking, f"/club/booking/{booking.id}/{token}"

    def _guest_page(self, booking, base, outcome=None):
        sentence, tone = outcome or ("", "info")
        return self._secret_page(
            "club_events.guest_booking",
            {
                "booking": booking._pay_values(),
                "base": base,
                "sentence": sentence,
                "tone": tone,
                **self._booking_form(booking, booking.payer_id, base, False),
            },
        )
