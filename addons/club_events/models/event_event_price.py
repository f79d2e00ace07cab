from datetime import timedelta

import pytz
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount, format_date

from .circle import Circle

TERMS = [
    ("members", "Members get an invoice, others pay at once"),
    ("invoice", "Everybody gets an invoice"),
    ("now", "Everybody pays at once"),
]


class EventEvent(models.Model):
    """What a meeting costs, whom, and until when one withdraws for free."""

    _inherit = "event.event"

    fee_terms = fields.Selection(
        TERMS,
        string="Payment",
        required=True,
        default="members",
        help="An invoice confirms the place at once. Who pays at once has their place "
        "kept for some minutes. Without online payment everybody gets an invoice.",
    )
    withdraw_free_days = fields.Integer(
        string="Withdraw for free until (days before)",
        default=7,
        required=True,
        help="Who withdraws later still pays. 0: free until the day of the meeting.",
    )

    _withdraw_days_positive = models.Constraint(
        "CHECK (withdraw_free_days >= 0)",
        "One withdraws for free until a number of days before the meeting, from 0 on.",
    )

    def _tickets_for(self, partner, membership=None, guest=None):
        """Tickets that a person may take now, the cheapest first.

        Whose price they pay follows from today's memberships, each time anew.

        :param partner: ``res.partner``, empty for who is no contact
        :param membership: ``club.membership`` in whose name they come
        :param guest: ``club.event.guest``, if they are invited
        """
        self.ensure_one()
        categories = self._categories_of(partner, membership, guest)
        # sudo: prices are told to whoever may read of the meeting.
        tickets = self.sudo().event_ticket_ids.filtered(
            lambda ticket: (
                ticket.club_category in categories
                and ticket.is_launched
                and not ticket.is_expired
            )
        )
        return tickets.sorted(lambda ticket: (ticket.price, ticket.sequence, ticket.id))

    def _ticket_for(self, entry, ticket):
        """The ticket that was chosen, if it is for this person; else the cheapest."""
        chosen = super()._ticket_for(entry, ticket)
        if not self.event_ticket_ids:
            return chosen
        person, membership = entry["partner"], entry["membership"]
        if person and not membership:
            membership = Circle(self, person).name_of(person)
        allowed = self._tickets_for(person, membership, entry["guest"])
        # What is not on sale is said later with its dates, and is the office's to pass.
        on_sale = not chosen or not self._why_not_on_sale(chosen)
        if chosen and chosen not in allowed and on_sale:
            raise UserError(
                self.env._(
                    "“%(ticket)s” of %(meeting)s is not for %(person)s today: choose "
                    "another price.",
                    ticket=chosen.name,
                    meeting=self.name,
                    person=entry["name"],
                )
            )
        return chosen or allowed[:1]

    def _categories_of(self, partner, membership=None, guest=None):
        """Whose prices this person pays today: a set of keys of ``CATEGORIES``."""
        # sudo: the standing of the person who registers, and nothing else of it.
        memberships = self.env["club.membership"].sudo()
        if membership:
            memberships |= membership.sudo()
        if partner:
            memberships |= memberships.search(
                [
                    ("partner_id", "=", partner.id),
                    ("company_id", "=", self.company_id.id),
                ]
            )
        standing = memberships._event_categories(self.company_id)
        if guest:
            return {"all", "guest"} | (standing or {"non_member"})
        return {"all"} | (standing or {"non_member"})

    def _pays_at_once(self, partner, membership=None):
        """Whether who books pays before they come, and gets no invoice first.

        :param partner: who pays
        :param membership: ``club.membership`` in whose name they book
        """
        self.ensure_one()
        if self.fee_terms != "members":
            return self.fee_terms == "now"
        return "member" not in self._categories_of(partner, membership)

    def _fee_currency(self):
        """The currency of every price of this meeting."""
        return (self.company_id or self.env.company).currency_id

    def _withdraw_free_until(self):
        """Last day on which one withdraws for free, where the meeting is held."""
        self.ensure_one()
        zone = pytz.timezone(self.date_tz or "UTC")
        day = pytz.utc.localize(self.date_begin).astimezone(zone).date()
        return day - timedelta(days=self.withdraw_free_days)

    def _withdrawal_is_free(self):
        """Whether who withdraws today pays nothing."""
        today = fields.Date.context_today(self.with_context(tz=self.date_tz or "UTC"))
        return today <= self._withdraw_free_until()

    def _withdrawal_sentence(self):
        """What withdrawing costs, as one reads it before doing it; empty: nothing."""
        self.ensure_one()
        # sudo: whether anything is to be paid is told to whoever reads of the meeting.
        if not any(self.sudo().event_ticket_ids.mapped("price")):
            return ""
        if self._withdrawal_is_free():
            return self.env._(
                "You can withdraw for free until %s. Who withdraws later still pays.",
                format_date(self.env, self._withdraw_free_until()),
            )
        return self.env._(
            "One could withdraw for free until %s. Who withdraws now still pays.",
            format_date(self.env, self._withdraw_free_until()),
        )

    def _price_lines(self):
        """Every price of the meeting, taxes included, for pages.

        :return: dictionaries with ``id``, ``name``, ``for_whom``, ``price``,
            ``free_places``
        """
        self.ensure_one()
        # sudo: prices are told to whoever may read of the meeting.
        tickets = self.sudo().event_ticket_ids.filtered(lambda t: not t.is_expired)
        labels = dict(tickets._fields["club_category"]._description_selection(self.env))
        groups = tickets.grouped("club_category")
        return [
            {
                "id": ticket.id,
                "name": ticket.name,
                # Prices that the same people choose from are told by their names.
                "for_whom": ticket.name
                if len(groups[ticket.club_category]) > 1
                else labels[ticket.club_category],
                "price": ticket._price_text(),
                "free_places": ticket.club_free_seats,
            }
            for ticket in tickets
        ]


