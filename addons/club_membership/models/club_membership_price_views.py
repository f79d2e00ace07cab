from odoo import api, models
from odoo.tools import format_amount


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
