import json

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .base import PortalPages, file_response


class PrivacyDataPages(PortalPages, http.Controller):
    """Who can see my data, all of it as a file, consents, and being forgotten."""

    @http.route(
        "/my/privacy/data", type="http", auth="user", website=True, methods=["GET"]
    )
    def data(self, **kw):
        space = self._personal_space()
        choices = space.env["club.privacy.choice"]._levels(space.person, space.company)
        levels = space.env["club.privacy.field"]._fields["level"]
        return self._page(
            "club_portal.privacy_data",
            space,
            {
                "page": "privacy",
                "tab": "data",
                "readers": space.env["club.data.readers"]._of(space),
                "shown": [
                    (label, [c["label"] for c in choices if c["level"] == level])
                    for level, label in reversed(
                        levels._description_selection(request.env)
                    )
                ],
                # Staff on the telephone see what they may see, not all of it.
                "may_download": space.mode != "staff",
            },
        )

    @http.route(
        "/my/privacy/data/download",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def download(self, **kw):
        """All that is known, for the person alone: three times a day at most."""
        space = self._personal_space()
        if space.mode == "staff":
            raise request.not_found()
        try:
            values = space.env["club.data.export"]._of(space)
        except UserError as refusal:
            self._flash(str(refusal), "danger")
            return request.redirect("/my/privacy/data")
        space.trace(space.env._("Downloaded all data."))
        return file_response(
            json.dumps(values, ensure_ascii=False, indent=1),
            "my-data.json",
            "application/json; charset=utf-8",
        )

    @http.route(
        "/my/privacy/consents", type="http", auth="user", website=True, methods=["GET"]
    )
    def consents(self, **kw):
        space = self._personal_space()
        return self._page(
            "club_portal.privacy_consents",
            space,
            {
                "page": "privacy",
                "tab": "consents",
                "consents": space.env["club.consent"]._for_person(
                    space.company, space.person
                ),
            },
        )

    @http.route(
        "/my/privacy/consents/<int:wording_id>",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def answer(self, wording_id, answer="", **kw):
        space = self._personal_space()
        given = {"give": True, "withdraw": False}.get(answer)
        if given is None:
            raise request.not_found()
        return self._do(
            space,
            "/my/privacy/consents",
            lambda: space.env["club.consent.answer"]._answer(space, wording_id, given),
            space.env._("Thank you, your agreement is noted.")
            if given
            else space.env._("You no longer agree: it is noted."),
        )

    @http.route(
        "/my/privacy/erasure", type="http", auth="user", website=True, methods=["GET"]
    )
    def erasure(self, **kw):
        space = self._personal_space()
        erasures = space.env["club.erasure"]
        return self._page(
            "club_portal.privacy_erasure",
            space,
            {
                "page": "privacy",
                "tab": "erasure",
                "waiting": erasures._waiting(space).create_date,
                "refused": erasures.search(
                    [
                        ("partner_id", "=", space.person.id),
                        ("company_id", "=", space.company.id),
                        ("state", "=", "refused"),
                    ],
                    limit=1,
                ),
                "obstacle": space.person._club_erasure_obstacle(),
            },
        )

    @http.route(
        "/my/privacy/erasure", type="http", auth="user", website=True, methods=["POST"]
    )
    def ask_erasure(self, reason="", **kw):
        space = self._personal_space()
        return self._do(
            space,
            "/my/privacy/erasure",
            lambda: space.env["club.erasure"]._request(space, reason),
            space.env._("Your request is received. You will get an answer by e-mail."),
        )
