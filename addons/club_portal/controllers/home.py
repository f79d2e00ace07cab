from odoo import http
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import request

from .base import ACTING_FOR, PortalPages


class Home(PortalPages, CustomerPortal):
    """The first page of the member's space, and whose space it is."""

    @http.route()
    def home(self, **kw):
        space = self._space()
        return self._page(
            "club_portal.home",
            space,
            {"page": "home", "statuses": self._statuses(space)},
        )

    def _statuses(self, space):
        """Where each membership of this space stands."""
        found = []
        dues = request.env["club.due"]._of_space(space)
        for membership in space.memberships:
            sentence, tone = membership._status_sentence()
            may_pay = membership in space.payable
            found.append(
                {
                    "id": membership.id,
                    "name": membership.partner_id.name,
                    "number": membership.number,
                    "association": membership.company_id.name,
                    "sentence": sentence,
                    "tone": tone,
                    "step": membership._next_step(dues) if may_pay else None,
                }
            )
        return found

    @http.route(
        "/my/for/<int:membership_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def act_for(self, membership_id, **kw):
        """Open the space of a member whom one may act for."""
        space = request.env["club.space"]._open(membership_id)
        if space.mode == "self":
            raise request.not_found()
        request.session[ACTING_FOR] = membership_id
        return request.redirect("/my")

    @http.route("/my/for/me", type="http", auth="user", methods=["POST"], website=True)
    def act_for_oneself(self, **kw):
        """Come back to one's own space."""
        request.session.pop(ACTING_FOR, None)
        return request.redirect("/my")
