from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.club_request_propose import LENGTHS
from .request_door import RequestDoor

TYPED = ("name", "wish", "motivation", "kind", "product", "module", "version")
TYPED += ("is_pilot_offered", "shown", "membership_id", "pain", "mailed")


class RequestNewPages(RequestDoor, http.Controller):
    """Propose a request, see similar ones first, and correct it."""

    def _form_page(self, space, form, error="", similar=(), edited=None):
        requests = request.env["club.request"]
        return self._roadmap_page(
            "club_roadmap.request_form",
            space,
            "requests",
            {
                "form": form,
                "error": error,
                "similar": similar,
                "edited": edited and edited._card_values()[0],
                "choices": requests._form_choices(space),
                "lengths": LENGTHS,
                "file_limits": request.env["club.request"]._upload_limits(),
                "may_propose": requests._may_propose(space),
            },
        )

    def _typed(self, form):
        return {name: form.get(name) or "" for name in TYPED}

    @http.route(
        "/my/requests/new", type="http", auth="user", methods=["GET"], website=True
    )
    def new(self, title="", pain="", **kw):
        space = self._member_space()
        form = {
            **dict.fromkeys(TYPED, ""),
            "name": title[: LENGTHS["name"]],
            "pain": pain[:9],
            "kind": "product",
            "shown": "yes",
            "membership_id": str(space.standing[:1].id),
        }
        return self._form_page(space, form)

    @http.route(
        "/my/requests/new", type="http", auth="user", methods=["POST"], website=True
    )
    def propose(self, membership_id="", seen="", **form):
        """Publish it, unless similar requests were not shown yet (``seen``: ids of
        those that were)."""
        space = self._member_space()
        membership = self._chosen(space.standing, membership_id)
        typed = self._typed({**form, "membership_id": str(membership.id)})
        requests = request.env["club.request"]
        similar = requests._similar_cards(space, typed["name"], typed["wish"])
        shown_before = set(seen.split(","))
        if any(str(card["id"]) not in shown_before for card in similar):
            return self._form_page(space, typed, similar=similar)
        try:
            with request.env.cr.savepoint():
                made = requests._propose(
                    space,
                    typed,
                    membership,
                    typed["shown"] == "yes",
                    self._uploads("club.request"),
                )
                # Nothing that tells which one: traces are read by the office.
                said = request.env._("Your request is published.")
                space.trace(said)
                request.env["club.request.mail"]._said(typed["mailed"]).unlink()
        except UserError as refusal:
            return self._form_page(space, typed, error=str(refusal), similar=similar)
        self._flash(said)
        return request.redirect(f"/my/requests/{made.id}")

    @http.route(
        "/my/requests/mailed/<int:mail_id>/<string:token>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def mailed(self, mail_id, token, **kw):
        """The form, filled in with what came by e-mail: it is published from here."""
        space = self._member_space()
        found = request.env["club.request.mail"]._find(mail_id, token)
        if not found:
            raise request.not_found()
        form = {
            **dict.fromkeys(TYPED, ""),
            "name": found.subject or "",
            "wish": found.body or "",
            "kind": "product",
            "shown": "yes",
            "membership_id": str(space.standing[:1].id),
            "mailed": f"{mail_id}-{token}",
        }
        return self._form_page(space, form)

    @http.route("/my/requests/similar", type="jsonrpc", auth="user", website=True)
    def similar(self, title="", wish="", **kw):
        """Requests that resemble what is being typed; nothing once a machine asks."""
        space = self._member_space()
        requests = request.env["club.request"]
        if not requests._may_look_for_similar(space.user):
            return []
        return requests._similar_cards(space, str(title)[:200], str(wish)[:1000])

    @http.route(
        "/my/requests/<int:request_id>/edit",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def edit(self, request_id, **kw):
        space = self._member_space()
        own = self._own(space, request_id)
        if not own._is_editable():
            return request.redirect(f"/my/requests/{own.id}")
        return self._form_page(space, own._typed_values(), edited=own)

    @http.route(
        "/my/requests/<int:request_id>/edit",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def correct(self, request_id, **form):
        space = self._member_space()
        own = self._own(space, request_id)
        typed = self._typed(form)
        return self._do(
            space,
            f"/my/requests/{own.id}",
            lambda: own._correct(space, typed, self._uploads("club.request")),
            request.env._("Your request is corrected."),
        )
