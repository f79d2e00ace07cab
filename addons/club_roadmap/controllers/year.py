from odoo import http
from odoo.http import request

from .base import RoadmapPages


class YearPages(RoadmapPages, http.Controller):
    """The year in numbers, for members."""

    @http.route(
        "/my/roadmap/year", type="http", auth="user", methods=["GET"], website=True
    )
    def year(self, year="", **kw):
        space = self._member_space()
        # sudo: the association's own day; counts that tell nobody's name.
        companies = space.standing.company_id.sudo()
        years = request.env["club.roadmap.figures"].sudo()
        shown = years._display_year(companies, year)
        this = years._display_year(companies, "")
        return self._roadmap_page(
            "club_roadmap.year",
            space,
            "year",
            {
                "year": shown,
                "later": shown + 1 if shown < this else None,
                "groups": years._groups(companies, shown),
            },
        )
