from odoo import fields, http
from odoo.http import request

from .base import PortalPages


class MembershipPages(PortalPages, http.Controller):
    """Status, history and renewal."""

    @http.route(
        "/my/membership", type="http", auth="user", methods=["GET"], website=True
    )
    def membership(self, **kw):
        space = self._space()
        dues = request.env["club.due"]._of_space(space)
        shown = space.memberships | space.payable
        return self._page(
            "club_portal.membership",
            space,
            {
                "page": "membership",
                "memberships": [
                    {
                        **membership._status_values(),
                        "step": membership in space.payable
                        and membership._next_step(dues),
                    }
                    for membership in shown
                ],
            },
        )

    @http.route(
        "/my/membership/<int:membership_id>/renew",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def renew(self, membership_id, seen="", **kw):
        """Ask for the next period, once however often one clicks.

        :param seen: last day of the membership as the page showed it
        """
        space = self._space()
        membership = space.payable.filtered(lambda m: m.id == membership_id)
        if not membership:
            raise request.not_found()
        try:
            day = fields.Date.to_date(seen)
        except ValueError:
            raise request.not_found() from None
        return self._do(
            space,
            "/my/membership",
            lambda: membership._renew(day),
            membership._renewed_sentence,
        )
