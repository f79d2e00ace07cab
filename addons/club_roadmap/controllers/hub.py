from odoo import http

from .base import RoadmapPages


class RoadmapHub(RoadmapPages, http.Controller):
    """The first page: what the club asks for, and what waits for the member."""

    @http.route("/my/roadmap", type="http", auth="user", methods=["GET"], website=True)
    def roadmap(self, **kw):
        space = self._member_space()
        return self._roadmap_page("club_roadmap.hub", space, "hub")
