"""Dues, notices and cards of Anna, for the table of routes."""

from odoo import fields

from .route_case import record


@record("anna_due")
def _due(case, origin="routes"):
    """30 that Anna owes besides her dues."""
    today = fields.Date.context_today(case.anna)
    call = case.env["club.dues.call"].create(
        {
            "name": "Of Anna",
            "kind": "single",
            "company_id": case.company.id,
            "date": today,
            "due_date": today,
            "term_from": today,
            "term_to": today,
        }
    )
    due = case.env["club.due"].create(
        {
            "membership_id": case.anna.id,
            "partner_id": case.anna.partner_id.id,
            "payer_id": case.anna.partner_id.id,
            "company_id": case.company.id,
            "currency_id": case.company.currency_id.id,
            "term_id": case.anna.period_ids[:1].term_id.id,
            "section_id": case.anna.section_id.id,
            "type_id": case.anna.type_id.id,
            "call_id": call.id,
            "kind": "donation",
            "origin_key": origin,
            "booking_mode": "collective",
            "date": today,
            "due_date": today,
            "called_amount": 30,
        }
    )
    due._book(call)
    case.env["club.notice"]._announce(call, due.ids)
    return due


def _made_due(case):
    if "anna_due" not in case.made:
        case.made["anna_due"] = _due(case)
    return case.made["anna_due"]


@record("anna_choice")
def _choice(case):
    """All of it, as the payment form names it."""
    return f"all-{_made_due(case).id}"


@record("anna_notice")
def _notice(case):
    """The notice of what Anna owes."""
    _made_due(case)
    return case.env["club.notice"].search([("payer_id", "=", case.anna.partner_id.id)])


@record("anna_token")
def _token(case):
    """Its secret."""
    return _notice(case).access_token


@record("anna_period")
def _period(case):
    """The period that Anna paid."""
    return case.anna.period_ids[:1]


@record("anna_signature")
def _signature(case):
    """What the code on Anna's card is signed with."""
    return case.anna._card_signature()


@record("anna_payment")
def _payment(case):
    """A payment received from Anna."""
    today = fields.Date.context_today(case.anna)
    deposit = _due(case, "paid")._pay(30, case.bank_journal, today)
    return deposit.line_ids
