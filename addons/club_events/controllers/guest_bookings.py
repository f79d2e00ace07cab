from odoo import http
from odoo.addons.club_portal.controllers.payment_form import SecretPages
from odoo.exceptions import UserError
from odoo.http import request

from .base import EventPages
from .booking_payment import BookingPayment

GUEST = "/club/booking/<int:booking_id>/<string:token>"


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
        seen = self._seen(total)
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
