from odoo import api, models


class ClubRoadmapTab(models.AbstractModel):
    """The pages behind “Requests” in the member's space: one tab each.

    Files that bring a page inherit ``_tabs`` and add theirs.
    """

    _name = "club.roadmap.tab"
    _description = "Tab of the Club's Requests"

    @api.model
    def _tabs(self, space):
        """Tabs of this space, in no order.

        :param space: a ``Space``
        :return: dictionaries with ``key`` (unique), ``title``, ``text`` (one
            sentence), ``url``, ``icon`` (a Font Awesome class), ``sequence`` and
            optionally ``count`` (what waits for the person) and ``count_label``
        """
        return [
            {
                "key": "requests",
                "title": self.env._("Requests"),
                "text": self.env._("Propose, support and follow what we ask for."),
                "url": "/my/requests",
                "icon": "fa-lightbulb-o",
                "sequence": 10,
            }
        ]

    @api.model
    def _all(self, space):
        """The tabs of this space, in order: a page shows them, and their sum in the
        menu."""
        return space.once(
            "roadmap_tabs",
            lambda: sorted(self._tabs(space), key=lambda t: (t["sequence"], t["key"])),
        )


class ClubPortalCard(models.AbstractModel):
    """The requests on the home page: for who is a member today."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        if not space.standing:
            return cards
        tabs = self.env["club.roadmap.tab"]._all(space)
        card = {
            "key": "roadmap",
            "title": self.env._("Requests and votes"),
            "text": self.env._(
                "What the club asks of the vendor, and what it answers."
            ),
            "url": "/my/roadmap",
            "icon": "fa-bullhorn",
            "sequence": 35,
            "count": sum(tab.get("count") or 0 for tab in tabs),
            "count_label": self.env._("things that wait for you"),
        }
        return [*cards, card]
