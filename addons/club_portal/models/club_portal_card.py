from odoo import api, models


class ClubPortalCard(models.AbstractModel):
    """What the home page and the menu of the member's space offer.

    The extension point of this addon: others inherit ``_cards`` and add theirs.
    See README.md.
    """

    _name = "club.portal.card"
    _description = "Card of the Member's Space"

    @api.model
    def _cards(self, space):
        """Cards of this space, in no order.

        :param space: a ``Space``
        :return: dictionaries with ``key`` (unique), ``title``, ``text`` (one
            sentence), ``url``, ``icon`` (a Font Awesome class), ``sequence`` and
            optionally ``count`` (what waits for the person) and ``count_label`` (what
            the number counts, for who does not see the colour); ``in_menu`` is false
            for what stands on the home page only
        """
        return []

    @api.model
    def _all(self, space):
        """The cards of this space, in order."""
        return sorted(self._cards(space), key=lambda c: (c["sequence"], c["key"]))
