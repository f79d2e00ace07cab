from odoo import api, models


class ClubPortalCard(models.AbstractModel):
    """The directory and privacy on the home page and in the menu."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        if space.memberships.filtered("is_member"):
            cards = [
                *cards,
                {
                    "key": "directory",
                    "title": self.env._("Directory"),
                    "text": self.env._("Find other members."),
                    "url": "/my/directory",
                    "icon": "fa-address-book-o",
                    "sequence": 70,
                },
            ]
        if not space.personal:
            return cards
        return [
            *cards,
            {
                "key": "privacy",
                "title": self.env._("Privacy"),
                "text": self.env._("Who sees your data, and what you agreed to."),
                "url": "/my/privacy",
                "icon": "fa-lock",
                "sequence": 80,
            },
        ]