class EventTicket(models.Model):
    """What a ticket costs, taxes included."""

    _inherit = "event.event.ticket"

    def _full_fee(self, payer=None):
        """Price of this ticket without any reduction, taxes included.

        :param payer: ``res.partner`` whose fiscal position counts
        :return: in the currency of the association
        """
        self.ensure_one()
        price, taxes = self._price_parts(payer)
        currency = self.event_id._fee_currency()
        totals = taxes.compute_all(price, currency, 1.0, product=self.product_id)
        return currency.round(totals["total_included"])

    def _price_parts(self, payer=None):
        """(unit price, taxes) as an invoice to this payer says them."""
        self.ensure_one()
        company = self.event_id.company_id or self.env.company
        # sudo: taxes behind a price that anybody may read.
        ticket = self.sudo().with_company(company)
        taxes = ticket.product_id.taxes_id._filter_taxes_by_company(company)
        if not payer or not taxes:
            return ticket.price, taxes
        position = ticket._position_of(payer)
        mapped = position.map_tax(taxes)
        price = ticket.product_id._get_tax_included_unit_price_from_price(
            ticket.price, taxes, product_taxes_after_fp=mapped
        )
        return price, mapped

    def _position_of(self, payer):
        """Fiscal position of a payer, as for any invoice."""
        delivery = payer.browse(payer.address_get(["delivery"])["delivery"])
        return (
            self.env["account.fiscal.position"]
            .sudo()  # sudo: as above, the payer's own position.
            .with_company(self.event_id.company_id)
            ._get_fiscal_position(payer, delivery)
        )

    def _price_text(self):
        """The price as people read it, taxes included."""
        self.ensure_one()
        fee = self._full_fee()
        currency = self.event_id._fee_currency()
        if currency.is_zero(fee):
            if self.club_category in ("member", "sponsor"):
                return self.env._("Included in the dues")
            return self.env._("Free")
        return format_amount(self.env, fee, currency)
