from odoo import api, models
from odoo.exceptions import UserError


class ClubPortalCard(models.AbstractModel):
    """ "Quotes and orders" on the home page: for who manages a company."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        if not space.manages:
            return cards
        quotes = self.env["club.quote"]._of_space(space)
        return [
            *cards,
            {
                "key": "orders",
                "title": self.env._("Quotes and orders"),
                "text": self.env._("Ask for a quote, send your purchase order."),
                "url": "/my/orders",
                "icon": "fa-file-text-o",
                "sequence": 45,
                "count": len(quotes.filtered(lambda q: q._is_answerable())),
                "count_label": self.env._("quotes to answer"),
            },
        ]


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _club_order_values(self):
        """What the page offers for one company: which quotes, which references."""
        self.ensure_one()
        return {
            **self.partner_id._club_reference_values(),
            "name": self.partner_id.name,
            "pays_itself": self._payer == self.partner_id,
            "sells_seats": self.is_member and self._places("seat") is not None,
            "symbol": self.currency_id.symbol,
        }

    def _check_pays_itself(self):
        """Who manages a company speaks for it, and not for another that pays its dues.

        :raises UserError: naming who pays
        """
        self.ensure_one()
        if self._payer != self.partner_id:
            raise UserError(
                self.env._(
                    "The dues of %(member)s are paid by %(payer)s: its order is sent "
                    "to the treasurer of the association.",
                    member=self.partner_id.name,
                    payer=self._payer.name,
                )
            )
