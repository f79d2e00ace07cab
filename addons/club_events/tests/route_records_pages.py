"""Records of the member's pages of meetings, for the table of routes."""

from odoo.addons.club_portal.tests.route_case import record

from .route_records import new_event


def come(case, event):
    """Anna's registration for this meeting."""
    person = case.anna.partner_id
    return event._register_people([{"partner": person}], person).registration_ids


@record("meeting_place")
def _place(case):
    return come(case, new_event(case))


@record("meeting_both")
def _both(case):
    return come(case, new_event(case, place="both"))


@record("meeting_offer")
def _offer(case):
    """A place that became free, offered to Anna."""
    event = new_event(case, seats_limited=True, seats_max=1)
    other = case.bea.partner_id
    first = event._register_people([{"partner": other}], other).registration_ids
    row = come(case, event)
    first._withdraw(other)
    assert row.hold == "offer", row.hold
    return row
