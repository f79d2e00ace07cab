"""The member whose pages are measured, in an association of any size."""

from __future__ import annotations

from datetime import date
from typing import Any

from dues_parts.association import Association
from dues_parts.measure import analyze

from . import names

LOGIN = "bench@example.org"
COMMISSIONS = 16
TEAM = 20
INVOICES = 10


def build(env: Any, members: int) -> Any:
    """Make the association; return the membership of the member who is measured.

    They sit in commissions as large as the club makes them, manage a company's team
    and have ten invoices to look at.
    """
    association = Association.found(env)
    association.sections.write({"portal_open_on": "2020-01-01"})
    everyone = association.add_members(association.collective, members)
    names.give(env)
    someone = everyone[0]
    sign_up(env, someone)
    _seat_in_commissions(env, association, everyone)
    _lead_a_team(env, association, someone, everyone)
    _invoice(env, association, someone.partner_id)
    someone.action_call_now()
    env["club.directory.entry"]._rebuild()
    analyze(env)
    return someone


def sign_up(env: Any, membership: Any) -> None:
    """Give a member a login to the portal: name and password are `LOGIN`."""
    membership.partner_id.email = LOGIN
    env["res.users"].with_context(no_reset_password=True).create(
        {
            "login": LOGIN,
            # The first language has no prefix in addresses, hence no redirection.
            "lang": "en_US",
            "password": LOGIN,
            "partner_id": membership.partner_id.id,
            "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
            "company_id": membership.company_id.id,
            "company_ids": [(6, 0, membership.company_id.ids)],
        }
    )


def _seat_in_commissions(env: Any, association: Association, everyone: Any) -> None:
    """Commissions of a sixteenth of the club each, up to a big one's size."""
    commissions = env["club.commission"].create(
        [
            {
                "name": f"Commission {number}",
                "kind": "topical",
                "state": "open",
                "join_policy": "open",
                "company_id": association.company.id,
            }
            for number in range(COMMISSIONS)
        ]
    )
    size = min(len(everyone) // COMMISSIONS, 200)
    rows = []
    for number, commission in enumerate(commissions):
        seated = everyone[:1] if number < 3 else everyone.browse()
        seated |= everyone[1 + number * size : (number + 1) * size]
        rows += [
            {
                "commission_id": commission.id,
                "partner_id": member.partner_id.id,
                "membership_id": member.id,
                "state": "active",
                "date_from": date.today(),
                "role": "chair" if not number and member == everyone[0] else "member",
            }
            for member in seated
        ]
    env["club.commission.member"].create(rows)
    analyze(env)


def _lead_a_team(
    env: Any, association: Association, someone: Any, everyone: Any
) -> None:
    """A company with seats, most of them taken, managed by the member measured."""
    company = env["res.partner"].create({"name": "Bench Ltd", "is_company": True})
    price = {"date_from": "2020-01-01", "amount": 500, "seat_price": 20}
    seats = env["club.membership.type"].create(
        {
            "name": "Organisation with seats",
            "booking_mode": "invoice",
            "price_model": "seats",
            "price_ids": [(0, 0, {**price, "seats_included": TEAM - 5})],
        }
    )
    membership = env["club.membership"]._bulk_create(
        [
            {
                "partner_id": company.id,
                "company_id": association.company.id,
                "section_id": association.sections[0].id,
                "type_id": seats.id,
                "seats": TEAM,
                "date_from": f"{date.today().year}-01-01",
                "date_to": f"{date.today().year}-12-31",
                "confirmed": True,
            }
        ]
    )
    people = everyone[1:TEAM].partner_id
    env["club.delegation"].create(
        [
            {
                "membership_id": membership.id,
                "partner_id": person.id,
                "role": role,
                "date_from": f"{date.today().year}-01-01",
            }
            for person, role in [
                (someone.partner_id, "manager"),
                *((person, "seat") for person in people),
            ]
        ]
    )


def _invoice(env: Any, association: Association, partner: Any) -> None:
    """Ten posted invoices: the yardstick is Odoo's own page that lists them."""
    env["account.move"].create(
        [
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_date": date.today(),
                "invoice_line_ids": [
                    (0, 0, {"name": "Something", "price_unit": 10 + number,
                            "tax_ids": [], "account_id": association.income.id})
                ],
            }
            for number in range(INVOICES)
        ]
    ).action_post()  # fmt: skip
