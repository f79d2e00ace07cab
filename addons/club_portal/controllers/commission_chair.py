from odoo import http
from odoo.http import request

from .commissions import CommissionDoor

ROLES = ("chair", "vice_chair", "secretary", "member")


class CommissionChairPages(CommissionDoor, http.Controller):
    """The desk of who leads a commission: requests, members, invitations, messages."""

    def _led(self, space, commission_id):
        """The commission with this id, if the space's person leads it."""
        commission = self._commission(space, commission_id)
        if not commission._is_led_by(space.person):
            raise request.not_found()
        return commission

    def _row(self, commission, row_id, *states):
        row = commission._row_here(row_id, *states)
        if not row:
            raise request.not_found()
        return row

    @http.route(
        [
            "/my/commissions/<int:commission_id>/desk",
            "/my/commissions/<int:commission_id>/desk/page/<int:number>",
        ],
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def desk(self, commission_id, number=1, search="", **kw):
        space = self._space()
        commission = self._commission(space, commission_id)
        if not commission._is_led_by(space.person):
            # Who has just handed the chair over reads what was done there.
            return request.redirect(f"/my/commissions/{commission.id}")
        url = f"/my/commissions/{commission.id}/desk"
        return self._page(
            "club_portal.commission_desk",
            space,
            {
                "page": "commissions",
                "commission": commission._head_values(),
                **commission._desk_values(),
                **self._people(commission, url, number, search),
            },
        )

    @http.route(
        "/my/commissions/<int:commission_id>/requests/<int:row_id>/accept",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def accept_request(self, commission_id, row_id, **kw):
        space = self._space()
        commission = self._led(space, commission_id)
        row = self._row(commission, row_id, "requested")
        return self._do(
            space,
            f"/my/commissions/{commission.id}/desk",
            row._approve,
            request.env._(
                "%s is told that the request is accepted.", row.partner_id.name
            ),
        )

    @http.route(
        "/my/commissions/<int:commission_id>/requests/<int:row_id>/refuse",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def refuse_request(self, commission_id, row_id, reason="", **kw):
        space = self._space()
        commission = self._led(space, commission_id)
        row = self._row(commission, row_id, "requested")
        return self._do(
            space,
            f"/my/commissions/{commission.id}/desk",
            lambda: row._refuse(reason[:200].strip()),
            request.env._(
                "%s is told that the request is refused.", row.partner_id.name
            ),
        )

    @http.route(
        "/my/commissions/<int:commission_id>/members/<int:row_id>/role",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def set_role(self, commission_id, row_id, role="", **kw):
        space = self._space()
        commission = self._led(space, commission_id)
        row = self._row(commission, row_id, "active")
        if role not in ROLES:
            raise request.not_found()
        mine = commission._live_row(space.person)
        # Who stands in for the chair neither deposes nor appoints.
        if mine.role != "chair" and {role, row.role} & {"chair", "vice_chair"}:
            self._flash(
                request.env._("Only the chair hands these roles over."), "danger"
            )
            return request.redirect(f"/my/commissions/{commission.id}/desk")
        return self._do(
            space,
            f"/my/commissions/{commission.id}/desk",
            lambda: row._set_role(role),
            lambda new: new._role_sentence(),
        )

    @http.route(
        "/my/commissions/<int:commission_id>/invite",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def invite(self, commission_id, who="", **kw):
        space = self._space()
        commission = self._led(space, commission_id)
        return self._do(
            space,
            f"/my/commissions/{commission.id}/desk",
            lambda: commission._invite_by(who[:200]),
            lambda row: row._invited_sentence(),
        )

    @http.route(
        "/my/commissions/<int:commission_id>/message",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def message(self, commission_id, subject="", body="", **kw):
        space = self._space()
        commission = self._led(space, commission_id)
        return self._do(
            space,
            f"/my/commissions/{commission.id}/desk",
            lambda: commission._message_from(subject[:200], body[:20000], space.person),
            lambda count: request.env._(
                "Your message is on its way to %s members.", count
            ),
        )
