from odoo import http
from odoo.http import request

from .base import EventPages
from .booking_payment import BookingPayment

BOOKINGS = "/my/meetings/bookings"


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
        seen = self._seen(total)
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
