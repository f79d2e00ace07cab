from odoo import api, models
from odoo.fields import Domain


class ClubEventsTab(models.AbstractModel):
    """Minutes, and what is left to do."""

    _inherit = "club.events.tab"

    @api.model
    def _tabs(self, space):
        actions = self.env["club.minutes.action"]
        # sudo: members hold no right on actions; the domain is their space's.
        waiting = actions.sudo().search_count(
            actions._mine_domain(space) & Domain("state", "=", "open")
        )
        return [
            *super()._tabs(space),
            {
                "key": "minutes",
                "title": self.env._("Minutes"),
                "url": "/my/minutes",
                "sequence": 40,
            },
            {
                "key": "actions",
                "title": self.env._("Actions"),
                "url": "/my/actions",
                "sequence": 45,
                "count": waiting,
                "count_label": self.env._("actions that are yours to do"),
            },
        ]
