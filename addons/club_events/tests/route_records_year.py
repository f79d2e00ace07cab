"""A year that a chair plans, and a cycle of which meetings are asked for."""

from odoo.addons.club_portal.tests import (
    route_records_commissions as commissions,
)
from odoo.addons.club_portal.tests.route_case import record, serial


def _year(case, state="draft"):
    return case.env["club.programme"].create(
        {
            "name": f"Year {next(serial)}",
            "company_id": case.company.id,
            "date_start": "2098-01-01",
            "date_end": "2098-12-31",
            "state": state,
        }
    )


@record("year_commission")
def _commission(case):
    """Where Anna is in the chair, the former ones stood in for her, with a year."""
    case.year_of = commissions._led(case)
    case.year_cycle = case.env["club.meeting.cycle"].create(
        {
            "name": "Finance",
            "programme_id": _year(case).id,
            "commission_id": case.year_of.id,
            "per_year": 2,
            "tz": "Europe/Paris",
        }
    )
    return case.year_of


@record("year_programme")
def _programme(case):
    return case.year_cycle.programme_id


@record("strange_year")
def _strange_year(case):
    """A year in which that commission does not meet."""
    return _year(case)


def _meeting(case, cycle, number):
    return case.env["event.event"].create(
        {
            "name": f"Planned {next(serial)}",
            "company_id": case.company.id,
            "programme_id": cycle.programme_id.id,
            "cycle_id": cycle.id,
            "cycle_number": number,
            "commission_id": cycle.commission_id.id,
            "audience": "body" if cycle.commission_id else "members",
            "date_tz": "Europe/Paris",
            "date_begin": "2098-04-09 12:00:00",
            "date_end": "2098-04-09 15:00:00",
            "event_mail_ids": [],
        }
    )


@record("year_meeting")
def _planned(case):
    return _meeting(case, case.year_cycle, 100 + next(serial))


@record("strange_meeting")
def _strange(case):
    """A planned meeting of somebody else's."""
    cycle = case.env["club.meeting.cycle"].create(
        {
            "name": "Others",
            "programme_id": case.year_cycle.programme_id.id,
            "audience": "members",
        }
    )
    return _meeting(case, cycle, 1)


@record("request_cycle")
def _request_cycle(case):
    return case.env["club.meeting.cycle"].create(
        {
            "name": "Hosted day",
            "programme_id": _year(case, "announced").id,
            "audience": "members",
            "rhythm": "request",
        }
    )


@record("unasked_cycle")
def _unasked(case):
    """A cycle of which nobody asks for a meeting: its dates are planned."""
    return case.env["club.meeting.cycle"].create(
        {
            "name": "Plenary",
            "programme_id": _year(case, "announced").id,
            "audience": "members",
        }
    )
