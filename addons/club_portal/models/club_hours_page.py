from uuid import uuid4

from odoo import api, fields, models
from odoo.addons.club_membership.rules import hours as durations
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date


class ClubHours(models.Model):
    """What the page "My hours" shows of a person, and what it lets them add."""

    _inherit = "club.hours"

    @api.model
    def _of_space(self, space):
        """The lines of the space's person, latest first."""
        return space.env["club.hours"].search(self._domain_of_space(space))

    @api.model
    def _domain_of_space(self, space):
        # What was set aside when two contacts were merged is told by its other line.
        return (
            Domain("partner_id", "=", space.person.id)
            & Domain("company_id", "in", space.companies.ids)
            & Domain("same_as_id", "=", False)
        )

    @api.model
    def _counts_of_space(self, space):
        """How many lines there are, how many wait for an answer, and whether the
        person is in office: who is, gives hours, and finds where to write them.

        :return: (int, int, bool)
        """
        self.flush_model(["partner_id", "company_id", "state", "date"])
        offices = self.env["club.office"]
        offices.flush_model(["partner_id", "company_id", "date_from", "date_to"])
        facts = {
            "person": space.person.id,
            "companies": space.companies.ids,
            "today": fields.Date.context_today(space.person),
        }
        [counts] = self.env.execute_query(
            SQL(
                """
                SELECT count(*),
                       count(*) FILTER (WHERE state = 'proposed'
                                          AND date <= %(today)s),
                       EXISTS (SELECT FROM club_office o
                                WHERE o.partner_id = %(person)s
                                  AND o.company_id = ANY(%(companies)s)
                                  AND o.date_from <= %(today)s
                                  AND (o.date_to IS NULL OR o.date_to >= %(today)s))
                  FROM club_hours
                 WHERE partner_id = %(person)s AND same_as_id IS NULL
                   AND company_id = ANY(%(companies)s)
                """,
                **facts,
            )
        )
        return counts

    @api.model
    def _page_of_space(self, space, year=None):
        """Plain values of the page.

        :param year: the year to show, else this one
        """
        lines = self._of_space(space)
        this_year = space.company._club_today().year
        year = year or this_year
        shown = lines.filtered(lambda line: line.date.year == year)
        given = shown.filtered(lambda line: line.state == "confirmed")
        waiting = lines._answerable()
        return {
            "year": year,
            "years": sorted({this_year, *(d.year for d in lines.mapped("date"))})[::-1],
            "waiting": [line._line_values() for line in reversed(waiting)],
            "waiting_ids": ",".join(map(str, waiting.ids)),
            "waiting_minutes": waiting._minutes(),
            "waiting_total": durations.said(sum(waiting.mapped("hours"))),
            "coming": [
                line._line_values()
                for line in reversed(lines - waiting)
                if line.state == "proposed"
            ],
            "given": [
                line._line_values() for line in shown if line.state != "proposed"
            ],
            "totals": given._totals(),
            "total": given and durations.said(sum(given.mapped("hours"))),
            "form": self._form_of_space(space, this_year),
        }

    def _totals(self):
        """Hours by activity, in the order of the activities."""
        by_activity = self.grouped("activity_id")
        return [
            {
                "name": activity.name,
                "hours": durations.said(sum(by_activity[activity].mapped("hours"))),
            }
            for activity in self.activity_id.sorted()
        ]

    def _line_values(self):
        change = self.change_ids.filtered(
            lambda change: change.kind in ("amended", "withdrawn", "paper")
        )[:1]
        return {
            "id": self.id,
            "day": format_date(self.env, self.date),
            "hours": durations.said(self.hours),
            "minutes": self._minutes(),
            "activity": self.activity_id.name,
            "place": self.commission_id.name or self.section_id.name,
            "description": self.description or "",
            "counts": self.state == "confirmed",
            "declared": self.is_declared,
            "corrected": self.is_corrected and not change,
            "reason": self.reason or "",
            "office": change
            and {
                "kind": change.kind,
                "hours": durations.said(change.hours_before),
                "reason": change.reason or "",
            },
        }

    @api.model
    def _form_of_space(self, space, this_year):
        """What the form to add hours offers."""
        activities = space.env["club.hours.activity"]
        return {
            # By it the same form sent twice adds one line.
            "token": uuid4().hex,
            "today": fields.Date.to_string(space.company._club_today()),
            "first": f"{this_year - 1}-01-01",
            "activities": [(a.id, a.name) for a in activities.search([])],
            "commissions": [(c.id, c.name) for c in self._commissions_of(space)],
        }

    @api.model
    def _commissions_of(self, space):
        """Commissions of this association that the person sits in."""
        seats = space.seats.filtered(
            lambda row: row.state == "active" and row.company_id == space.company
        )
        return seats.commission_id.sorted("name")

    @api.model
    def _add_of_space(self, space, asked):
        """Add hours that the person says they gave.

        :param asked: ``date`` (ISO), ``hours``, ``activity_id``, ``commission_id``,
            ``description``, ``token``, as typed
        :return: the line
        :raises UserError: something is missing or impossible
        """
        kinds = space.env["club.hours.activity"]
        kinds = kinds.search([])  # pylint: disable=no-search-all
        activity = kinds.filtered(lambda a: a.id == asked["activity_id"])
        try:
            day = fields.Date.to_date(asked["date"])
        except ValueError:
            day = None
        if not (activity and day and asked["token"]):
            raise UserError(
                self.env._(
                    "Say on which day it was, and what you did: both are needed."
                )
            )
        commission = self._commissions_of(space).filtered(
            lambda c: c.id == asked["commission_id"]
        )
        return space.env["club.hours"]._declare(
            space.person,
            space.company,
            {
                **asked,
                "date": day,
                "activity_id": activity.id,
                "commission_id": commission.id,
            },
        )
