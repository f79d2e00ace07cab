from odoo import api, fields, models
from odoo.addons.club_membership.rules.references import creditor_reference
from odoo.exceptions import UserError

STATES = [
    ("free", "Nothing to pay"),
    ("to_pay", "Waits for payment"),
    ("invoiced", "Invoiced"),
    ("partial", "Paid in part"),
    ("paid", "Paid"),
    ("cancelled", "Cancelled"),
]
# Who is asked, and for what, is settled once money was asked.
ASKED_FIELDS = {"event_id", "company_id", "payer_id"}


class ClubEventBooking(models.Model):
    """What a booking costs and how it is paid: at once, or on an invoice."""

    _inherit = "club.event.booking"

    amount_total = fields.Monetary(
        string="Price", compute="_compute_amounts", store=True, help="With taxes."
    )
    amount_due = fields.Monetary(
        string="To pay", compute="_compute_amounts", store=True
    )
    payment_state = fields.Selection(
        STATES, compute="_compute_amounts", store=True, index=True
    )
    invoice_ids = fields.One2many(
        "account.move", "club_booking_id", string="Invoices and credit notes"
    )

    @api.depends(
        "registration_ids.fee",
        "registration_ids.fee_kept",
        "registration_ids.state",
        "registration_ids.hold",
        "registration_ids.active",
        "invoice_ids.state",
        "invoice_ids.amount_residual",
    )
    def _compute_amounts(self):
        for booking in self:
            asked = booking.registration_ids._asked()
            booking.amount_total = sum(asked.mapped("fee"))
            waiting = asked.filtered(lambda r: r.hold == "payment")
            posted = booking.invoice_ids.filtered(lambda m: m.state == "posted")
            bills = posted.filtered(lambda m: m.move_type == "out_invoice")
            open_bills = sum(bills.mapped("amount_residual"))
            booking.amount_due = open_bills + sum(waiting.mapped("fee"))
            booking.payment_state = booking._state_of(asked, waiting, bills)

    def _state_of(self, asked, waiting, bills):
        zero = self.currency_id.is_zero
        open_bills = sum(bills.mapped("amount_residual"))
        if not zero(sum(waiting.mapped("fee"))):
            return "to_pay"
        if not zero(open_bills):
            in_part = open_bills < sum(bills.mapped("amount_total"))
            return "partial" if in_part else "invoiced"
        rows = self.registration_ids
        # Who waits for a place has not cancelled anything.
        if rows and not asked and all(row.state == "cancel" for row in rows):
            return "cancelled"
        return "free" if zero(sum(asked.mapped("fee"))) else "paid"

    @api.model_create_multi
    def create(self, vals_list):
        bookings = super().create(vals_list)
        for booking in bookings.filtered(lambda b: not b.reference):
            booking.reference = creditor_reference(f"M{booking.id:08d}")
        return bookings

    def write(self, vals):
        changing = ASKED_FIELDS & vals.keys()
        # sudo: whether anything was asked yet, for who may not read invoices.
        if changing and self.sudo().invoice_ids and not self.env.su:
            raise UserError(
                self.env._(
                    "%s is invoiced: its meeting and payer stay as they are. Ask the "
                    "treasurer to credit it, and register anew.",
                    ", ".join(self.filtered("invoice_id").mapped("reference"))
                    or self[:1].reference,
                )
            )
        return super().write(vals)

    def _ask_payment(self):
        """Price what is booked; confirm what costs nothing or is on an invoice, keep
        the rest until it is paid.

        Called again, as when somebody on the waiting list got a place, it asks for
        what was not asked before, and for nothing twice.

        :raises UserError: the discount code was used as often as it may be
        """
        # sudo: prices and invoices follow from what was booked; members and guests
        # hold no rights on either.
        for booking in self.sudo():
            booking._ask_one()

    def _ask_one(self):
        fresh = self.registration_ids.filtered(
            lambda r: r.active and r.state == "draft" and not r.fee_asked
        )
        for registration in fresh.sorted("id"):
            registration._freeze_fee()
        placed = fresh._has_place()
        free = placed.filtered(lambda r: r.currency_id.is_zero(r.fee))
        asked = placed - free
        if asked:
            self._ensure_payer()
            asked._checked().write({"fee_asked": True})
        if asked and self._pays_at_once(asked):
            self._keep_until_paid(asked)
        elif asked:
            self._invoice(asked)
            asked._confirm()
        free._confirm()

    def _pays_at_once(self, asked):
        """Whether the places are kept until they are paid.

        Where nobody takes this amount online nobody could: then it is an invoice.
        """
        if not self.event_id._pays_at_once(self.payer_id, self.membership_id):
            return False
        amount = self.currency_id.round(sum(asked.mapped("fee")))
        _providers, methods = self.company_id._club_payment_options(
            self.payer_id, amount
        )
        return bool(methods)

    def _keep_until_paid(self, asked):
        until = self.company_id._club_payment_deadline()
        asked._checked().write({"hold": "payment", "hold_until": until})
        self.env["club.event.notice"]._note(
            "payment", [(self.event_id, self._told())], key=f"{self.id}-{until}"
        )

    def _told(self):
        """Who is written to about the booking: a contact, else an address."""
        person = self.booker_id or self.payer_id
        return person if person.email else (self.registration_ids[:1].email or person)

    def _price_changes(self):
        """What would cost something else now: standings are looked at again.

        :return: list of dictionaries ``registration``, ``ticket``, ``fee`` (None: there
            is no price for this person any more)
        """
        changes = []
        for registration in self._to_pay():
            allowed = registration._tickets_now()
            old = registration.event_ticket_id
            if not old or old in allowed:
                continue
            ticket = allowed.filtered(lambda t, o=old: t.product_id == o.product_id)
            ticket = (ticket or allowed)[:1]
            fee = ticket._full_fee(self.payer_id) if ticket else None
            if fee and registration.discount_id:
                fee = registration.discount_id._reduced(fee)
            changes.append({"registration": registration, "ticket": ticket, "fee": fee})
        return changes

    def _to_pay(self):
        """Places that stand and are not paid yet."""
        return self.registration_ids.filtered(
            lambda r: (
                r.active
                and r.state in ("draft", "open")
                and not r.currency_id.is_zero(r.fee)
                and (r.hold == "payment" or r._billed_on().amount_residual > 0)
            )
        )

    def _reprice(self, seen):
        """Go on with the prices of today.

        :param seen: the new total that the payer was shown, in the company's currency
        :raises UserError: it changed since, or somebody may not come any more
        """
        self.ensure_one()
        changes = self._price_changes()
        total = self._amount_after(changes)
        if total is None or self.currency_id.compare_amounts(seen, total):
            raise UserError(
                self.env._(
                    "What is to be paid changed meanwhile. Reload the page to see it."
                )
            )
        billed = self.registration_ids.browse()
        for change in changes:
            registration = change["registration"]
            if registration._billed_on():
                billed |= registration
        self._credit(billed, self.env._("Price of today: %s", self.event_id.name))
        for change in changes:
            change["registration"]._checked().write(
                {
                    "event_ticket_id": change["ticket"].id,
                    "fee_category": change["ticket"].club_category,
                    "fee": change["fee"],
                }
            )
        self._invoice(billed.filtered(lambda r: not r.currency_id.is_zero(r.fee)))
        kept = self.registration_ids.filtered(lambda r: r.hold == "payment")
        kept.filtered(lambda r: r.currency_id.is_zero(r.fee))._confirm()

    def _amount_after(self, changes):
        """What is to be paid after these changes; None: somebody may not come."""
        if any(change["fee"] is None for change in changes):
            return None
        difference = sum(c["fee"] - c["registration"].fee for c in changes)
        return self.currency_id.round(self.amount_due + difference)


class EventRegistration(models.Model):
    _inherit = "event.registration"

    def _asked(self):
        """Places that somebody pays for: who comes, and who withdrew too late."""
        return self.filtered(
            lambda r: (
                r.fee_kept or (r.active and r.state != "cancel" and r._has_place())
            )
        )
