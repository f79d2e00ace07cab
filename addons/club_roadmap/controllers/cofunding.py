from odoo import http
from odoo.addons.club_portal.controllers.base import file_response
from odoo.http import request

from .base import RoadmapPages

ROUTE = "/my/cofunding/<int:cofunding_id>"


class CofundingPages(RoadmapPages, http.Controller):
    """Developments that members share: what is pledged, and one's own pledge."""

    @http.route(
        "/my/cofunding", type="http", auth="user", methods=["GET"], website=True
    )
    def cofundings(self, **kw):
        space = self._member_space()
        found = request.env["club.cofunding"]._of_space(space)
        return self._roadmap_page(
            "club_roadmap.cofundings",
            space,
            "cofunding",
            {"cofundings": found._card_values()},
        )

    @http.route(ROUTE, type="http", auth="user", methods=["GET"], website=True)
    def cofunding(self, cofunding_id, **kw):
        space = self._member_space()
        funding = self._found(space, cofunding_id)
        return self._roadmap_page(
            "club_roadmap.cofunding",
            space,
            "cofunding",
            {"funding": funding._page_values(space)},
        )

    @http.route(
        f"{ROUTE}/quote", type="http", auth="user", methods=["GET"], website=True
    )
    def quote(self, cofunding_id, **kw):
        """The vendor's quote, always saved, never shown."""
        funding = self._found(self._member_space(), cofunding_id)
        if not funding.quote_file:
            raise request.not_found()
        return file_response(funding._quote_bytes(), funding.quote_name or "quote")

    @http.route(
        f"{ROUTE}/pledge", type="http", auth="user", methods=["POST"], website=True
    )
    def pledge(self, cofunding_id, membership="", amount="", shown="", **kw):
        """First step: note the amount; the page then asks to confirm.

        :param amount: as people type it, in the association's currency
        """
        space, funding, member = self._mine(cofunding_id, membership)
        return self._do(
            space,
            f"/my/cofunding/{funding.id}",
            lambda: funding._pledge(
                space.person, member, funding._read_amount(amount), bool(shown)
            ),
            request.env._("Noted, and not binding yet: read the sentence and confirm."),
        )

    @http.route(
        f"{ROUTE}/confirm", type="http", auth="user", methods=["POST"], website=True
    )
    def confirm(self, cofunding_id, membership="", amount="", **kw):
        """Second step: commit to the sentence on the page.

        :param amount: what the page showed
        """
        space, funding, member = self._mine(cofunding_id, membership)
        return self._do(
            space,
            f"/my/cofunding/{funding.id}",
            lambda: funding._confirm_pledge(
                space.person, member, funding._read_amount(amount)
            ),
            request.env._(
                "Confirmed. Thank you: you can change it until the deadline."
            ),
        )

    @http.route(
        f"{ROUTE}/withdraw", type="http", auth="user", methods=["POST"], website=True
    )
    def withdraw(self, cofunding_id, membership="", **kw):
        space, funding, member = self._mine(cofunding_id, membership)
        return self._do(
            space,
            f"/my/cofunding/{funding.id}",
            lambda: funding._withdraw_pledge(space.person, member),
            request.env._("The pledge is taken back."),
        )

    def _found(self, space, cofunding_id):
        funding = request.env["club.cofunding"]._of_space(space, cofunding_id)
        if not funding:
            raise request.not_found()
        return funding

    def _mine(self, cofunding_id, membership):
        """The space, the co-funding, and the member in whose name one pledges."""
        space = self._member_space()
        funding = self._found(space, cofunding_id)
        return space, funding, self._chosen(funding._committing(space), membership)
