from odoo import http
from odoo.addons.club_portal.controllers.signin import careful
from odoo.http import request

from .guest_door import LIMITS, LinkPages

PAGE = "/club/place/<int:place_id>/<string:token>"


def door(path, methods):
    """A route of the page of a place."""
    return http.route(
        f"{PAGE}{path}",
        type="http",
        auth="public",
        methods=methods,
        website=True,
        sitemap=False,
    )


class PlaceDoor(LinkPages, http.Controller):
    """The page of one place: who comes without a login answers for themselves."""

    @door("", ["GET"])
    def place_page(self, place_id, token, **_params):
        """What the meeting is and how the place stands."""
        place = self._place(place_id, token)
        if not place:
            return self._over()
        return self._show(place._place_page_values(), self._place_url(place, token))

    @door("/cancel", ["POST"])
    def place_cancel(self, place_id, token, **_form):
        """Give the place back."""
        return self._answer_place(place_id, token, "cancel")

    @door("/offer", ["POST"])
    def place_offer(self, place_id, token, answer="", **_form):
        """Take the place that became free, or leave it."""
        said = "accept" if answer == "accept" else "leave"
        return self._answer_place(place_id, token, said)

    @door("/pay", ["POST"])
    def place_pay(self, place_id, token, **_form):
        """Go to the payment of the place that is kept."""
        place = self._place(place_id, token)
        if not place or not self._may_answer():
            return self._over()
        url = place._place_payment_url() or self._place_url(place, token)
        return careful(request.redirect(url))

    def _answer_place(self, place_id, token, what):
        place = self._place(place_id, token)
        if not place:
            return self._over()
        return self._answered(
            self._place_url(place, token), lambda: place._answer_place(what)
        )

    def _place(self, place_id, token):
        """The registration of this link in the language of the page, or empty."""
        rows = request.env["event.registration"]
        # Larger numbers are no ids of anything.
        place = rows._by_place(place_id, token) if place_id < 2**31 else rows
        if not place:
            self._may_try("wrong", LIMITS["wrong"], "_network")
            return place
        return place.with_context(lang=self._page_lang(place._mail_lang()))

    def _place_url(self, place, token):
        return f"/club/place/{place.id}/{token}"
