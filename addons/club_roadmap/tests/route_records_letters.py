"""What the lines of the table about letters, releases and pledges are tried with."""

from odoo import Command
from odoo.addons.club_portal.tests.route_case import record, serial


@record("news_link")
def _news_link(case):
    """A link that stops mails, as Anna received it."""
    news = case.env["club.request.news"]._of(case.anna.partner_id, case.company)
    case.made["news_token"] = news._stop_token()
    case.made["news_wrong"] = news._stop_token()[:-1] + "x"
    return news


def _new_letter(case, **vals):
    # Of a section of its own: it holds one secretary at a time.
    section = case._section(f"Section {next(serial)}", case.root)
    office = case._office(case._person("Paula"), section, "secretary")
    file = case.env["ir.attachment"].create({"name": "figures.txt", "raw": b"Figures"})
    return case.env["club.letter"].create(
        {
            "subject": "Support on Saturdays",
            "body": "<p>We ask for it.</p>",
            "company_id": case.company.id,
            "vendor_id": case._organisation("Vendor").id,
            "signatory_id": office.id,
            "decided_by_id": _commission(case).id,
            "decided_on": "2026-01-01",
            "attachment_ids": [Command.set(file.ids)],
            **vals,
        }
    )


def _commission(case):
    return case.env["club.commission"].create(
        {"name": "Board", "state": "open", "company_id": case.company.id}
    )


@record("sent_letter")
def _sent_letter(case):
    """A letter that all members read; the answer it has is not noted yet."""
    letter = _new_letter(case)
    letter.action_sign()
    letter.action_send()
    answer = case.env["ir.attachment"].create({"name": "answer.txt", "raw": b"Yes"})
    letter.answer_attachment_ids = answer
    case.made["letter_file"] = letter.attachment_ids
    case.made["answer_file"] = answer
    return letter


@record("draft_letter")
def _draft_letter(case):
    return _new_letter(case)


@record("commission_letter")
def _commission_letter(case):
    """A sent letter for a commission in which Anna sits."""
    commission = _commission(case)
    case.env["club.commission.member"].create(
        {
            "commission_id": commission.id,
            "partner_id": case.anna.partner_id.id,
            "membership_id": case.anna.id,
            "state": "active",
            "date_from": "2024-01-01",
        }
    )
    letter = _new_letter(case, audience="commission", audience_id=commission.id)
    letter.action_sign()
    letter.action_send()
    return letter


def _new_funding(case, state="open", **vals):
    return case.env["club.cofunding"].create(
        {
            "name": "Tax interface",
            "description": "<p>Sends returns by itself.</p>",
            "company_id": case.company.id,
            "amount": 1000,
            "deadline": "2099-12-31",
            "quote_file": "UXVvdGU=",
            "quote_name": "quote.pdf",
            "state": state,
            **vals,
        }
    )


@record("funding")
def _open_funding(case):
    return _new_funding(case)


@record("draft_funding")
def _draft_funding(case):
    return _new_funding(case, "draft")


@record("over_funding")
def _over_funding(case):
    """A co-funding whose deadline was yesterday or before."""
    return _new_funding(case, deadline="2024-01-31")


@record("pledged_funding")
def _pledged_funding(case):
    """A co-funding with a pledge of Anna's that waits for her word."""
    funding = _new_funding(case)
    funding._pledge(case.anna.partner_id, case.anna, 100)
    return funding
