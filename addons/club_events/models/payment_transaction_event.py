from datetime import timedelta

from odoo import api, fields, models
from odoo.addons.club_portal.models.payment_transaction import SEEN_BY
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_amount

UNDER_WAY = ("pending", "authorized")
# How long a payment that the provider does not confirm keeps a place.
PENDING_KEEPS = timedelta(hours=24)


class PaymentTransaction(models.Model):
    """An online payment of a meeting: invoiced and booked when its money comes in."""

    _inherit = "payment.transaction"

    club_booking_id = fields.Many2one(
        "club.event.booking",
        string="Booking of a meeting",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups=SEEN_BY,
    )
    club_registration_ids = fields.Many2many(
        "event.registration",
        "club_registration_transaction_rel",
        "transaction_id",
        "registration_id",
        string="Places",
        readonly=True,
        copy=False,
        groups=SEEN_BY,
        help="Places kept until this payment; what is invoiced already is not here.",
    )

    def _club_note_invoices(self):
        """An invoice of a meeting paid on core's own pages is the same payment."""
        bookings = self.invoice_ids.club_booking_id
        if not bookings or self.club_booking_id or self.source_transaction_id:
            return super()._club_note_invoices()
        if len(bookings) > 1 or self.invoice_ids - bookings.invoice_ids:
            return super()._club_note_invoices()
        if bookings._price_changes():
            raise UserError(
                self.env._(
                    "The price of %s changed since it was invoiced: see the new one "
                    "among your bookings of meetings before you pay.",
                    bookings.event_id.name,
                )
            )
        self.club_booking_id = bookings
        return None

    def _club_is_ours(self):
        return super()._club_is_ours() or bool(self.club_booking_id)

    def _club_booking(self):
        return self.club_booking_id or self.source_transaction_id.club_booking_id

    def _club_book(self):
        booking = self._club_booking()
        if booking and not self.club_deposit_ids:
            self._club_lock()
            places = (
                self.club_registration_ids
                or self.source_transaction_id.club_registration_ids
            )
            if not self.club_deposit_ids:
                booking._payment_arrived(places)
        return super()._club_book()

    def _club_section(self):
        return super()._club_section() or self._club_booking().event_id.section_id

    def _club_deposit_lines(self):
        booking = self._club_booking()
        if not booking:
            return super()._club_deposit_lines()
        return [
            {
                "payer_id": booking.payer_id.id,
                "booking_id": booking.id,
                "amount": self.amount,
            }
        ]

    def _club_credited(self, deposit):
        bookings = deposit.line_ids.booking_id
        return super()._club_credited(deposit) | bookings._open_credits().filtered(
            lambda line: line.move_id.is_invoice()
        )

    def _club_thanks(self):
        booking = self.club_booking_id
        if not booking:
            return super()._club_thanks()
        amount = format_amount(self.env, self.amount, self.currency_id)
        over = self._club_overpaid()
        if self.currency_id.compare_amounts(over, 0) <= 0:
            return self.env._("Thank you: we received your payment of %s.", amount)
        credit = format_amount(self.env, over, self.currency_id)
        if self.club_registration_ids.filtered(lambda r: r.state == "cancel"):
            return self.env._(
                "We received your payment of %(amount)s after the place was given to "
                "somebody else, and none is left. %(credit)s stay as a credit, to be "
                "used or given back by the treasurer.",
                amount=amount,
                credit=credit,
            )
        return self.env._(
            "Thank you: we received your payment of %(amount)s. %(credit)s of it were "
            "owed no more and stay as a credit, to be used or given back by the "
            "treasurer.",
            amount=amount,
            credit=credit,
        )


class ClubEventBooking(models.Model):
    _inherit = "club.event.booking"

    transaction_ids = fields.One2many(
        "payment.transaction",
        "club_booking_id",
        string="Online payments",
        groups=SEEN_BY,
    )

    def _payment_arrived(self, places):
        """The money of these places is there: invoice them and confirm them.

        Whose place was given away meanwhile gets another one if there is one, else
        they are told that the money is theirs.

        :param places: ``event.registration`` that the payment was begun for
        """
        self.ensure_one()
        lost = places.filtered(lambda r: r.state == "cancel" or not r.active)
        held = (places - lost) | lost.filtered(lambda r: r._reclaim())
        unbilled = held.filtered(lambda r: not r._billed_on())
        self._invoice(unbilled.filtered(lambda r: not r.currency_id.is_zero(r.fee)))
        held.filtered(lambda r: r.state == "draft")._confirm()
        if places - held:
            self.env["club.event.notice"]._note(
                "late", [(self.event_id, self._told())], key=str(self.id)
            )

    def _payment_under_way(self):
        """An online payment of this booking whose money may still come."""
        # sudo: payments are read by accountants; here, for a booking already at hand.
        return (
            self.env["payment.transaction"]
            .sudo()
            .search(
                (
                    Domain("club_booking_id", "in", self.ids)
                    | Domain("invoice_ids", "in", self.sudo().invoice_ids.ids)
                )
                & (
                    Domain("state", "in", UNDER_WAY)
                    | Domain("state", "=", "done")
                    & Domain("is_post_processed", "=", False)
                ),
                limit=1,
            )
        )

    def _payment_shares(self):
        """(amount to pay now, places kept until it is paid)."""
        self.ensure_one()
        kept = self.registration_ids.filtered(lambda r: r.hold == "payment")
        return self.currency_id.round(self.amount_due), kept


class EventRegistration(models.Model):
    _inherit = "event.registration"

    @api.model
    def _kept_beyond(self):
        # sudo: whether a payment is under way, for the job that frees places.
        paying = (
            self.env["payment.transaction"]
            .sudo()
            .search(
                Domain("club_booking_id", "!=", False)
                & (
                    Domain("state", "in", UNDER_WAY)
                    | Domain("state", "=", "done")
                    & Domain("is_post_processed", "=", False)
                )
                & Domain(
                    "last_state_change", ">", fields.Datetime.now() - PENDING_KEEPS
                )
            )
        )
        bookings = paying.club_booking_id.ids
        return super()._kept_beyond() & Domain("booking_id", "not in", bookings)
