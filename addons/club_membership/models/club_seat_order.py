from odoo import fields, models
from odoo.exceptions import UserError

from ..rules.pricing import quote_seats
from ..rules.terms import Term, term_until

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
        for piece, first, last in self._terms_running(today):
            # The whole term, as its price is for all of it: who joined late paid for
            # less.
            whole = term_until(self.type_id._term_policy(), last)
            price = self.type_id._price_on(max(first, whole.full_from))
            charge = price and quote_seats(
                price,
                Term(max(first, today), last, whole.full_from),
                self.type_id.prorata,
                count,
                self.currency_id.decimal_places,
            )
            if charge:
                quotes.append((piece, charge))
        return quotes

    def _terms_running(self, day):
        """[(piece, first day, last day)] of live terms not over on ``day``, in order;
        the piece is the one that runs that day, or the first.

        A later one counts when it was called already: one not called yet will be
        called with all the seats.
        """
        live = self.period_ids.filtered(lambda p: not (p.superseded or p.cancelled))
        terms = []
        for term, pieces in live.grouped("term_id").items():
            pieces = pieces.sorted("date_from")
            first, last = pieces[0].date_from, pieces[-1].date_to
            called = any(
                due.kind == "base" and not due.cancelled_on for due in term.due_ids
            )
            if last >= day and (first <= day or called):
                running = [p for p in pieces if p.date_to >= day]
                terms.append((running[0], first, last))
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
        for term, charge in quotes:
            dues = membership._charge_now(
                self.env._("Extra seats"),
                [["seats", charge.quantity, str(charge.amount), order._origin_key]],
                term,
            )
            order.call_id = order.call_id or dues.call_id
        return order
