from odoo import http
from odoo.http import request

from .base import PortalPages


class CardPages(PortalPages, http.Controller):
    """The member card, and what its QR code tells to whom."""

    @http.route("/my/card", type="http", auth="user", methods=["GET"], website=True)
    def card(self, **kw):
        space = self._space()
        return self._page(
            "club_portal.card",
            space,
            {
                "page": "card",
                "member_cards": [m._card_values() for m in space.own | space.manages],
            },
        )

    @http.route(
        "/club/card/<int:membership_id>/<string:signature>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def card_check(self, membership_id, signature, **kw):
        """Whether the card just scanned is valid."""
        membership = request.env["club.membership"]._by_card(membership_id, signature)
        if not membership:
            raise request.not_found()
        response = request.render(
            "club_portal.card_check", membership._card_answer(request.env.user)
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
