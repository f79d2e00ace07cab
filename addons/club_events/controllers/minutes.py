from urllib.parse import urlencode

from odoo import http
from odoo.http import request

from .minutes_door import MinutesDoor, whole


class MinutesPages(MinutesDoor, http.Controller):
    """Reading minutes: the list, the page, the paper, the documents."""

    @http.route("/my/minutes", type="http", auth="user", methods=["GET"], website=True)
    def minutes_list(self, **filters):
        space = self._space()
        values = request.env["club.minutes"]._list_values(space, filters)
        held = values["filters"]
        return self._events_page(
            "club_events.portal_minutes_list",
            space,
            "minutes",
            {
                **values,
                "filtered": any(held[n] for n in ("search", "commission", "year")),
                "newer": self._address(held, -1) if held["page"] > 1 else None,
                "older": self._address(held, 1) if values["more"] else None,
            },
        )

    def _address(self, held, step):
        """The address of a page of the list, further by ``step``."""
        wanted = {**held, "page": held["page"] + step}
        said = {name: value for name, value in wanted.items() if value}
        return f"/my/minutes?{urlencode(said)}"

    @http.route(
        "/my/minutes/<int:minutes_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def minutes_page(self, minutes_id, **kw):
        space = self._space()
        minutes = self._minutes(space, minutes_id)
        return self._events_page(
            "club_events.portal_minutes",
            space,
            "minutes",
            {"minutes": minutes._page_values(space)},
        )

    @http.route(
        "/my/minutes/<int:minutes_id>/print",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def minutes_paper(self, minutes_id, **kw):
        """As a PDF: what was published last, else the draft for who writes it."""
        minutes = self._minutes(self._space(), minutes_id)
        name = request.env._("Minutes %s", minutes.date)
        return self._paper("club_events.report_minutes", minutes, name)

    @http.route(
        "/my/minutes/<int:minutes_id>/files/<int:file_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def minutes_file(self, minutes_id, file_id, **kw):
        space = self._space()
        minutes = self._minutes(space, minutes_id)
        return self._attachment(minutes._file(space, file_id))

    @http.route(
        "/club/minutes/<int:minutes_id>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def public_minutes(self, minutes_id, **kw):
        """For everybody, where they were published to everybody."""
        minutes = self._public_minutes(minutes_id)
        response = request.render(
            "club_events.public_minutes", {"minutes": minutes._public_values()}
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    @http.route(
        "/club/minutes/<int:minutes_id>/files/<int:file_id>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def public_file(self, minutes_id, file_id, **kw):
        published = self._public_minutes(minutes_id).revision_id
        return self._attachment(
            published.document_ids.filtered(lambda file: file.id == file_id)
        )

    def _public_minutes(self, minutes_id):
        minutes = request.env["club.minutes"]._public(whole(minutes_id))
        if not minutes:
            raise request.not_found()
        return minutes
