from datetime import date, time

from odoo import http
from odoo.addons.club_portal.controllers.commission_chair import chair_route
from odoo.addons.club_portal.controllers.commissions import CommissionDoor
from odoo.exceptions import UserError
from odoo.http import request


class CommissionYearPages(CommissionDoor, http.Controller):
    """The chair plans the year of the commission: dates, conflicts, announcing."""

    def _led_year(self, commission_id):
        """(space, commission), if the space's person leads the one with this id."""
        space = self._space()
        commission = self._commission(space, commission_id)
        if not commission._seat_of(space)._leads():
            raise request.not_found()
        return space, commission

    def _back(self, space, commission, action, done):
        return self._do(space, f"/my/commissions/{commission.id}/year", action, done)

    @http.route(
        "/my/commissions/<int:commission_id>/year",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def year(self, commission_id, **kw):
        space, commission = self._led_year(commission_id)
        return self._page(
            "club_events.portal_year",
            space,
            {
                "page": "commissions",
                "commission": commission._head_values(),
                "years": commission._year_values(),
            },
        )

    def _programme(self, commission, programme_id):
        programme = commission._programme_here(programme_id)
        if not programme:
            raise request.not_found()
        return programme

    @chair_route("/year/<int:programme_id>/plan")
    def plan_year(self, commission_id, programme_id, **kw):
        space, commission = self._led_year(commission_id)
        programme = self._programme(commission, programme_id)
        return self._back(
            space,
            commission,
            lambda: commission._plan_year(programme),
            lambda count: request.env._(
                "%s meetings are planned. Move what does not suit, then announce.",
                count,
            ),
        )

    @chair_route("/year/<int:programme_id>/announce")
    def announce_year(self, commission_id, programme_id, **kw):
        space, commission = self._led_year(commission_id)
        programme = self._programme(commission, programme_id)
        return self._back(
            space,
            commission,
            lambda: commission._announce_year(programme),
            lambda count: request.env._(
                "%s meetings are announced. Members get one e-mail with the dates.",
                count,
            ),
        )

    def _change(self, commission_id, meeting_id, action, done):
        """Do something about one meeting of the commission's years."""
        space, commission = self._led_year(commission_id)
        event = commission._meeting_here(meeting_id)
        if not event:
            raise request.not_found()
        return self._back(space, commission, lambda: action(event), done)

    @chair_route("/year/meetings/<int:meeting_id>/move")
    def move_meeting(
        self, commission_id, meeting_id, day="", hour="", reason="", series="", **kw
    ):
        return self._change(
            commission_id,
            meeting_id,
            lambda event: event._move(
                event._begin_at(*self._moment(day, hour)), reason[:300], bool(series)
            ),
            lambda moved: request.env._(
                "Moved: %s. Who was told of the old date is told.",
                ", ".join(event._club_when() for event in moved),
            ),
        )

    def _moment(self, day, hour):
        """(date, hour of the day) as a form writes them."""
        try:
            clock = time.fromisoformat(hour)
            return date.fromisoformat(day), clock.hour + clock.minute / 60
        except ValueError as error:
            raise UserError(request.env._("Choose the new day and hour.")) from error

    @chair_route("/year/meetings/<int:meeting_id>/cancel")
    def cancel_meeting(self, commission_id, meeting_id, reason="", series="", **kw):
        return self._change(
            commission_id,
            meeting_id,
            lambda event: event._cancel(reason[:300], bool(series)),
            lambda gone: request.env._(
                "Cancelled: %s. Who was told of it is told.",
                ", ".join(gone.mapped("name")),
            ),
        )
