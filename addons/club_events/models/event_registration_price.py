from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from psycopg2.errors import UniqueViolation

from .event_ticket import CATEGORIES

# What pricing writes: never written from outside.
OWN_FIELDS = {
    "fee",
    "fee_asked",
    "fee_category",
    "fee_kept",
    "free_seat",
    "free_for_id",
    "discount_id",
    "discount_number",
}


class EventRegistration(models.Model):
    """The price of one place, frozen when the place is booked.

    Free places and uses of a code are numbers that the database lets nobody have
    twice: counting them would give the last one to two people.
    """

    _inherit = "event.registration"

    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    fee = fields.Monetary(
        readonly=True, copy=False, tracking=True, help="What it costs, with taxes."
    )
    fee_category = fields.Selection(
        CATEGORIES, string="Price for", readonly=True, copy=False
    )
    fee_asked = fields.Boolean(
        string="Asked to pay",
        readonly=True,
        copy=False,
        help="On an invoice or a page.",
    )
    fee_kept = fields.Boolean(
        string="Still to pay",
        readonly=True,
        copy=False,
        help="Withdrew too late to pay nothing.",
    )
    free_for_id = fields.Many2one(
        "res.partner",
        string="Free place of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    free_seat = fields.Integer(
        string="Number of the free place", readonly=True, copy=False, aggregator=None
    )
    discount_id = fields.Many2one(
        "club.event.discount",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    discount_number = fields.Integer(
        string="Use of the code", readonly=True, copy=False, aggregator=None
    )

    _free_seat_uniq = models.UniqueIndex(
        "(event_ticket_id, free_for_id, free_seat) "
        "WHERE state <> 'cancel' AND active AND free_seat > 0",
        "This free place is taken already.",
    )
    _discount_uniq = models.UniqueIndex(
        "(discount_id, discount_number) "
        "WHERE state <> 'cancel' AND active AND discount_number > 0",
        "This use of the code is taken already.",
    )

    @api.depends("event_id.company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for registration in self:
            registration.currency_id = registration.event_id._fee_currency()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_own_prices(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_own_prices(vals)
        leaving, back = self.browse(), self.browse()
        if vals.get("state") == "cancel" or vals.get("active") is False:
            leaving = self.filtered(lambda r: r.active and r.state != "cancel")
        elif vals.get("state") in ("draft", "open"):
            back = self.filtered(lambda r: r.state == "cancel")
        result = super().write(vals)
        if leaving:
            leaving._settle_withdrawal()
        if back:
            back._come_back()
        return result

    def _refuse_own_prices(self, vals):
        if not self.env.su and (own := OWN_FIELDS & vals.keys()):
            raise UserError(
                self.env._(
                    "Prices follow from the tickets of the meeting and are not written "
                    "by hand (%s): change the tickets, or ask the treasurer to credit "
                    "a place.",
                    ", ".join(sorted(own)),
                )
            )

    def _has_place(self):
        """Those that hold a place: not on the waiting list, nothing only offered."""
        return self.filtered(
            lambda r: (
                r.active
                and r.state in ("draft", "open", "done")
                and r.hold not in ("waiting", "offer")
            )
        )

    def _freeze_fee(self):
        """Write what this place costs, from the prices and standings of now.

        :raises UserError: the discount code was used as often as it may be
        """
        self.ensure_one()
        if not self.event_id.event_ticket_ids:
            return
        ticket = self.event_ticket_id or self._tickets_now()[:1]
        if not ticket:
            self._refuse_without_ticket()
        values = {"event_ticket_id": ticket.id, "fee_category": ticket.club_category}
        if ticket == self.event_ticket_id:
            values.pop("event_ticket_id")
        self._checked().write(values)
        fee = ticket._full_fee(self.booking_id.payer_id)
        zero = self.currency_id.is_zero
        if not zero(fee) and self._has_place() and self._claim_free_seat():
            fee = 0.0
        if not zero(fee) and self.booking_id.discount_id:
            fee = self._claim_discount(fee)
        if self.currency_id.compare_amounts(fee, self.fee):
            self._checked().write({"fee": fee})

    def _refuse_without_ticket(self):
        raise UserError(
            self.env._(
                "%(meeting)s has no price for %(person)s today: its tickets are for "
                "others, or are not sold now. Ask who holds the meeting.",
                meeting=self.event_id.name,
                person=self.name,
            )
        )

    def _tickets_now(self):
        """What this person may take today, cheapest first."""
        return self.event_id._tickets_for(
            self.attendee_id, self.membership_id, self.guest_id
        )

    def _claim_free_seat(self):
        """Take one of the free places of the organisation; False if none is left."""
        if self.free_seat:
            return True
        places = self.event_ticket_id.club_free_seats
        organisation = self.organisation_id
        if not organisation and self.membership_id.partner_id.is_company:
            organisation = self.membership_id.partner_id
        if not places or not organisation:
            return False
        self._checked().free_for_id = organisation
        taken = self._numbers(
            "free_seat",
            [
                ("event_ticket_id", "=", self.event_ticket_id.id),
                ("free_for_id", "=", organisation.id),
            ],
        )
        if self._claim_number("free_seat", places, taken):
            return True
        self._checked().free_for_id = False
        return False

    def _claim_discount(self, fee):
        """The fee with the code of the booking, one use of it taken.

        :raises UserError: there is no use left
        """
        code = self.booking_id.discount_id
        if self.discount_id == code and (self.discount_number or not code.max_uses):
            return code._reduced(fee)
        self._checked().discount_id = code
        if code.max_uses:
            taken = self._numbers("discount_number", [("discount_id", "=", code.id)])
            if not self._claim_number("discount_number", code.max_uses, taken):
                code._refuse_used_up()
        return code._reduced(fee)

    def _numbers(self, field, domain):
        """Numbers that others hold already, as far as this transaction sees."""
        self.flush_model()
        rows = self.search(
            [*domain, (field, ">", 0), ("state", "!=", "cancel"), ("id", "!=", self.id)]
        )
        return set(rows.mapped(field))

    def _claim_number(self, field, most, taken):
        """Take the first number that nobody has; False if all are taken.

        What others took since this transaction began is not in ``taken``: the unique
        index refuses it, and the next number is tried.
        """
        self.flush_recordset()
        for number in range(1, most + 1):
            if number in taken:
                continue
            try:
                with self.env.cr.savepoint(flush=False):
                    self.env.cr.execute(
                        SQL(
                            "UPDATE event_registration SET %s = %s WHERE id = %s",
                            SQL.identifier(field),
                            number,
                            self.id,
                        ),
                        log_exceptions=False,
                    )
            except UniqueViolation:
                continue
            self.invalidate_recordset([field], flush=False)
            return True
        return False

    def _release_numbers(self):
        """Give free places and uses of codes back."""
        for registration in self.filtered(lambda r: r.free_seat or r.discount_number):
            registration._checked().write(
                {"free_seat": 0, "free_for_id": False, "discount_number": 0}
            )

    def _reclaim(self):
        """Have the place again, for who paid after it was given away.

        :return: whether there was one, they may still come, and the price that was
            paid still holds
        """
        self.ensure_one()
        if self.event_id._why_closed(by_staff=True) or self._refusal_in():
            return False
        until = self.booking_id.company_id._club_payment_deadline()
        try:
            with self.env.cr.savepoint():
                self._checked().write(
                    {"state": "draft", "hold": "payment", "hold_until": until}
                )
                self._claim_price_again()
                self._confirm()
        except UserError:
            self.invalidate_recordset(flush=False)
            return False
        return True

    def _claim_price_again(self):
        """:raises UserError: the free place or use of the code is somebody else's"""
        code = self.discount_id
        if code:
            self._claim_discount(self.fee)
        elif self.currency_id.is_zero(self.fee) and not self._claim_free_seat():
            full = self.event_ticket_id._full_fee(self.booking_id.payer_id)
            if not self.currency_id.is_zero(full):
                raise UserError(
                    self.env._(
                        "The free place of %s is taken by somebody else.", self.name
                    )
                )
