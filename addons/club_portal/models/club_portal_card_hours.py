from odoo import api, models


class ClubPortalCard(models.AbstractModel):
    """Hours of volunteers, for who gives some."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        if not space.personal:
            return cards
        # sudo: members hold no right on hours; these are counts of their space's.
        lines, waiting, in_office = (
            self.env["club.hours"].sudo()._counts_of_space(space)
        )
        if not (lines or in_office):
            return cards
        return [
            *cards,
            {
                "key": "hours",
                "title": self.env._("My hours"),
                "text": self.env._("The time you give: confirm it, add some."),
                "url": "/my/hours",
                "icon": "fa-clock-o",
                "sequence": 65,
                "count": waiting,
                "count_label": self.env._("hours to confirm"),
            },
        ]
