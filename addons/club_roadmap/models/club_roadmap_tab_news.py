from odoo import api, models


class ClubRoadmapTab(models.AbstractModel):
    """Where one chooses how often the club writes about requests."""

    _inherit = "club.roadmap.tab"

    @api.model
    def _tabs(self, space):
        tabs = super()._tabs(space)
        if not space.personal:
            return tabs
        tab = {
            "key": "news",
            "title": self.env._("Mails"),
            "text": self.env._(
                "How often we write to you about the requests you follow."
            ),
            "url": "/my/roadmap/news",
            "icon": "fa-envelope-o",
            "sequence": 95,
        }
        return [*tabs, tab]
