from odoo import fields, models

from ..rules.pricing import Bracket, Price


class ClubMembershipPrice(models.Model):
    """The price of a type from one date on, until a later price replaces it."""

    _name = "club.membership.price"
    _description = "Membership Price"
    _order = "type_id, date_from desc"

    type_id = fields.Many2one(
        "club.membership.type", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="type_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    price_model = fields.Selection(related="type_id.price_model")
    date_from = fields.Date(
        required=True,
        default=lambda s: fields.Date.context_today(s).replace(month=1, day=1),
        help="Applies to periods starting on this day or later.",
    )
    amount = fields.Monetary(help="For free amounts: the amount suggested.")
    minimum = fields.Monetary(help="For free amounts: the least accepted.")
    joining_fee = fields.Monetary()
    seats_included = fields.Integer()
    seat_price = fields.Monetary(string="Price per extra seat")
    bracket_ids = fields.One2many("club.membership.bracket", "price_id")

    _version_uniq = models.Constraint(
        "UNIQUE (type_id, date_from)", "A type has one price from a given date."
    )
    _not_negative = models.Constraint(
        "CHECK (amount >= 0 AND minimum >= 0 AND joining_fee >= 0 "
        "AND seats_included >= 0 AND seat_price >= 0)",
        "A price cannot be negative.",
    )

    def _to_rule(self):
        self.ensure_one()
        return Price(
            model=self.price_model,
            amount=self._exact(self.amount),
            minimum=self._exact(self.minimum),
            joining_fee=self._exact(self.joining_fee),
            seats_included=self.seats_included,
            seat_price=self._exact(self.seat_price),
            brackets=tuple(
                Bracket(minimum=line.headcount_from, amount=self._exact(line.amount))
                for line in self.bracket_ids.sorted("headcount_from")
            ),
        )

    def _exact(self, amount):
        return self.currency_id._club_decimal(amount)


class ClubMembershipBracket(models.Model):
    """The price from a headcount on, until the next bracket."""

    _name = "club.membership.bracket"
    _description = "Headcount Bracket"
    _order = "price_id, headcount_from"

    price_id = fields.Many2one(
        "club.membership.price", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="price_id.company_id", store=True)
    currency_id = fields.Many2one(related="price_id.currency_id")
    headcount_from = fields.Integer(string="From headcount", required=True)
    amount = fields.Monetary(required=True)

    _bracket_uniq = models.Constraint(
        "UNIQUE (price_id, headcount_from)", "A bracket starts once at a headcount."
    )
    _not_negative = models.Constraint(
        "CHECK (headcount_from >= 0 AND amount >= 0)",
        "Headcounts and amounts cannot be negative.",
    )
