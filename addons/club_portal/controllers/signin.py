from urllib.parse import urlencode

from odoo import http
from odoo.addons.web.controllers.utils import _get_login_redirect_url
from odoo.exceptions import AccessDenied
from odoo.http import request

from ..models.club_signin_link import local_path
from .base import ACTING_FOR
from .language import in_own_language

# Tries for one mailbox, for one network (perhaps a whole organisation on the day of
# the opening), for its neighbours, and per minutes. There is none for all visitors
# together: whoever used it up would lock everybody out.
LIMITS = {"address": (4, 15), "network": (60, 15), "neighbours": (300, 15)}


def careful(response):
    """Addresses here are secrets: neither stored nor told to another site."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


class SignIn(http.Controller):
    """Signing in by a link sent by e-mail, without a password."""

    @http.route(
        "/club/signin",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def ask(self, redirect="", **_params):
        """One question: your e-mail address or member number?"""
        if request.session.uid:
            return request.redirect(local_path(redirect) or "/my")
        return self._form(redirect)

    def _form(self, redirect="", problem="", status=200):
        redirect = local_path(redirect)
        after = f"?{urlencode({'redirect': redirect})}" if redirect else ""
        page = request.render(
            "club_portal.signin",
            {
                "redirect": redirect,
                "login_url": f"/web/login{after}",
                "problem": problem,
            },
            status=status,
        )
        return careful(page)

    @http.route(
        "/club/signin", type="http", auth="public", methods=["POST"], website=True
    )
    def send(self, asked="", redirect="", **_params):
        """Note what was typed and say always the same: known or not."""
        asked = asked.strip()
        if not asked:
            return self._form(
                redirect,
                request.env._("Type your e-mail address or your member number."),
            )
        if not self._may_ask():
            return self._form(
                redirect,
                request.env._(
                    "Many links were asked for from here. Wait a quarter of an hour "
                    "and try again."
                ),
                429,
            )
        # sudo: counting tries is not the visitor's business.
        rates = request.env["club.rate"].sudo()
        if rates._allow("signin", rates._mailbox(asked), *LIMITS["address"]):
            request.env["club.signin.request"]._note(asked, request.env.lang, redirect)
        return careful(request.render("club_portal.signin_sent", {}))

    def _may_ask(self):
        rates = request.env["club.rate"].sudo()  # sudo: as above
        address = request.httprequest.remote_addr
        network, around = rates._network(address), rates._neighbours(address)
        return rates._allow("signin_from", network, *LIMITS["network"]) and (
            rates._allow("signin_around", around, *LIMITS["neighbours"])
        )

    @http.route(
        "/club/signin/<int:link_id>/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def open_link(self, link_id, token, **_params):
        """Ask for one click: what opens links in mails by itself must not use them."""
        link = request.env["club.signin.link"]._find(link_id, token)
        if not link:
            return self._over()
        return careful(
            request.render("club_portal.signin_link", {"name": link.user_id.name})
        )

    @http.route(
        "/club/signin/<int:link_id>/<string:token>",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
    )
    def use_link(self, link_id, token, **_params):
        """Sign in, once; a second factor is still asked for."""
        link = request.env["club.signin.link"]._find(link_id, token)
        if not link:
            return self._over()
        try:
            signed = request.session.authenticate(
                request.env,
                {
                    "type": "club_link",
                    "login": link.user_id.login,
                    "link_id": link.id,
                    "token": token,
                },
            )
        except AccessDenied:
            return self._over()
        # Whom somebody else acted for in this browser is not this person's business.
        request.session.pop(ACTING_FOR, None)
        redirect = local_path(link.redirect) or "/my"
        page = _get_login_redirect_url(signed["uid"], redirect)
        return request.redirect(in_own_language(signed["uid"], page))

    def _over(self):
        """Used, too old, or never made: one answer for all."""
        return self._form(
            problem=request.env._(
                "This link does not work any more: each works once, for a short "
                "while. Ask for another one below."
            ),
            status=410,
        )
