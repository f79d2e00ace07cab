from odoo import http
from odoo.http import request

from .base import EventPages

BADGE = "/club/badge/<string:barcode>"


class BadgePages(EventPages, http.Controller):
    """What the QR code of a badge opens: for whom it is whose."""

    def _row(self, barcode):
        row = request.env["event.registration"]._by_badge(barcode)
        if not row:
            raise request.not_found()
        return row

    def _badge_page(self, row, answer=None):
        space = request.env["club.space"]._open()
        response = request.render(
            "club_events.badge", row._badge_page_values(space, answer)
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    @http.route(
        BADGE, type="http", auth="public", methods=["GET"], website=True, sitemap=False
    )
    def badge(self, barcode, **kw):
        return self._badge_page(self._row(barcode))

    @http.route(
        BADGE, type="http", auth="user", methods=["POST"], website=True, sitemap=False
    )
    def sign_in(self, barcode, **kw):
        """Who runs the door of that meeting signs its holder in; nobody else may."""
        row = self._row(barcode)
        space = request.env["club.space"]._open()
        if not row.event_id._runs_door(space.user, space.person):
            raise request.not_found()
        return self._badge_page(row, row._sign_in(space.person, "site"))
