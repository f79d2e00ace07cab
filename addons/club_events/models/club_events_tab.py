from odoo import api, models


class ClubEventsTab(models.AbstractModel):
    """The pages behind “Meetings” in the member's space: one tab each.

    Files that bring a page inherit ``_tabs`` and add theirs.
    """

    _name = "club.events.tab"
    _description = "Tab of the Club's Meetings"

    @api.model
    def _tabs(self, space):
        """Tabs of this space, in no order.

        :param space: a ``Space``
        :return: dictionaries with ``key`` (unique), ``title``, ``url``, ``sequence``
            and optionally ``count`` (what waits for the person) and ``count_label``
        """
        tabs = [
            {
                "key": "meetings",
                "title": self.env._("Meetings"),
                "url": "/my/meetings",
                "sequence": 10,
                "count": len(self.env["event.registration"]._to_answer(space)),
                "count_label": self.env._("places to answer for or to pay"),
            }
        ]
        if space.standing:
            tabs.append(
                {
                    "key": "programme",
                    "title": self.env._("Programme"),
                    "url": "/my/meetings/programme",
                    "sequence": 20,
                }
            )
        return tabs

    @api.model
    def _all(self, space):
        """The tabs of this space, in order: a page shows them, and their sum in the
        menu."""
        return space.once(
            "events_tabs",
            lambda: sorted(self._tabs(space), key=lambda t: (t["sequence"], t["key"])),
        )


class ClubPortalCard(models.AbstractModel):
    """The meetings on the home page: the next one, and what waits for an answer."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        tabs = self.env["club.events.tab"]._all(space)
        card = {
            "key": "events",
            "title": self.env._("Meetings"),
            "text": self.env["event.registration"]._next_sentence(space),
            "url": "/my/meetings",
            "icon": "fa-calendar",
            "sequence": 25,
            "count": sum(tab.get("count") or 0 for tab in tabs),
            "count_label": self.env._("things that wait for you"),
        }
        return [*super()._cards(space), card]
