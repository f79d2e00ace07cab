from odoo import http
from odoo.http import request

from .commissions import CommissionDoor

ROLES = ("chair", "vice_chair", "secretary", "member")


def chair_route(path):
    """A form that only who leads the commission sends."""
    return http.route(
        f"/my/commissions/<int:commission_id>{path}",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )


class CommissionChairPages(CommissionDoor, http.Controller):
    """The desk of who leads a commission: requests, members, invitations, messages."""

    def _led(self, commission_id):
        """(space, commission), if the space's person leads the one with this id."""
        space = self._space()
        commission = self._commission(space, commission_id)
        if not commission._seat_of(space)._leads():
            raise request.not_found()
        return space, commission

    def _answer(self, space, commission, action, done):
        return self._do(space, f"/my/commissions/{commission.id}/desk", action, done)

    def _decide(self, commission_id, row_id, state, action, done):
        """Do something about one person of the commission, and go back to the desk.

        :param state: in which the person must be
        :param action: function of their row and of the leader; it may return a row
            that follows this one
        :param done: function of the row: the sentence that says what was done
        """
        space, commission = self._led(commission_id)
        row = commission._row_here(row_id, state)
        if not row:
            raise request.not_found()
        return self._answer(
            space, commission, lambda: action(row, space.person) or row, done
        )

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
        if not commission._seat_of(space)._leads():
            # Who has just handed the chair over reads what was done there.
            return request.redirect(f"/my/commissions/{commission.id}")
        url = f"/my/commissions/{commission.id}/desk"
        return self._page(
            "club_portal.commission_desk",
            space,
            {
                "page": "commissions",
                "commission": commission._head_values(),
                **commission._desk_values(commission._seat_of(space)),
                **self._people(commission, url, number, search),
            },
        )

    @chair_route("/requests/<int:row_id>/accept")
    def accept_request(self, commission_id, row_id, **kw):
        return self._decide(
            commission_id,
            row_id,
            "requested",
            lambda row, _leader: row._approve(),
            lambda row: request.env._(
                "%s is told that the request is accepted.", row.partner_id.name
            ),
        )

    @chair_route("/requests/<int:row_id>/refuse")
    def refuse_request(self, commission_id, row_id, reason="", **kw):
        return self._decide(
            commission_id,
            row_id,
            "requested",
            lambda row, _leader: row._refuse(reason[:200].strip()),
            lambda row: request.env._(
                "%s is told that the request is refused.", row.partner_id.name
            ),
        )

    @chair_route("/members/<int:row_id>/role")
    def set_role(self, commission_id, row_id, role="", **kw):
        if role not in ROLES:
            raise request.not_found()
        return self._decide(
            commission_id,
            row_id,
            "active",
            lambda row, leader: row._give_role(role, leader),
            lambda row: row._role_sentence(),
        )

    @chair_route("/members/<int:row_id>/remove")
    def remove(self, commission_id, row_id, reason="", **kw):
        """End somebody's place; they are told why."""
        return self._decide(
            commission_id,
            row_id,
            "active",
            lambda row, leader: row._remove_by(leader, reason[:200].strip()),
            lambda row: request.env._(
                "%s no longer takes part, and is told why.", row.partner_id.name
            ),
        )

    @chair_route("/invite")
    def invite(self, commission_id, who="", **kw):
        space, commission = self._led(commission_id)
        # Counted before: a refusal takes back what was written on the way to it.
        counted = commission._count_search(space.user)
        return self._answer(
            space,
            commission,
            lambda: commission._invite_by(who[:200], space.person, counted),
            lambda row: row._invited_sentence(),
        )

    @chair_route("/invitations/<int:row_id>/cancel")
    def cancel_invitation(self, commission_id, row_id, **kw):
        return self._decide(
            commission_id,
            row_id,
            "invited",
            lambda row, _leader: row._cancel_invitation(),
            lambda row: request.env._(
                "The invitation of %s is cancelled.", row.partner_id.name
            ),
        )

    @chair_route("/message")
    def message(self, commission_id, subject="", body="", **kw):
        space, commission = self._led(commission_id)
        return self._answer(
            space,
            commission,
            lambda: commission._message_from(subject[:200], body[:20000], space.person),
            lambda count: request.env._(
                "Your message is on its way to %s members.", count
            ),
        )
