from urllib.parse import urlencode

from odoo import http
from odoo.http import request

from .request_door import RequestDoor

DEFAULTS = {"group": "live", "order": "support", "page": 1}


class RequestPages(RequestDoor, http.Controller):
    """The list of requests and the page of one."""

    @http.route("/my/requests", type="http", auth="user", methods=["GET"], website=True)
    def requests(self, **filters):
        space = self._member_space()
        values = request.env["club.request"]._list_values(space, filters)
        held = values["filters"]
        return self._roadmap_page(
            "club_roadmap.requests",
            space,
            "requests",
            {
                **values,
                "may_propose": request.env["club.request"]._may_propose(space),
                "filtered": any(
                    held[name] and held[name] != DEFAULTS.get(name)
                    for name in ("kind", "product", "module", "group", "only", "order")
                ),
                "waiting": request.env["club.request"]._waiting_count(space),
                "sits": any(row._takes_part() for row in space.seats),
                "newer": self._address(held, -1) if held["page"] > 1 else None,
                "older": self._address(held, 1) if values["more"] else None,
            },
        )

    def _address(self, held, step):
        """The address of a page of the list, further by ``step``."""
        wanted = {**held, "page": held["page"] + step}
        said = {
            name: value
            for name, value in wanted.items()
            if value and value != DEFAULTS.get(name)
        }
        return f"/my/requests?{urlencode(said)}"

    @http.route(
        "/my/requests/<int:request_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def request_page(self, request_id, **kw):
        space = self._member_space()
        asked = self._visible(space, request_id)
        root = asked._root()
        if root != asked:
            self._flash(
                request.env._(
                    "%(merged)s was merged into this request, where its supporters "
                    "count.",
                    merged=asked.display_name,
                ),
                "info",
            )
            return request.redirect(f"/my/requests/{root.id}")
        return self._roadmap_page(
            "club_roadmap.request",
            space,
            "requests",
            {"request_values": asked._page_values(space)},
        )

    @http.route(
        "/my/requests/<int:request_id>/files/<int:file_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def request_file(self, request_id, file_id, **kw):
        space = self._member_space()
        files = self._visible(space, request_id)._files()
        found = files.filtered(lambda file: file.id == file_id)
        return self._attachment(found)
