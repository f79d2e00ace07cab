from odoo import api, models


class ClubEventsTab(models.AbstractModel):
    """Training among the pages of meetings, where the association gives courses."""

    _inherit = "club.events.tab"

    @api.model
    def _tabs(self, space):
        tabs = super()._tabs(space)
        # sudo: only whether there are courses.
        courses = self.env["club.training"].sudo()
        domain = [("company_id", "in", space.companies.ids)]
        if not space.personal or not courses.search_count(domain, limit=1):
            return tabs
        tab = {
            "key": "training",
            "title": self.env._("Training"),
            "url": "/my/training",
            "sequence": 60,
        }
        return [*tabs, tab]
