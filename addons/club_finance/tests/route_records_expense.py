"""What the table of routes names of expense claims."""

from odoo.addons.club_portal.tests.route_case import record
from odoo.fields import Command

from .expense_common import PIXEL


def _heading(case):
    return case.env["club.heading"].create(
        {
            "name": "Travel",
            "kind": "expense",
            "claimable": True,
            "company_id": case.company.id,
        }
    )


def _claim(case, membership):
    return case.env["club.expense"].create(
        {
            "summary": "Spring fair",
            "partner_id": membership.partner_id.id,
            "section_id": membership.section_id.id,
            "company_id": case.company.id,
            "line_ids": [
                Command.create(
                    {
                        "date": "2026-01-10",
                        "label": "Train",
                        "heading_id": _heading(case).id,
                        "amount": 20,
                        "no_receipt_reason": "Lost",
                    }
                )
            ],
        }
    )


@record("claim_heading")
def _claim_heading(case):
    return _heading(case)


@record("claim_section")
def _claim_section(case):
    return case.anna.section_id


@record("claim_day")
def _claim_day(case):
    return "2026-01-10"


@record("anna_claim")
def _anna_claim(case):
    """A claim that Anna has not sent."""
    return _claim(case, case.anna)


@record("anna_claim_line")
def _anna_claim_line(case):
    return case.made["anna_claim"].line_ids


@record("anna_claim_file")
def _anna_claim_file(case):
    line = case.made["anna_claim"].line_ids
    line._add_receipts([("receipt.png", PIXEL)])
    return line.receipt_ids


@record("anna_sent_claim")
def _anna_sent_claim(case):
    claim = _claim(case, case.anna)
    claim._submit(case.anna.partner_id)
    return claim


@record("bea_claim")
def _bea_claim(case):
    return _claim(case, case.bea)
