from odoo import api, models


class ClubRoadmapTab(models.AbstractModel):
    """What the vendor answered, for members."""

    _inherit = "club.roadmap.tab"

    @api.model
    def _tabs(self, space):
        tabs = super()._tabs(space)
        return [
            *tabs,
            {
                "key": "vendor",
                "title": self.env._("Vendor's answers"),
                "text": self.env._("What the vendor says, promises and delivers."),
                "url": "/my/vendor",
                "icon": "fa-handshake-o",
                "sequence": 50,
                **self._deliveries_waiting(space),
            },
        ]

    @api.model
    def _deliveries_waiting(self, space):
        """Deliveries that the person, in a commission's chair, is to confirm."""
        led = space.seats.filtered(lambda row: row._leads()).commission_id
        if not led or space.mode != "self":
            return {}
        # sudo: members hold no right; these are their own commissions'.
        count = (
            self.env["club.vendor.delivery"]
            .sudo()
            .search_count(
                [
                    ("state", "=", "claimed"),
                    ("request_id.commission_id", "in", led.ids),
                ]
            )
        )
        return {"count": count, "count_label": self.env._("deliveries to confirm")}


class ClubPortalCard(models.AbstractModel):
    """A vendor's person has a way to their pages, and none to the members'."""

    _inherit = "club.portal.card"

    @api.model
    def _cards(self, space):
        cards = super()._cards(space)
        if space.mode != "self" or not space.person._club_answers_for_vendor(space):
            return cards
        card = {
            "key": "vendor",
            "title": self.env._("For the vendor"),
            "text": self.env._("What the club asks of you, and until when."),
            "url": "/vendor",
            "icon": "fa-handshake-o",
            "sequence": 5,
        }
        return [*(each for each in cards if each["key"] != "roadmap"), card]
