from odoo import api, models


class ClubPortalCard(models.AbstractModel):
    """Help on the home page: to ask, and to answer."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        tickets = self.env["club.ticket"]
        if tickets._has_pages(space):
            cards.append(
                {
                    "key": "support",
                    "title": self.env._("Help"),
                    "text": self.env._("Ask a volunteer of your region."),
                    "url": "/my/support",
                    "icon": "fa-life-ring",
                    "sequence": 60,
                    "count": tickets._own_news_count(space),
                    "count_label": self.env._("answers to read or to rate"),
                }
            )
        if tickets._has_desk(space):
            cards.append(
                {
                    "key": "support_desk",
                    "title": self.env._("Questions"),
                    "text": self.env._("What members ask you, and log a call."),
                    "url": "/my/support/desk",
                    "icon": "fa-comments",
                    "sequence": 61,
                    "count": tickets._desk_count(space),
                    "count_label": self.env._("questions to answer"),
                }
            )
        return cards


class ClubTicket(models.Model):
    _inherit = "club.ticket"

    @api.model
    def _has_pages(self, space):
        """Whether this space shows questions: its person may ask, or has asked."""
        if not space.personal:
            return False
        return self._may_ask(space) or bool(
            # sudo: whether the person asked something, nothing about it
            self.sudo().search_count(self._own_domain(space), limit=1)
        )
