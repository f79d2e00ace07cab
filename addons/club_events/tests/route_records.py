"""What the lines of the table are tried with: meetings in the world of the portal."""

from odoo.addons.club_portal.tests.route_case import record, serial


def new_event(case, **vals):
    """A meeting for members, announced, far in the future."""
    return case.env["event.event"].create(
        {
            "name": f"Meeting {next(serial)}",
            "company_id": case.company.id,
            "audience": "members",
            "date_tz": "Europe/Paris",
            "date_begin": "2099-04-09 12:00:00",
            "date_end": "2099-04-09 15:00:00",
            "announced_on": "2026-03-01 08:00:00",
            "event_ticket_ids": [],
            "event_mail_ids": [],
            **vals,
        }
    )


@record("event")
def _event(case):
    return new_event(case)
