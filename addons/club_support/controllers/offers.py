from odoo import http
from odoo.http import request

from .volunteer_door import VolunteerDoor

PAGE = "/my/duties"


def offer_route(action):
    return http.route(
        f"{PAGE}/offers/<int:offer_id>/{action}",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )


class OfferPages(VolunteerDoor, http.Controller):
    """Requests for cover and swap: answer those of others, take one's own back."""

    def _offer(self, offer_id):
        """(space, volunteer, offer), if they asked or were asked; whoever comes too
        late is told so by the offer itself."""
        space, volunteer = self._volunteer()
        return space, volunteer, self._own(volunteer._all_offers(), offer_id)

    @offer_route("accept")
    def accept(self, offer_id, **kw):
        space, volunteer, offer = self._offer(offer_id)
        return self._do(
            space,
            PAGE,
            lambda: offer._accept(volunteer),
            lambda _result: offer._taken_sentence(),
        )

    @offer_route("decline")
    def decline(self, offer_id, **kw):
        space, volunteer, offer = self._offer(offer_id)
        return self._do(
            space,
            PAGE,
            lambda: offer._decline(volunteer),
            request.env._("Thank you for answering: somebody else is looked for."),
        )

    @offer_route("withdraw")
    def withdraw(self, offer_id, **kw):
        space, volunteer, offer = self._offer(offer_id)
        return self._do(
            space,
            PAGE,
            lambda: offer._withdraw(volunteer),
            request.env._("You asked for nothing any more: the duty stays yours."),
        )
