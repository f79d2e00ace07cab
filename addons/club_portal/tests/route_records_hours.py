"""What the table of routes names of volunteers' hours."""

from datetime import timedelta

from odoo import fields

from .route_case import record


def _hours(case, membership, origin):
    """Two hours of the day before yesterday, to confirm."""
    day = fields.Date.context_today(membership) - timedelta(days=2)
    return case.env["club.hours"]._log(
        [
            {
                "company_id": case.company.id,
                "partner_id": membership.partner_id.id,
                "date": day,
                "hours": 2,
                "activity": "duty",
                "origin": origin,
            }
        ]
    )


@record("anna_hours")
def _anna_hours(case):
    return _hours(case, case.anna, "club.duty,1")


@record("kim_hours")
def _kim_hours(case):
    """Hours of Kim, a minor."""
    return _hours(case, case.kim, "club.duty,2")


def _given(case, origin):
    """Hours that Anna confirmed."""
    line = _hours(case, case.anna, origin)
    line._confirm()
    return line


@record("anna_given")
def _anna_given(case):
    return _given(case, "club.duty,3")


@record("anna_given_year")
def _anna_given_year(case):
    return _given(case, "club.duty,4").date.year


@record("hours_day")
def _hours_day(case):
    return fields.Date.to_string(fields.Date.context_today(case.anna))


@record("hours_activity")
def _hours_activity(case):
    return case.env.ref("club_membership.hours_activity_meeting")
