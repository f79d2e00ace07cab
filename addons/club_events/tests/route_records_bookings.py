"""Bookings for the table of routes: Anna's, Acme's, Kim's and that of a guest."""

from odoo.addons.club_portal.tests import route_records_dues  # noqa: F401 (provider)
from odoo.addons.club_portal.tests.route_case import record, serial
from odoo.fields import Command, Date

from .route_records import new_event


def _booking(case, payer, person=None):
    """30 on an invoice, for one person."""
    person = person or payer
    event = new_event(case, audience="open", fee_terms="invoice")
    product = case.env["product.product"].create(
        {
            "name": f"Day {next(serial)}",
            "type": "service",
            "service_tracking": "event",
            "taxes_id": False,
        }
    )
    case.env["event.event.ticket"].create(
        {
            "name": "Day",
            "event_id": event.id,
            "price": 30,
            "product_id": product.id,
        }
    )
    booking = case.env["club.event.booking"].create(
        {"event_id": event.id, "company_id": case.company.id, "payer_id": payer.id}
    )
    case.env["event.registration"]._checked().create(
        {
            "event_id": event.id,
            "booking_id": booking.id,
            "attendee_id": person.id,
            "name": person.name,
            "state": "draft",
            "hold": "payment",
        }
    )
    booking._ask_payment()
    return booking


def _paid(case, booking):
    """A transfer that paid the booking; its receipt is the line's."""
    deposit = case.env["club.deposit"].create(
        {
            "company_id": case.company.id,
            "journal_id": case.bank_journal.id,
            "method": "transfer",
            "date": Date.context_today(booking),
            "line_ids": [
                Command.create(
                    {
                        "payer_id": booking.payer_id.id,
                        "booking_id": booking.id,
                        "amount": 30,
                    }
                )
            ],
        }
    )
    deposit.action_post()
    return deposit.line_ids


def _bookings_of(name, payer):
    """``{name_booking}``, ``{name_bill}``, ``{name_paid}`` and ``{name_slip}``."""

    @record(f"{name}_booking")
    def booking(case):
        made = _booking(case, payer(case))
        case.made[f"{name}_bill"] = made.invoice_id
        return made

    @record(f"{name}_paid")
    def paid(case):
        made = _booking(case, payer(case))
        case.made[f"{name}_slip"] = _paid(case, made)
        return made


_bookings_of("anna", lambda case: case.anna.partner_id)
_bookings_of("kim", lambda case: case.kim.partner_id)


@record("acme_booking")
def _of_acme(case):
    """Anna goes there for Acme."""
    return _booking(case, case.acme.partner_id, case.anna.partner_id)


@record("guest_booking")
def _of_guest(case):
    """Of somebody without a login; its secret is ``{guest_token}``."""
    guest = case.env["res.partner"].create({"name": f"Guest {next(serial)}"})
    booking = _booking(case, guest)
    case.made["guest_bill"] = booking.invoice_id
    case.made["guest_token"] = booking._guest_url().rpartition("/")[2]
    return booking
