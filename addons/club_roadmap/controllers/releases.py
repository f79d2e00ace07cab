from odoo import http
from odoo.http import request

from .base import RoadmapPages, whole


class ReleasePages(RoadmapPages, http.Controller):
    """The roadmap: which request comes with which version, and when."""

    @http.route("/my/releases", type="http", auth="user", methods=["GET"], website=True)
    def releases(self, product="", **kw):
        """The board, of all products or of one.

        :param product: id of the product to show
        """
        space = self._member_space()
        chosen = whole(product)
        values = request.env["club.product.version"]._releases_page(space, chosen)
        return self._roadmap_page(
            "club_roadmap.releases", space, "releases", {"board": values}
        )
