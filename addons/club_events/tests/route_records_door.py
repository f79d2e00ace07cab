"""What the lines of the table about the door and training are tried with."""

from datetime import timedelta

from odoo import Command, fields
from odoo.addons.club_portal.tests.route_case import record, serial

from .route_records import new_event


def _today_event(case, **vals):
    """A meeting that runs now, with Anna at its door."""
    now = fields.Datetime.now()
    return new_event(
        case,
        date_begin=now - timedelta(minutes=30),
        date_end=now + timedelta(minutes=30),
        door_partner_ids=[Command.set(case.anna.partner_id.ids)],
        **vals,
    )


@record("door_event")
def _door_event(case):
    return _today_event(case)


def _registered(case, event, person):
    return case.env["event.registration"].create(
        {
            "event_id": int(event),
            "attendee_id": person.id,
            "name": person.name,
            "state": "open",
        }
    )


@record("door_row")
def _door_row(case):
    """Anna's own place."""
    return _registered(case, case._fill("{door_event}"), case.anna.partner_id)


@record("door_badge")
def _door_badge(case):
    row = case.env["event.registration"].browse(int(case._fill("{door_row}")))
    return row.barcode


@record("door_code")
def _door_code(case):
    case._fill("{door_row}")
    event = case.env["event.event"].browse(int(case._fill("{door_event}")))
    return event._session_code()


@record("door_person")
def _door_person(case):
    """Bea, who is not registered."""
    return case.bea.partner_id


def _course(case):
    return case.env["club.training"].create(
        {"name": f"Course {next(serial)}", "company_id": case.company.id}
    )


@record("door_session")
def _door_session(case):
    return _today_event(case, training_id=_course(case).id)


def _certificate(case, membership):
    return case.env["club.training.certificate"].create(
        {
            "training_id": _course(case).id,
            "company_id": case.company.id,
            "partner_id": membership.partner_id.id,
            "date": "2026-01-10",
        }
    )


@record("anna_certificate")
def _anna_certificate(case):
    return _certificate(case, case.anna)


def _made(case):
    found = int(case._fill("{anna_certificate}"))
    return case.env["club.training.certificate"].browse(found)


@record("certificate_number")
def _certificate_number(case):
    return _made(case).number


@record("certificate_token")
def _certificate_token(case):
    return _made(case)._token()


@record("certificate_wrong")
def _certificate_wrong(case):
    case._fill("{anna_certificate}")
    return "0" * 40
