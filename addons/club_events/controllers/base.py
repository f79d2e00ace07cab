from odoo.addons.club_portal.controllers.base import PortalPages
from odoo.fields import Domain
from odoo.http import request

# Discount codes typed by one person, or from one network, per minutes: enough for a
# company's registrations, too few to guess one.
CODES = (30, 15)


class EventPages(PortalPages):
    """What the pages of meetings share: their tabs, and which meetings they show."""

    def _events_page(self, template, space, tab, values=None):
        """Render a page below the tabs of meetings.

        :param template: XML id of a template that calls ``club_events.layout``
        :param tab: key of the current tab
        """
        return self._page(
            template,
            space,
            {
                "page": "events",
                "tab": tab,
                "tabs": request.env["club.events.tab"]._all(space),
                **(values or {}),
            },
        )

    def _meeting(self, space, meeting_id):
        """The meeting with this id, if this space may see it; not found otherwise.

        :param meeting_id: id from the address bar
        """
        # sudo: members have no right on meetings; their space says which they see.
        events = request.env["event.event"].sudo()
        found = events.search_fetch(
            events._space_domain(space) & Domain("id", "=", meeting_id)
        )
        if not found:
            raise request.not_found()
        return found

    def _may_try_code(self, typed):
        """Whether a discount code may be tried; says why not on the next page. Counted
        before it is: a refusal takes back what was written on the way to it.

        :param typed: the code; nothing is counted without one
        """
        if not (typed or "").strip():
            return True
        rates, user = request.env["club.rate"].sudo(), request.env.user  # sudo: counted
        address = request.httprequest.remote_addr
        who = rates._network(address) if user._is_public() else f"user {user.id}"
        if rates._allow("meeting_discount", who, *CODES):
            return True
        self._flash(
            request.env._(
                "Many answers came from here. Wait a quarter of an hour and try again."
            ),
            "danger",
        )
        return False
