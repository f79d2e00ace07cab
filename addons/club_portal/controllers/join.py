from odoo import http
from odoo.http import request

from .signin import careful

# Tries for one mailbox and for one network, and per minutes.
LIMITS = {"address": (3, 24 * 60), "network": (10, 60)}
KINDS = ("person", "organisation")


class Join(http.Controller):
    """Applying to join, without being known."""

    def _types(self):
        # sudo: visitors read what they may apply for, as plain values.
        kinds = request.env["club.membership.type"].sudo()
        return kinds._applicable(request.env.company)

    def _type(self, type_id):
        """The type with this number if one may apply for it."""
        found = self._types().filtered(lambda kind: kind.id == type_id)
        if not found:
            raise request.not_found()
        return found

    def _kind(self, membership_type, asked):
        if membership_type.member_kind != "any":
            return membership_type.member_kind
        return asked if asked in KINDS else "person"

    @http.route(
        "/club/join",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=True,
    )
    def choose(self, **_params):
        """What one may join as, and at what price."""
        return request.render(
            "club_portal.join",
            {
                "association": request.env.company.sudo().name,  # sudo: its name
                "choices": [
                    {
                        "id": kind.id,
                        "name": kind.name,
                        "text": kind.application_text or "",
                        "price": kind._price_words(),
                        "kinds": KINDS
                        if kind.member_kind == "any"
                        else (kind.member_kind,),
                    }
                    for kind in self._types()
                ],
            },
        )

    @http.route(
        "/club/join/<int:type_id>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def form(self, type_id, kind="", **_params):
        """The form for one type."""
        membership_type = self._type(type_id)
        return self._form(membership_type, self._kind(membership_type, kind), {}, {})

    def _form(self, membership_type, kind, typed, problems):
        sections = membership_type.env["club.section"].search(
            [
                ("company_id", "=", membership_type.company_id.id),
                ("parent_id", "!=", False),
            ]
        )
        price = membership_type._price_words()
        page = request.render(
            "club_portal.join_form",
            {
                "association": membership_type.company_id.name,
                "type_id": membership_type.id,
                "type_name": membership_type.name,
                "price": price,
                "asks": {
                    "bracket": "headcount",
                    "seats": "seats",
                    "free": "chosen_amount",
                }.get("" if membership_type.is_free else membership_type.price_model),
                "kind": kind,
                "by_postal_code": any(sections.mapped("postal_codes")),
                "sections": [
                    {"id": section.id, "name": section.complete_name}
                    for section in sections
                ],
                "typed": typed,
                "problems": problems,
                "consents": membership_type.env["club.application"]._asked_consents(
                    membership_type.company_id
                ),
                "accepted_text": self._accepted_text(membership_type.company_id),
            },
        )
        return careful(page)

    def _accepted_text(self, company):
        return request.env._(
            "I apply to join %(association)s and accept its statutes and rules. I "
            "agree that it uses these details for my application and my membership.",
            association=company.name,
        )

    @http.route(
        "/club/join/<int:type_id>",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
    )
    def apply(self, type_id, kind="", club_url="", **form):
        """Read the form; the answer is the same whether the address is known or not.

        :param club_url: a field people do not see: who fills it in is a machine
        """
        membership_type = self._type(type_id)
        kind = self._kind(membership_type, kind)
        # sudo: visitors hold no rights; the form is read by name.
        applications = request.env["club.application"].sudo()
        values, problems = applications._read_form(kind, membership_type, form)
        if problems:
            return self._form(membership_type, kind, form, problems)
        if not club_url and self._may_apply(values["email"]):
            applications._submit(
                values,
                request.env.lang,
                self._accepted_text(membership_type.company_id),
            )
        return careful(
            request.render("club_portal.join_sent", {"email": values["email"]})
        )

    def _may_apply(self, email):
        rates = request.env["club.rate"].sudo()  # sudo: as above
        network = rates._network(request.httprequest.remote_addr)
        return rates._allow("join_from", network, *LIMITS["network"]) and (
            rates._allow("join", email, *LIMITS["address"])
        )

    @http.route(
        "/club/join/confirm/<int:application_id>/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def ask_to_confirm(self, application_id, token, **_params):
        """One click, for mail scanners open links too."""
        application = request.env["club.application"]._by_token(application_id, token)
        if not application:
            raise request.not_found()
        if application.state != "unconfirmed":
            return careful(request.render("club_portal.join_received", {}))
        return careful(
            request.render(
                "club_portal.join_confirm",
                {
                    "name": application.display_name,
                    "association": application.company_id.name,
                },
            )
        )

    @http.route(
        "/club/join/confirm/<int:application_id>/<string:token>",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
    )
    def confirm(self, application_id, token, **_params):
        """The address is theirs: the application reaches the association."""
        application = request.env["club.application"]._by_token(application_id, token)
        if not application:
            raise request.not_found()
        application._confirm()
        return careful(request.render("club_portal.join_received", {}))
