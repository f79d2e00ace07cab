from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.club_team_page import GIVEN
from .base import PortalPages


def team_route(path):
    """A form that only a team manager sends."""
    return http.route(
        f"/my/company/<int:membership_id>{path}",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )


class CompanyTeam(PortalPages, http.Controller):
    """My company: what its team manager does."""

    def _managed(self, membership_id):
        """(space, membership) of a team that this person manages."""
        space = self._space()
        membership = space.manages.filtered(lambda m: m.id == membership_id)
        if not membership:
            raise request.not_found()
        return space, membership

    def _answer(self, space, membership, action, done):
        return self._do(space, f"/my/company/{membership.id}", action, done)

    def _role(self, role):
        if role not in GIVEN:
            raise UserError(request.env._("Choose what they will do."))
        return role

    def _delegation(self, membership, delegation_id):
        """A current delegation of this very team."""
        row = membership._team_on().filtered(lambda d: d.id == delegation_id)
        if not row:
            raise request.not_found()
        return row

    def _invitation(self, membership, invitation_id):
        invitation = membership.invitation_ids.filtered(lambda i: i.id == invitation_id)
        if not invitation:
            raise request.not_found()
        return invitation

    @team_route("/invite")
    def invite(self, membership_id, email="", name="", role="seat", **kw):
        space, membership = self._managed(membership_id)
        return self._answer(
            space,
            membership,
            lambda: membership._invite(
                email, name, self._role(role), author=space.person
            ),
            lambda sent: request.env._("The invitation is sent to %s.", sent.email),
        )

    @team_route("/invitations/<int:invitation_id>/resend")
    def resend(self, membership_id, invitation_id, **kw):
        space, membership = self._managed(membership_id)
        invitation = self._invitation(membership, invitation_id)
        return self._answer(
            space,
            membership,
            invitation._resend,
            request.env._(
                "The invitation is sent again to %s. The link sent before no longer "
                "works.",
                invitation.email,
            ),
        )

    @team_route("/invitations/<int:invitation_id>/cancel")
    def cancel(self, membership_id, invitation_id, **kw):
        space, membership = self._managed(membership_id)
        invitation = self._invitation(membership, invitation_id)
        return self._answer(
            space,
            membership,
            invitation._cancel,
            request.env._("The invitation of %s is cancelled.", invitation.name),
        )

    @team_route("/people/<int:delegation_id>/promote")
    def promote(self, membership_id, delegation_id, role="manager", **kw):
        space, membership = self._managed(membership_id)
        row = self._delegation(membership, delegation_id)
        return self._answer(
            space,
            membership,
            lambda: row._promote(self._role(role)),
            request.env._("%s has a new role.", row.partner_id.name),
        )

    @team_route("/people/<int:delegation_id>/end")
    def end(self, membership_id, delegation_id, **kw):
        space, membership = self._managed(membership_id)
        row = self._delegation(membership, delegation_id)
        return self._answer(
            space,
            membership,
            lambda: row._end(author=space.person),
            request.env._("The role of %s is over.", row.partner_id.name),
        )

    @team_route("/hand-over")
    def hand_over(self, membership_id, successor="", **kw):
        """Hand one's own role of team manager over to a colleague."""
        space, membership = self._managed(membership_id)
        mine = membership._team_on(None, "manager").filtered(
            lambda d: d.partner_id == space.person
        )
        people = membership._team_on().partner_id
        return self._do(
            space,
            "/my/company",
            lambda: mine._hand_over(people.filtered(lambda p: str(p.id) == successor)),
            lambda theirs: request.env._(
                "%s manages the team now.", theirs.partner_id.name
            ),
        )

    @http.route(
        "/my/company/<int:membership_id>/seats",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def seats(self, membership_id, count="1", **kw):
        """What more seats cost, before they are ordered."""
        space, membership = self._managed(membership_id)
        try:
            order = membership._order_page(membership._read_count(count))
        except UserError as refusal:
            self._flash(str(refusal), "danger")
            return request.redirect(f"/my/company/{membership.id}")
        return self._page(
            "club_portal.company_seats",
            space,
            {
                "page": "company",
                "organisation": membership.partner_id.name,
                "url": f"/my/company/{membership.id}",
                "order": order,
            },
        )

    @team_route("/seats")
    def order_seats(self, membership_id, count="", seen="", **kw):
        space, membership = self._managed(membership_id)
        return self._answer(
            space,
            membership,
            lambda: membership._order_seats(
                membership._read_count(count),
                author=space.person,
                seen=membership._read_count(seen),
            ),
            request.env._("The seats are there: you can invite colleagues."),
        )

    @team_route("/domain")
    def domain(self, membership_id, domain="", joinable="", **kw):
        space, membership = self._managed(membership_id)
        opened = bool(joinable)
        return self._answer(
            space,
            membership,
            lambda: membership._set_joinable(domain, opened, space.person),
            request.env._("Colleagues with an address there may join by themselves.")
            if opened
            else request.env._("Colleagues join by invitation only."),
        )
