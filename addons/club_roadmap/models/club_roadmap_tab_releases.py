from odoo import api, models


class ClubRoadmapTab(models.AbstractModel):
    """What is planned, in progress and delivered."""

    _inherit = "club.roadmap.tab"

    @api.model
    def _tabs(self, space):
        tab = {
            "key": "releases",
            "title": self.env._("Roadmap"),
            "text": self.env._("What is planned, in progress and delivered, and when."),
            "url": "/my/releases",
            "icon": "fa-road",
            "sequence": 60,
        }
        return [*super()._tabs(space), tab]
