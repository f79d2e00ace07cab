from datetime import timezone

from odoo import http
from odoo.addons.club_membership.tools import rule_of
from odoo.http import request
from odoo.tools import format_date
from psycopg2 import IntegrityError

from .base import PortalPages


class CalendarPages(PortalPages, http.Controller):
    """My dates in my own calendar: the page of the address, and what stands there."""

    @http.route("/my/calendar", type="http", auth="user", methods=["GET"], website=True)
    def calendar(self, **kw):
        space = self._personal_space()
        return self._calendar_page(space)

    @http.route(
        "/my/calendar/address", type="http", auth="user", methods=["POST"], website=True
    )
    def make(self, **kw):
        """Shown once, as the answer to the form: no page can show it again."""
        space = self._own_hands()
        try:
            with request.env.cr.savepoint():
                address = request.env["club.calendar.feed"]._make(space)
        except IntegrityError as error:
            # Two taps at once: the other one's answer shows the address.
            request.env.invalidate_all()
            self._flash(rule_of(request.env, error), "warning")
            return request.redirect("/my/calendar")
        space.trace(request.env._("A new address of the calendar was made."))
        return self._calendar_page(space, address)

    @http.route(
        "/my/calendar/stop", type="http", auth="user", methods=["POST"], website=True
    )
    def stop(self, **kw):
        space = self._personal_space()
        return self._do(
            space,
            "/my/calendar",
            lambda: request.env["club.calendar.feed"]._of_space(space).unlink(),
            request.env._("The address of the calendar does not work any more."),
        )

    def _own_hands(self):
        """The space; whoever helps on the telephone gets no secret of the person."""
        space = self._personal_space()
        if space.mode == "staff":
            raise request.not_found()
        return space

    def _calendar_page(self, space, address=""):
        feeds = request.env["club.calendar.feed"]
        feed = feeds._of_space(space)
        return self._page(
            "club_portal.calendar",
            space,
            {
                "page": "calendar",
                "contents": feeds._contents(space),
                "address": address,
                "subscribe": address and f"webcal://{address.partition('://')[2]}",
                "made": feed and format_date(request.env, feed.made_on),
                "followed": feed and format_date(request.env, feed.read_on),
                "may_make": space.mode != "staff",
            },
        )

    @http.route(
        "/club/calendar/<string:token>.ics",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
        sitemap=False,
    )
    def feed(self, token, **kw):
        """The file that calendars follow; nothing at all for a wrong address."""
        feed = request.env["club.calendar.feed"]._find(token)
        if not feed:
            raise request.not_found()
        content, digest, changed_at = feed._read_file()
        response = request.make_response(
            content,
            [
                ("Content-Type", "text/calendar; charset=utf-8"),
                ("Content-Disposition", 'inline; filename="calendar.ics"'),
                ("Cache-Control", "private, max-age=0, must-revalidate"),
                ("Referrer-Policy", "no-referrer"),
                ("X-Robots-Tag", "noindex"),
            ],
        )
        response.set_etag(digest)
        response.last_modified = changed_at.replace(tzinfo=timezone.utc)
        return response.make_conditional(request.httprequest)
