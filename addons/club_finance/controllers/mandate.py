import base64

from odoo import http
from odoo.addons.club_portal.controllers.base import PortalPages, file_response
from odoo.http import request

BACK = "/my/mandate"
# What the forms of a signature hold.
TYPED = ("iban", "holder", "name", "agreed")


class MandatePages(PortalPages, http.Controller):
    """Sign, see, change and revoke the mandate that debits one's bank account."""

    @http.route(BACK, type="http", auth="user", methods=["GET"], website=True)
    def mandates(self, **kw):
        space = self._space()
        values = request.env["club.mandate"]._page_of_space(space)
        if not values["parties"]:
            raise request.not_found()
        return self._page("club_finance.mandates", space, {"page": "mandate", **values})

    @http.route(
        f"{BACK}/<int:membership_id>/sign",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def sign(self, membership_id, **kw):
        space = self._space()
        mandates = request.env["club.mandate"]
        if not mandates._party(space, membership_id):
            raise request.not_found()
        typed = self._typed(kw)
        return self._do(
            space,
            BACK,
            lambda: mandates._sign_of_space(space, membership_id, typed),
            lambda mandate: space.env._(
                "Signed: mandate %(reference)s on the account %(iban)s.",
                reference=mandate.reference,
                iban=mandate.iban_masked,
            ),
        )

    @http.route(
        f"{BACK}/<int:mandate_id>/change",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def change(self, mandate_id, **kw):
        space = self._space()
        mandate = self._mandate(space, mandate_id)
        typed = self._typed(kw)
        return self._do(
            space,
            BACK,
            lambda: mandate._replace_of_space(space, typed),
            lambda new: space.env._(
                "Changed: mandate %(reference)s on the account %(iban)s.",
                reference=new.reference,
                iban=new.iban_masked,
            ),
        )

    @http.route(
        f"{BACK}/<int:mandate_id>/revoke",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def revoke(self, mandate_id, **kw):
        space = self._space()
        mandate = self._mandate(space, mandate_id)
        return self._do(
            space,
            BACK,
            mandate.action_revoke,
            space.env._(
                "Revoked: nothing will be debited on the mandate %s any more.",
                mandate.reference,
            ),
        )

    @http.route(
        f"{BACK}/<int:mandate_id>/paper",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def paper(self, mandate_id, **kw):
        """The document as it was signed."""
        mandate = self._mandate(self._space(), mandate_id)
        if not mandate.document:
            raise request.not_found()
        name = mandate.document_name or mandate.reference
        response = file_response(
            base64.b64decode(mandate.document), name, mandate._document_type()
        )
        # A scan is what somebody sent: it is looked at, never run.
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response

    def _mandate(self, space, mandate_id):
        mandates = request.env["club.mandate"]._of_space(space)
        mandate = mandates.filtered(lambda mandate: mandate.id == mandate_id)
        if not mandate:
            raise request.not_found()
        return mandate

    def _typed(self, asked):
        browser = request.httprequest
        return {
            **{name: asked.get(name, "") for name in TYPED},
            "ip_address": browser.remote_addr,
            "user_agent": browser.user_agent.string,
        }
