from odoo import api, models


class ClubRoadmapTab(models.AbstractModel):
    _inherit = "club.roadmap.tab"

    @api.model
    def _tabs(self, space):
        tab = {
            "key": "year",
            "title": self.env._("Year in numbers"),
            "text": self.env._("What we asked for, and what became of it."),
            "url": "/my/roadmap/year",
            "icon": "fa-bar-chart",
            "sequence": 80,
        }
        return [*super()._tabs(space), tab]
