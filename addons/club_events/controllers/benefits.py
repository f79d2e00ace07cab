from odoo import http
from odoo.addons.club_portal.controllers.base import PortalPages
from odoo.http import content_disposition, request

PAGE = "/my/benefits"
# From so many on, the list can be searched.
MANY = 8
LARGEST_ID = 2**31 - 1


class BenefitPages(PortalPages, http.Controller):
    """What members get from the vendor and from partners."""

    @http.route(PAGE, type="http", auth="user", website=True)
    def benefits(self, search="", **kw):
        space = self._space()
        benefits = request.env["club.benefit"]
        cards = benefits._of_space(space)._card_values(space)
        speakers = benefits._speakers(space)
        if not cards and not speakers and not space.standing:
            raise request.not_found()
        wanted = search.strip()[:100].casefold()
        shown = [
            card
            for card in cards
            if wanted
            in f"{card['name']} {card['provider']} {card['summary']}".casefold()
        ]
        return self._page(
            "club_events.benefits",
            space,
            {
                "page": "benefits",
                "benefits": shown,
                "speakers": speakers,
                "searchable": len(cards) >= MANY,
                "search": search.strip()[:100],
            },
        )

    def _benefit(self, benefit_id):
        """(space, benefit); not found unless it is open to this space today."""
        space = self._space()
        found = request.env["club.benefit"]._of_space(space)
        benefit = found.filtered(lambda b: b.id == benefit_id)
        if not benefit:
            raise request.not_found()
        return space, benefit

    @http.route(f"{PAGE}/<int:benefit_id>", type="http", auth="user", website=True)
    def benefit(self, benefit_id, **kw):
        space, benefit = self._benefit(benefit_id)
        return self._page(
            "club_events.benefit",
            space,
            {"page": "benefits", "benefit": benefit._page_values(space)},
        )

    @http.route(
        f"{PAGE}/<int:benefit_id>/use",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def use(self, benefit_id, membership="", **kw):
        space, benefit = self._benefit(benefit_id)
        number = int(membership) if membership.isascii() and membership.isdigit() else 0
        chosen = space.speaking.filtered(lambda m: m.id == number)
        return self._do(
            space,
            f"{PAGE}/{benefit.id}",
            lambda: benefit._use(space, chosen),
            request.env._("You may use “%s” now.", benefit.name),
        )

    @http.route("/club/benefits/<int:benefit_id>/sheet.csv", type="http", auth="user")
    def sheet(self, benefit_id, **kw):
        """For who sees the benefit's figures in the backend, with their own rights."""
        benefit = request.env["club.benefit"]
        if not benefit.has_access("read") or benefit_id > LARGEST_ID:
            raise request.not_found()
        benefit = benefit.browse(benefit_id).exists()
        if not benefit or not benefit.has_access("read"):
            raise request.not_found()
        name, content = benefit._sheet()
        return request.make_response(
            content,
            [
                ("Content-Type", "text/csv; charset=utf-8"),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )
