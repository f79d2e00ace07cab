from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ..rules.pricing import quote_seats
from ..rules.terms import Term

MOST_SEATS = 500


class ClubSeatOrder(models.Model):
    """Seats bought during a term: usable at once, called at once."""

    _name = "club.seat.order"
    _description = "Order of Seats"
    _order = "id desc"
    _rec_name = "ordered_on"

    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="restrict"
    )
    organisation_id = fields.Many2one(
        related="membership_id.partner_id", string="Organisation", store=True
    )
    company_id = fields.Many2one(related="membership_id.company_id", store=True)
    count = fields.Integer(string="Seats", required=True)
    ordered_on = fields.Date(required=True, default=fields.Date.context_today)
    ordered_by_id = fields.Many2one("res.partner", ondelete="set null")
    call_id = fields.Many2one("club.dues.call", ondelete="set null")

    _positive = models.Constraint(
        "CHECK (count > 0)", "An order is for a seat or more."
    )

    @property
    def _origin_key(self):
        return f"order:{self.id}"


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _quote_seats(self, count):
        """What ``count`` more seats cost, for the page that asks to confirm.

        :return: list of (term, charge), the current term first; a renewal called
            already pays for them in full
        :raises UserError: this organisation cannot buy seats now
        """
        self.ensure_one()
        self._check_team_open()
        today = fields.Date.context_today(self)
        if self._places("seat") is None:
            raise UserError(
                self.env._(
                    "%s needs no seats: its team has no limit.", self.partner_id.name
                )
            )
        if not 0 < count <= MOST_SEATS:
            raise UserError(
                self.env._("Choose a number of seats from 1 to %s.", MOST_SEATS)
            )
        quotes = []
        for term, first, last in self._terms_running(today):
            begins = max(first, today)
            price = self.type_id._price_on(begins if begins == first else first)
            charge = price and quote_seats(
                price,
                Term(begins, last, first),
                self.type_id.prorata,
                count,
                self.currency_id.decimal_places,
            )
            if charge:
                quotes.append((term, charge))
        return quotes

    def _terms_running(self, day):
        """[(term, first day, last day)] of live terms not over on ``day``, in order.

        A later one counts when it was called already: one not called yet will be
        called with all the seats.
        """
        live = self.period_ids.filtered(lambda p: not (p.superseded or p.cancelled))
        terms = []
        for term, pieces in live.grouped("term_id").items():
            first, last = min(pieces.mapped("date_from")), max(pieces.mapped("date_to"))
            called = any(
                due.kind == "base" and not due.cancelled_on for due in term.due_ids
            )
            if last >= day and (first <= day or called):
                terms.append((term, first, last))
        return sorted(terms, key=lambda row: row[1])

    def _order_seats(self, count, author=None, seen=None):
        """Buy seats: they are there at once, and their dues are called.

        :param count: how many more
        :param author: the contact who orders
        :param seen: how many seats the page showed; another number means that the
            order was made already, or that somebody else ordered meanwhile
        :return: the ``club.seat.order``
        """
        # sudo: a team manager orders from the portal, without rights on records.
        membership = self.sudo().with_company(self.company_id)
        quotes = membership._quote_seats(count)
        places = membership._places("seat")
        if seen is not None and seen != places:
            raise UserError(
                self.env._(
                    "%(organisation)s has %(count)s seats by now: look again before "
                    "you order more.",
                    organisation=self.partner_id.name,
                    count=places,
                )
            )
        order = (
            self.env["club.seat.order"]
            .sudo()
            .create(
                {
                    "membership_id": self.id,
                    "count": count,
                    "ordered_by_id": author.id if author else False,
                }
            )
        )
        membership.seats = places + count
        self.env["club.seat"].sudo()._fit(membership, "seat")
        if quotes:
            order.call_id = membership._call_seats(order, quotes)
        return order

    def _call_seats(self, order, quotes):
        """Book and announce the dues of an order, by a call of their own."""
        today = fields.Date.context_today(self)
        call = self.env["club.dues.call"].create(
            {
                "name": self.env._("Seats of %s", self.partner_id.name),
                "kind": "single",
                "company_id": self.company_id.id,
                "date": today,
                "due_date": today + timedelta(days=30),
                "term_from": today,
                "term_to": today,
                "include_unreachable": True,
            }
        )
        dues = self.env["club.due"].create(
            [self._prepare_seat_due(call, order, *quote) for quote in quotes]
        )
        dues._book(call)
        self.env["club.notice"]._announce(call, dues.ids)
        call.invalidate_recordset(["notice_ids", "due_ids"], flush=False)
        call._run_finish()
        return call

    def _prepare_seat_due(self, call, order, term, charge):
        kind = self.type_id
        return {
            "reference": call._payment_reference(self._payer.id),
            "membership_id": self.id,
            "partner_id": self.partner_id.id,
            "payer_id": self._payer.id,
            "company_id": self.company_id.id,
            "currency_id": self.currency_id.id,
            "term_id": term.id,
            "section_id": self.section_id.id,
            "type_id": kind.id,
            "call_id": call.id,
            "kind": "seats",
            "origin_key": order._origin_key,
            "booking_mode": kind.booking_mode,
            "date": call.date,
            "due_date": call.due_date,
            "headcount": self.headcount,
            "quantity": charge.quantity,
            "called_amount": float(charge.amount),
        }
