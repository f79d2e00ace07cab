import hashlib

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import consteq, format_amount, format_date, format_datetime, hmac

MINE = "/my/meetings/bookings"


class ClubEventBooking(models.Model):
    """Bookings as their page shows them, in the space and behind a guest's link."""

    _inherit = "club.event.booking"

    @api.model
    def _of_space(self, space):
        """Bookings that this space sees and pays, latest first.

        Those asked of the person or of who they manage; and what the person booked
        for an organisation they still act for.

        :param space: a ``Space``
        """
        return space.once("event_bookings", lambda: self._found_in(space))

    @api.model
    def _found_in(self, space):
        domain = Domain("payer_id", "in", space.payers.ids)
        if space.personal:
            domain |= Domain("booker_id", "=", space.person.id) & Domain(
                "membership_id", "in", space.memberships.ids
            )
        # sudo: members hold no rights on bookings; the domain is what they may see.
        return self.sudo().search_fetch(
            domain & Domain("company_id", "in", space.companies.ids), order="id desc"
        )

    @api.model
    def _priced_of_space(self, space):
        """Those of them that cost something, or did: what the list shows."""
        return self._of_space(space).filtered(
            lambda booking: booking.amount_total or booking.invoice_ids
        )

    @api.model
    def _count_to_pay(self, space):
        """How many invoices of this space are open; places kept until they are paid
        are counted with the meetings already."""
        return space.once(
            "event_bookings_to_pay",
            lambda: len(
                self._of_space(space).filtered_domain(
                    [("payment_state", "in", ("invoiced", "partial"))]
                )
            ),
        )

    @api.model
    def _by_token(self, booking_id, token):
        """The booking, with rights to read it, if the token is its own; else empty.

        :param booking_id: id from the address bar
        :param token: secret from the address bar; only its hash is kept
        """
        # sudo: the token is the right to read and pay this one booking.
        booking = self.sudo().browse(booking_id).exists()
        kept = booking.token_hash or ""
        given = hashlib.sha256((token or "").encode()).hexdigest()
        return booking if kept and consteq(kept, given) else self.browse()

    def _guest_url(self):
        """Path of the page for who has no login; making it opens the page.

        The secret is derived from the database's own, so that every mail says the
        same address; emptying its hash closes the page.
        """
        self.ensure_one()
        # sudo: the hash is the system's, the secret is told to who booked.
        booking = self.sudo()
        token = hmac(
            booking.env, "club_events-booking", (booking.id, str(booking.create_date))
        )
        if not booking.token_hash:
            booking.token_hash = hashlib.sha256(token.encode()).hexdigest()
        return f"/club/booking/{booking.id}/{token}"

    def _pay_url(self):
        """Where whoever booked pays: in their space, or by their link."""
        self.ensure_one()
        # sudo: whether who booked has a login.
        if self.sudo().booker_id.user_ids:
            return f"{MINE}/{self.id}/pay"
        return f"{self._guest_url()}/pay"

    def _money(self, amount):
        return format_amount(self.env, amount, self.currency_id)

    def _line_values(self):
        """The booking as one line of a list: plain values."""
        self.ensure_one()
        states = dict(self._fields["payment_state"]._description_selection(self.env))
        return {
            "id": self.id,
            "url": f"{MINE}/{self.id}/pay",
            "meeting": self.event_id.name,
            "meeting_id": self.event_id.id,
            "when": self.event_id._club_when(),
            "people": ", ".join(
                self.registration_ids._asked().mapped(lambda r: r.name or "")
            ),
            "payer": self.payer_id.name,
            "total": self._money(self.amount_total),
            "due": self._money(self.amount_due),
            "to_pay": self.amount_due > 0,
            "state": states[self.payment_state],
        }

    def _pay_values(self):
        """Everything the page of a booking shows, as plain values."""
        self.ensure_one()
        changes = self._price_changes()
        return {
            **self._line_values(),
            "association": self.company_id.name,
            "where": self.event_id._club_where(),
            "cancelled": bool(self.event_id.cancelled_on),
            "places": [
                place._price_values()
                for place in self.registration_ids.sorted("id")
                if place.active
            ],
            "taxed": any(self.registration_ids.event_ticket_id.product_id.taxes_id),
            "code": self.discount_id.code or "",
            "kept_until": self._kept_until(),
            "changes": [self._change_values(change) for change in changes],
            "new_total": self._amount_after(changes) if changes else False,
            "papers": self._papers(),
            "credit": self._credit_text(),
            "withdrawal": self.event_id._withdrawal_sentence(),
            "under_way": bool(self._payment_under_way()),
            "transfer": self._transfer_values(),
        }

    def _kept_until(self):
        kept = self.registration_ids.filtered(lambda r: r.hold == "payment")
        until = min(kept.filtered("hold_until").mapped("hold_until"), default=None)
        if not until:
            return ""
        return format_datetime(
            self.env, until, tz=self.event_id.date_tz, dt_format="short"
        )

    def _change_values(self, change):
        registration, fee = change["registration"], change["fee"]
        labels = dict(
            registration._fields["fee_category"]._description_selection(self.env)
        )
        return {
            "person": registration.name,
            "old": self._money(registration.fee),
            "new": self._money(fee) if fee is not None else "",
            "old_for": labels.get(registration.fee_category, ""),
            "new_for": labels.get(change["ticket"].club_category, ""),
        }

    def _papers(self):
        """Invoices, credit notes and receipts of the booking, the latest first."""
        moves = self.invoice_ids.filtered(lambda move: move.state == "posted")
        papers = [
            {
                "kind": "invoice",
                "id": move.id,
                "name": self.env._("Credit note %s", move.name)
                if move.move_type == "out_refund"
                else self.env._("Invoice %s", move.name),
                "day": format_date(self.env, move.invoice_date),
                "amount": self._money(move.amount_total),
            }
            for move in moves.sorted("id", reverse=True)
        ]
        receipts = self._receipts()
        return papers + [
            {
                "kind": "receipt",
                "id": line.id,
                "name": self.env._("Receipt %s", line._receipt_number()),
                "day": format_date(self.env, line.date),
                "amount": self._money(line.amount),
            }
            for line in receipts
        ]

    def _receipts(self):
        """Payments of the booking that have a receipt, the latest first."""
        lines = self.deposit_line_ids.filtered(
            lambda line: line.state == "posted" and not line.bounced_on
        )
        return lines.sorted("id", reverse=True)

    def _credit_text(self):
        credit = -sum(self._open_credits().mapped("amount_residual"))
        return self._money(credit) if credit > 0 else ""

    def _transfer_values(self):
        """How to pay by transfer what is invoiced; None: nothing is, or no account.

        A place that is kept for some minutes only would be lost before a transfer
        arrives.
        """
        owed = sum(self._open_debts().mapped("amount_residual"))
        if self.currency_id.compare_amounts(owed, 0) <= 0:
            return None
        values = self.company_id._club_transfer_values(
            self.payer_id, owed, self.reference
        )
        return {**values, "amount": self._money(owed)} if values["iban"] else None


class EventRegistration(models.Model):
    _inherit = "event.registration"

    def _price_values(self):
        """One place of a booking, as who pays reads it."""
        self.ensure_one()
        return {
            "person": self.name or self.attendee_id.name or "",
            "ticket": self.event_ticket_id.name or "",
            "fee": self.booking_id._money(self.fee),
            "note": self._price_note(),
            "gone": self.state == "cancel" and not self.fee_kept,
        }

    def _price_note(self):
        if self.fee_kept:
            return self.env._("Withdrew too late to pay nothing")
        if self.state == "cancel":
            return self.env._("Does not come")
        if self.hold == "waiting":
            return self.env._("On the waiting list: nothing is to be paid yet")
        if self.hold == "offer":
            return self.env._("A place is offered: accept it first")
        if self.free_seat:
            return self.env._("Free place of %s", self.free_for_id.name)
        if self.discount_id:
            return self.env._("With the code %s", self.discount_id.code)
        return ""
