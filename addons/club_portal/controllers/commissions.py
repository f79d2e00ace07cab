from odoo import http
from odoo.addons.portal.controllers.portal import pager
from odoo.http import request

from .base import PortalPages

STEP = 50
# Further on, numbers are typed by machines and too large for the database.
LAST_PAGE = 10_000


class CommissionDoor(PortalPages):
    """Which commissions and people an address may name."""

    def _commission(self, space, commission_id):
        """The commission with this id, if this space may look at it."""
        return self._pick(
            request.env["club.commission"]._of_space(space), commission_id
        )

    def _pick(self, visible, commission_id):
        found = visible.filtered(lambda commission: commission.id == commission_id)
        if not found:
            raise request.not_found()
        return found

    def _own_row(self, space, commission, *states):
        """The row of the space's person there, if it is in one of these states."""
        row = commission._seat_of(space)
        if row.state not in states:
            raise request.not_found()
        return row

    def _people(self, commission, url, number, search):
        """One page of the members, with its pager."""
        search = search[:60].strip()
        number = min(max(number, 1), LAST_PAGE)
        people = commission._member_values(search, (number - 1) * STEP, STEP)
        return {
            "people": people,
            "search": search,
            "pager": pager(
                url=url,
                total=people["total"],
                page=number,
                step=STEP,
                url_args={"search": search} if search else {},
            ),
        }


class CommissionPages(CommissionDoor, http.Controller):
    """Browse commissions, join, wait, leave."""

    @http.route(
        "/my/commissions", type="http", auth="user", methods=["GET"], website=True
    )
    def commissions(self, **kw):
        space = self._space()
        values = request.env["club.commission"]._list_values(space)
        return self._page(
            "club_portal.commissions", space, {"page": "commissions", **values}
        )

    @http.route(
        [
            "/my/commissions/<int:commission_id>",
            "/my/commissions/<int:commission_id>/page/<int:number>",
        ],
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def commission(self, commission_id, number=1, search="", **kw):
        space = self._space()
        visible = request.env["club.commission"]._of_space(space)
        commission = self._pick(visible, commission_id)
        values = commission._page_values(space, visible)
        people = {}
        if commission._seat_of(space)._takes_part():
            people = self._people(commission, values["url"], number, search)
        return self._page(
            "club_portal.commission",
            space,
            {"page": "commissions", "commission": values, **people},
        )

    @http.route(
        "/my/commissions/<int:commission_id>/join",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def join(self, commission_id, membership_id="", **kw):
        space = self._space()
        commission = self._commission(space, commission_id)
        chosen = int(membership_id) if membership_id.isdecimal() else 0
        membership = space.membership(chosen)
        if not membership:
            raise request.not_found()
        return self._do(
            space,
            f"/my/commissions/{commission.id}",
            lambda: commission._join(space.person, membership),
            lambda row: row._joined_sentence(),
        )

    @http.route(
        "/my/commissions/<int:commission_id>/accept",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def accept(self, commission_id, **kw):
        space = self._space()
        commission = self._commission(space, commission_id)
        row = self._own_row(space, commission, "invited")

        def accept():
            row._accept_invitation()
            return row

        return self._do(
            space,
            f"/my/commissions/{commission.id}",
            accept,
            lambda row: row._joined_sentence(),
        )

    @http.route(
        "/my/commissions/<int:commission_id>/leave",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def leave(self, commission_id, reason="", **kw):
        """Leave, withdraw a request, give up a number of the list or decline."""
        space = self._space()
        commission = self._commission(space, commission_id)
        row = self._own_row(
            space, commission, "active", "waiting", "requested", "invited"
        )
        done = row._left_sentence()

        def leave():
            if row.state == "invited":
                row._decline_invitation()
            else:
                row._leave(reason[:200].strip())

        return self._do(space, "/my/commissions", leave, done)
