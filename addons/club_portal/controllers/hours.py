from odoo import http
from odoo.addons.club_membership.rules import hours as durations
from odoo.http import request

from .base import PortalPages

STATEMENT = "club_membership.action_report_hours"
BACK = "/my/hours"
LONGEST = 200  # characters of a description or a reason


class HoursPages(PortalPages, http.Controller):
    """The hours a person gave: to confirm, to correct, to add, and their total."""

    @http.route(BACK, type="http", auth="user", methods=["GET"], website=True)
    def hours(self, year="", **kw):
        space = self._personal_space()
        values = request.env["club.hours"]._page_of_space(space, self._year(year))
        return self._page("club_portal.hours", space, {"page": "hours", **values})

    def _year(self, text):
        """A year from the address bar, else none."""
        return int(text) if text.isdecimal() and len(text) == 4 else None

    @http.route(f"{BACK}/add", type="http", auth="user", methods=["POST"], website=True)
    def add(self, **kw):
        space = self._personal_space()
        return self._do(
            space,
            BACK,
            lambda: request.env["club.hours"]._add_of_space(space, self._added(kw)),
            lambda line: space.env._(
                "%s added: they count.", durations.said(line.hours)
            ),
        )

    def _added(self, asked):
        """What the form says, as values; what is missing there is refused later."""
        return {
            "date": asked.get("date", ""),
            "hours": self._duration(asked.get("hours", "")),
            "activity_id": self._number(asked.get("activity_id")),
            "commission_id": self._number(asked.get("commission_id")),
            "description": self._words(asked.get("description", "")),
            "token": asked.get("token", "")[:40],
        }

    def _duration(self, text):
        return durations.read(text[:20])

    def _number(self, text):
        return int(text) if (text or "").isdecimal() and len(text) < 10 else 0

    def _words(self, text):
        return " ".join(text.split())[:LONGEST]

    @http.route(
        f"{BACK}/confirm", type="http", auth="user", methods=["POST"], website=True
    )
    def confirm_all(self, lines="", minutes="", **kw):
        """Confirm what the page showed, and nothing that came since."""
        space = self._personal_space()
        ids = {self._number(text) for text in lines.split(",")}
        found = (
            request.env["club.hours"]
            ._of_space(space)
            .filtered(lambda line: line.id in ids)
        )
        if not found:
            raise request.not_found()
        return self._confirm(space, found, minutes, len(ids))

    @http.route(
        f"{BACK}/<int:hours_id>/confirm",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def confirm(self, hours_id, minutes="", **kw):
        space = self._personal_space()
        return self._confirm(space, self._line(space, hours_id), minutes)

    def _confirm(self, space, lines, minutes, count=1):
        return self._do(
            space,
            BACK,
            lambda: lines._confirm(self._number(minutes), count),
            space.env._("Confirmed: %s.", durations.said(sum(lines.mapped("hours")))),
        )

    def _line(self, space, hours_id):
        lines = request.env["club.hours"]._of_space(space)
        line = lines.filtered(lambda line: line.id == hours_id)
        if not line:
            raise request.not_found()
        return line

    @http.route(
        f"{BACK}/<int:hours_id>/correct",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def correct(self, hours_id, hours="", description="", **kw):
        """Say how long it was, and confirm that."""
        space = self._personal_space()
        line = self._line(space, hours_id)

        def correct():
            line._correct(self._duration(hours), self._words(description))
            line._confirm()

        return self._do(
            space,
            BACK,
            correct,
            lambda _result: space.env._(
                "Corrected and confirmed: %s.", durations.said(line.hours)
            ),
        )

    @http.route(
        f"{BACK}/<int:hours_id>/decline",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def decline(self, hours_id, reason="", **kw):
        space = self._personal_space()
        line = self._line(space, hours_id)
        return self._do(
            space,
            BACK,
            lambda: line._decline(self._words(reason)),
            space.env._("These hours do not count. Your reason is kept."),
        )

    @http.route(
        f"{BACK}/statement/<int:year>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def statement(self, year, **kw):
        """The statement of a year, as PDF, or as a page where there is none."""
        space = self._personal_space()
        lines = request.env["club.hours"]._of_space(space)
        given = lines.filtered(
            lambda line: line.state == "confirmed" and line.date.year == year
        )
        if not given:
            raise request.not_found()
        return self._paper(STATEMENT, given, request.env._("Voluntary work %s", year))
