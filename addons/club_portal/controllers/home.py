from odoo import http
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import request

from .base import ACTING_FOR, PortalPages

OPENED = "club_opened"


class Home(PortalPages, CustomerPortal):
    """The first page of the member's space, and whose space it is."""

    @http.route()
    def home(self, **kw):
        space = self._space(closed=True)
        return self._page(
            "club_portal.home",
            space,
            {
                "page": "home",
                "statuses": self._statuses(space),
                "has_calendar": self._has_calendar(space),
            },
        )

    def _has_calendar(self, space):
        """Whether there is something for the person's own calendar to follow."""
        if space.waiting or not space.personal:
            return False
        feeds = request.env["club.calendar.feed"]
        return bool(feeds._contents(space) or feeds._of_space(space))

    def _statuses(self, space):
        """Where each membership of this space stands, or when the space opens."""
        if space.waiting:
            return [
                self._status(m, m._opening_sentence(), "secondary")
                for m in space.waiting
            ]
        dues = request.env["club.due"]._of_space(space)
        return [
            self._status(
                membership,
                *membership._status_sentence(),
                membership._next_step(dues) if membership in space.payable else None,
            )
            for membership in space.memberships
        ]

    def _status(self, membership, sentence, tone, step=None):
        return {
            "id": membership.id,
            "name": membership.partner_id.name,
            "number": membership.number,
            "association": membership.company_id.name,
            "sentence": sentence,
            "tone": tone,
            "step": step,
        }

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
        self._trace_opening(space)
        return request.redirect("/my")

    def _trace_opening(self, space):
        """Staff read a member's space: once in a session that is told as well."""
        opened = request.session.get(OPENED, [])
        if space.mode == "staff" and space.key not in opened:
            request.session[OPENED] = [*opened, space.key]
            space.trace(request.env._("The space was opened."))

    @http.route("/my/for/me", type="http", auth="user", methods=["POST"], website=True)
    def act_for_oneself(self, **kw):
        """Come back to one's own space."""
        request.session.pop(ACTING_FOR, None)
        return request.redirect("/my")
