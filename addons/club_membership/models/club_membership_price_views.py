from odoo import api, models
from odoo.tools import format_amount, format_date


class ClubMembershipPrice(models.Model):
    """A price is known by its type and the day from which it applies."""

    _inherit = "club.membership.price"

    @api.depends("type_id", "date_from")
    def _compute_display_name(self):
        for price in self:
            price.display_name = self.env._(
                "%(type)s from %(date)s",
                type=price.type_id.name or "",
                date=format_date(self.env, price.date_from),
            )


class ClubMembershipBracket(models.Model):
    """A bracket in words, for the list of prices."""

    _inherit = "club.membership.bracket"

    @api.depends("headcount_from", "amount")
    def _compute_display_name(self):
        for bracket in self:
            bracket.display_name = self.env._(
                "from %(headcount)s: %(amount)s",
                headcount=bracket.headcount_from,
                amount=format_amount(self.env, bracket.amount, bracket.currency_id),
            )
