"""Questions of Anna's that Bea, a volunteer, answers."""

from odoo.addons.club_portal.tests.route_case import record
from odoo.addons.club_roadmap.tests.route_records_requests import _request


def _volunteer(case):
    volunteers = case.env["club.volunteer"]
    found = volunteers.search([("partner_id", "=", case.bea.partner_id.id)])
    return found or volunteers.create(
        {
            "partner_id": case.bea.partner_id.id,
            "company_id": case.company.id,
            "home_section_id": case.bea.section_id.id,
            "date_start": "2024-01-01",
        }
    )


def _question(case):
    asker = case.anna.partner_id
    ticket = case.env["club.ticket"]._ask(
        {"name": "Labels", "partner_id": asker.id, "company_id": case.company.id}, asker
    )
    ticket._take(_volunteer(case), "Knows labels", ticket.owner_id)
    return ticket


@record("anna_question")
def _anna(case):
    return _question(case)


@record("known_request")
def _known(case):
    return _request(case, case.bea, case.bea.partner_id)


@record("linked_question")
def _linked(case):
    ticket = _question(case)
    ticket.request_id = _known(case)
    return ticket
