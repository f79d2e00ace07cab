from odoo import api, models


class ClubPortalCard(models.AbstractModel):
    """Membership, dues and member card on the home page."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        if space.memberships:
            cards.append(
                {
                    "key": "membership",
                    "title": self.env._("Membership"),
                    "text": self.env._("Status, periods, renewal."),
                    "url": "/my/membership",
                    "icon": "fa-id-badge",
                    "sequence": 10,
                }
            )
        if space.own or space.manages:
            cards.append(
                {
                    "key": "card",
                    "title": self.env._("Member card"),
                    "text": self.env._("Show it or print it."),
                    "url": "/my/card",
                    "icon": "fa-id-card-o",
                    "sequence": 15,
                }
            )
        if space.payable:
            cards.append(
                {
                    "key": "dues",
                    "title": self.env._("Dues"),
                    "text": self.env._("What is to pay, notices and receipts."),
                    "url": "/my/dues",
                    "icon": "fa-credit-card",
                    "sequence": 20,
                    "count": self.env["club.due"]._count_open_of_space(space),
                    "count_label": self.env._("dues to pay"),
                }
            )
        return cards
