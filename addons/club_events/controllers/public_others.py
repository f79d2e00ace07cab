from odoo import http
from odoo.addons.event.controllers.main import EventController
from odoo.addons.website_event_track.controllers.event_track import (
    EventTrackController,
)
from odoo.http import request


class PublicCalendarFile(EventController):
    """Core's calendar file of an event."""

    @http.route()
    def event_ics_file(self, event, **kwargs):
        """Core takes the times of any slot, also of another meeting."""
        slot_id = kwargs.get("slot_id") or ""
        if slot_id and slot_id not in map(str, event.event_slot_ids.ids):
            raise request.not_found()
        return super().event_ics_file(event, **kwargs)


class PublicProposals(EventTrackController):
    """Core's page where visitors propose items, for meetings that ask for them."""

    @http.route()
    def event_track_proposal(self, event, **post):
        """Core shows it for every event that one may read."""
        self._check_asked(event)
        return super().event_track_proposal(event, **post)

    @http.route()
    def event_track_proposal_post(self, event, **post):
        """Core takes proposals for every event that one may read."""
        self._check_asked(event)
        return super().event_track_proposal_post(event, **post)

    def _fetch_track(self, track_id, allow_sudo=False):
        """Core looks with full rights whether the event of an item may be read."""
        # sudo: to which meeting it belongs; whether they read that one is asked next.
        event = request.env["event.track"].sudo().browse(track_id).event_id
        if not event.with_env(request.env).has_access("read"):
            raise request.not_found()
        return super()._fetch_track(track_id, allow_sudo)

    def _check_asked(self, event):
        if event.audience != "open" or not event.website_track_proposal:
            raise request.not_found()
