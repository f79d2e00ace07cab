from odoo import api, models


class ClubPortalCard(models.AbstractModel):
    """ "Benefits" on the home page: for whom one is open today."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        benefits = self.env["club.benefit"]._of_space(space)
        if not benefits:
            return cards
        names = ", ".join(dict.fromkeys(benefits.mapped("provider_id.name")[:3]))
        return [
            *cards,
            {
                "key": "benefits",
                "title": self.env._("Benefits"),
                "text": self.env._("What members get from %s.", names),
                "url": "/my/benefits",
                "icon": "fa-gift",
                "sequence": 57,
            },
        ]
