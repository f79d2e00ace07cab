from odoo import http
from odoo.http import request

from ..models.club_privacy_field import LEVELS
from .base import PortalPages


class PrivacyPages(PortalPages, http.Controller):
    """Who sees what of me: one choice per piece of information, and a preview."""

    @http.route("/my/privacy", type="http", auth="user", website=True, methods=["GET"])
    def privacy(self, **kw):
        space = self._personal_space()
        return self._choices_page(space, space.person, space.company, "/my/privacy")

    @http.route("/my/privacy", type="http", auth="user", website=True, methods=["POST"])
    def choose(self, **kw):
        space = self._personal_space()
        return self._choose(space, space.person, space.company, "/my/privacy", kw)

    @http.route(
        "/my/privacy/of/<int:membership_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def privacy_of(self, membership_id, **kw):
        """The same for an organisation whose team one manages."""
        space = self._space()
        membership = self._managed(space, membership_id)
        return self._choices_page(
            space,
            membership.partner_id,
            membership.company_id,
            f"/my/privacy/of/{membership.id}",
        )

    @http.route(
        "/my/privacy/of/<int:membership_id>",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def choose_of(self, membership_id, **kw):
        space = self._space()
        membership = self._managed(space, membership_id)
        return self._choose(
            space,
            membership.partner_id,
            membership.company_id,
            f"/my/privacy/of/{membership.id}",
            kw,
        )

    def _managed(self, space, membership_id):
        membership = space.manages.filtered(lambda m: m.id == membership_id)
        if not membership:
            raise request.not_found()
        return membership

    def _choices_page(self, space, partner, company, back):
        env = space.env
        cards = env["club.directory.entry"]._cards_shown_to(company, partner)
        levels = env["club.privacy.field"]._fields["level"]
        return self._page(
            "club_portal.privacy",
            space,
            {
                "page": "privacy",
                "tab": "choices",
                "partner": partner,
                "mine": partner == space.person,
                "organisations": space.manages,
                "back": back,
                "fields": env["club.privacy.choice"]._levels(partner, company),
                "levels": levels._description_selection(request.env),
                "previews": [
                    {"audience": audience, "card": card}
                    for audience, card in cards.items()
                ],
                "public": company.club_public_directory,
                "member": partner in space.memberships.filtered("is_member").partner_id
                or bool(space.organisations.filtered("is_member")),
            },
        )

    def _choose(self, space, partner, company, back, asked):
        known = {level for level, _label in LEVELS}
        levels = {
            name.removeprefix("level_"): level
            for name, level in asked.items()
            if name.startswith("level_") and level in known
        }
        return self._do(
            space,
            back,
            lambda: space.env["club.privacy.choice"]._choose(partner, company, levels),
            space.env._("Your choices are kept and apply from now on."),
        )
