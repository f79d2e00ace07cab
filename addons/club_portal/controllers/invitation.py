from urllib.parse import urlencode

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .base import PortalPages
from .signin import careful

ROUTE = "/club/invitation/<int:invitation_id>/<string:token>"


class Invitation(PortalPages, http.Controller):
    """The page behind the link of an invitation to a team."""

    @http.route(
        ROUTE, type="http", auth="public", methods=["GET"], website=True, sitemap=False
    )
    def invitation(self, invitation_id, token, **kw):
        invitation = request.env["club.invitation"]._by_token(invitation_id, token)
        return self._show(invitation, token)

    @http.route(ROUTE, type="http", auth="public", methods=["POST"], website=True)
    def answer(self, invitation_id, token, name="", **kw):
        """Accept: with one's login, or as somebody new."""
        invitation = request.env["club.invitation"]._by_token(invitation_id, token)
        if not invitation:
            return self._show(invitation, token)
        user = request.env.user
        team = f"/my/company/{invitation.membership_id.id}"
        # sudo: whose click this is, or was.
        if invitation.accepted_by_id and invitation.accepted_by_id == (
            user.sudo().partner_id
        ):
            return request.redirect(team)
        try:
            with request.env.cr.savepoint():
                if user._is_public():
                    return careful(
                        request.redirect(invitation._accept_as_new(name), local=True)
                    )
                invitation._accept(user.partner_id)
        except UserError as refusal:
            return self._show(invitation, token, str(refusal))
        self._flash(
            request.env._("Welcome to the team of %s.", invitation.organisation_id.name)
        )
        return request.redirect(team)

    @http.route(
        ROUTE + "/decline", type="http", auth="public", methods=["POST"], website=True
    )
    def decline(self, invitation_id, token, **kw):
        """Say no: the link is enough, whoever is signed in."""
        invitation = request.env["club.invitation"]._by_token(invitation_id, token)
        try:
            if invitation:
                with request.env.cr.savepoint():
                    invitation._decline()
        except UserError as refusal:
            return self._show(invitation, token, str(refusal))
        return self._show(invitation, token, declined=bool(invitation))

    def _show(self, invitation, token, problem="", declined=False):
        """The page that asks for an answer, or says why there is none to give."""
        closed = self._why_not(invitation)
        user = request.env.user
        here = f"/club/invitation/{invitation.id}/{token}"
        page = request.render(
            "club_portal.invitation",
            {
                "closed": closed,
                "declined": declined and invitation.organisation_id.name,
                "problem": "" if closed else problem,
                "here": here,
                "signed_in": not user._is_public() and user.name,
                "sign_in": "/club/signin?" + urlencode({"redirect": here}),
                "with_password": "/web/login?" + urlencode({"redirect": here}),
                "sign_out": "/web/session/logout?" + urlencode({"redirect": here}),
                **({} if closed else self._shown(invitation)),
            },
            status=404 if not invitation else 410 if closed and not declined else 200,
        )
        return careful(page)

    def _why_not(self, invitation):
        if not invitation:
            return request.env._(
                "This link does not work. If the invitation was sent again, only the "
                "link in the last message works."
            )
        return invitation._why_closed()

    def _shown(self, invitation):
        return {
            "organisation": invitation.organisation_id.name,
            "association": invitation.company_id.name,
            "author": invitation.invited_by_id.name or "",
            "name": invitation.name,
            "email": invitation.email,
            "role": invitation.role,
        }
