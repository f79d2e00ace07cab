"""The last use of a code and the last free place, wanted at the same instant."""

from datetime import date, timedelta

import pytest

from tests.server.crash import stop_jobs

PEOPLE = 4


def register(env, event, person, membership, code):
    """Click on Register."""
    person = env["res.partner"].browse(person)
    env["event.event"].browse(event)._register_people(
        [{"partner": person}],
        person,
        membership=env["club.membership"].browse(membership or []) or None,
        discount=env["club.event.discount"].browse(code or []),
    )


def pay(env, payment):
    """What the provider's call does, said twice at once."""
    env["payment.transaction"].browse(payment)._club_book()


@pytest.fixture(scope="module")
def world(open_env, database):
    """A company with a team, as ids."""
    with open_env(database) as env:
        stop_jobs(env)
        company = env["res.company"].create({"name": "Price club"})
        env["account.chart.template"].try_loading(
            "generic_coa", company, install_demo=False
        )
        kind = env["club.membership.type"].create(
            {
                "name": "Team",
                "company_id": company.id,
                "member_kind": "organisation",
                "price_model": "seats",
                "price_ids": [
                    (0, 0, {"date_from": "2020-01-01", "seats_included": PEOPLE})
                ],
            }
        )
        partners = env["res.partner"].create(
            [
                {"name": "Acme", "is_company": True},
                *({"name": f"Person {n}"} for n in range(PEOPLE)),
            ]
        )
        today = date.today()
        [membership] = env["club.membership"]._bulk_create(
            [
                {
                    "partner_id": partners[0].id,
                    "company_id": company.id,
                    "section_id": company._club_root_section().id,
                    "type_id": kind.id,
                    "date_from": (today - timedelta(days=30)).isoformat(),
                    "date_to": (today + timedelta(days=300)).isoformat(),
                    "confirmed": True,
                }
            ]
        )
        for person in partners[1:]:
            membership._name_to_team(person, "seat")
        return {
            "company": company.id,
            "membership": membership.id,
            "people": partners[1:].ids,
        }


@pytest.fixture
def new_event(open_env, database, world):
    """Function: a meeting at 40, on an invoice; its id and that of a code."""

    def make(free=0, uses=0):
        with open_env(database) as env:
            product = env["product.product"].create(
                {
                    "name": "Day",
                    "type": "service",
                    "service_tracking": "event",
                    "taxes_id": False,
                }
            )
            begin = date.today() + timedelta(days=90)
            event = env["event.event"].create(
                {
                    "name": "Race",
                    "company_id": world["company"],
                    "fee_terms": "invoice",
                    "date_tz": "Europe/Paris",
                    "date_begin": f"{begin} 12:00:00",
                    "date_end": f"{begin} 15:00:00",
                    "announced_on": f"{date.today()} 00:00:00",
                    "event_mail_ids": [],
                    "event_ticket_ids": [
                        (
                            0,
                            0,
                            {
                                "name": "Day",
                                "price": 40,
                                "product_id": product.id,
                                "club_free_seats": free,
                            },
                        )
                    ],
                }
            )
            code = env["club.event.discount"].create(
                {
                    "code": f"RACE{event.id}",
                    "company_id": world["company"],
                    "percent": 50,
                    "max_uses": uses,
                }
            )
            return event.id, code.id

    return make


def fees(open_env, database, event):
    """Fees of who is registered, and what the invoices ask, sorted."""
    with open_env(database) as env:
        event = env["event.event"].browse(event)
        places = event.registration_ids.filtered(lambda r: r.state == "open")
        invoices = event.booking_ids.invoice_ids
        return sorted(places.mapped("fee")), sorted(invoices.mapped("amount_total"))


def test_last_use_of_a_code_is_one_persons(
    at_once, open_env, database, world, new_event
):
    event, code = new_event(uses=1)
    tasks = [(register, event, person, False, code) for person in world["people"][:2]]
    outcome = at_once(*tasks)
    assert outcome[0] == "done"
    assert "was used as often as it may be" in outcome[1]
    assert fees(open_env, database, event) == ([20], [20])


def test_last_free_place_of_an_organisation_is_one_persons(
    at_once, open_env, database, world, new_event
):
    event, _code = new_event(free=1)
    tasks = [
        (register, event, person, world["membership"], False)
        for person in world["people"][:3]
    ]
    assert at_once(*tasks) == ["done", "done", "done"]
    assert fees(open_env, database, event) == ([0, 40, 40], [40, 40])


def test_payment_told_twice_at_once_is_booked_once(
    at_once, open_env, database, world, new_event
):
    event, _code = new_event()
    with open_env(database) as env:
        person = env["res.partner"].browse(world["people"][0])
        booking = (
            env["event.event"]
            .browse(event)
            ._register_people([{"partner": person}], person)
        )
        provider = env["payment.provider"].create(
            {"name": "None", "code": "none", "company_id": world["company"]}
        )
        method = env.ref("payment.payment_method_unknown")
        payment = env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": method.id,
                "amount": 40,
                "currency_id": booking.currency_id.id,
                "partner_id": person.id,
                "club_booking_id": booking.id,
                "state": "done",
            }
        )
        booking_id, payment_id = booking.id, payment.id
    assert at_once((pay, payment_id), (pay, payment_id)) == ["done", "done"]
    with open_env(database) as env:
        booking = env["club.event.booking"].browse(booking_id)
        assert booking.payment_state == "paid"
        assert len(booking.deposit_line_ids) == 1
        assert booking.amount_due == 0
