"""Requests that the table of routes names: Anna's own, another's, a member's file."""

from odoo.addons.club_portal.models.club_signin_link import token_hash
from odoo.addons.club_portal.tests.route_case import record, serial


def _request(case, membership, person, shown=True, **vals):
    return case.env["club.request"]._author_write(
        {
            "name": f"Request {next(serial)}",
            "wish": "Close a month in one click.",
            "motivation": "Two days lost each month.",
            **vals,
        },
        person,
        membership,
        shown,
    )


@record("bea_request")
def _bea(case):
    return _request(case, case.bea, case.bea.partner_id, shown=False)


@record("anna_request")
def _anna(case):
    return _request(case, case.anna, case.anna.partner_id, shown=False)


@record("acme_request")
def _acme(case):
    return _request(case, case.acme, case.anna.partner_id, shown=False)


@record("supported_request")
def _supported(case):
    """Bea's, which Anna supports without her name."""
    request = _request(case, case.bea, case.bea.partner_id)
    request._support(case.anna.partner_id, case.anna, shown=False)
    return request


@record("merged_request")
def _merged(case):
    request = _request(case, case.bea, case.bea.partner_id)
    into = _request(case, case.bea, case.bea.partner_id)
    request.write({"merged_into_id": into.id, "root_id": into.id})
    return request


@record("mailed_only")
def _unconfirmed(case):
    return _request(case, case.anna, case.anna.partner_id, state="unconfirmed")


@record("request_file")
def _file(case):
    case.made["filed_request"] = request = _bea(case)
    request._add_files([("invoice.txt", b"Words")])
    return request._files()


@record("anna_id")
def _anna_id(case):
    return case.anna.id


@record("acme_id")
def _acme_id(case):
    return case.acme.id


@record("request_title")
def _title(case):
    return "Nothing+like+it"


def _led(case):
    """A commission that Anna leads, and the former ones stood in."""
    commission = case.env["club.commission"].create(
        {
            "name": f"Commission {next(serial)}",
            "company_id": case.company.id,
            "state": "open",
        }
    )
    seats = ((case.anna.partner_id, case.anna, "chair"),)
    seats += ((case.visitors["former"].partner_id, case.acme, "vice_chair"),)
    seats += ((case.gone.partner_id, case.gone, "vice_chair"),)
    for person, membership, role in seats:
        case.env["club.commission.member"].create(
            {
                "commission_id": commission.id,
                "partner_id": person.id,
                "membership_id": membership.id,
                "state": "active",
                "role": role,
                "date_from": "2024-02-01",
            }
        )
    return commission


@record("waiting_request")
def _waiting(case):
    """Bea's, with enough supporters for the commission that Anna leads."""
    case.made["led_for_requests"] = commission = _led(case)
    request = _request(case, case.bea, case.bea.partner_id)
    request.write({"commission_id": commission.id})
    case.company.club_request_threshold = 1
    request._support(case.bea.partner_id, case.bea)
    return request


@record("commented_request")
def _commented(case):
    """Bea's, with a comment of Anna's that waits to be read."""
    request = _request(case, case.bea, case.bea.partner_id)
    case.made["anna_comment"] = case.env["club.request.comment"]._author_write(
        {"request_id": request.id, "date": "2024-03-01", "body": "Me too"},
        case.anna.partner_id,
        case.anna,
        False,
    )
    return request


@record("mailed")
def _mailed(case):
    """What came by e-mail under Anna's address."""
    case.made["mailed_token"] = token = "token-of-the-mail"
    return case.env["club.request.mail"].create(
        {
            "company_id": case.company.id,
            "email": "owner@example.org",
            "subject": "Labels",
            "token_hash": token_hash(token),
        }
    )
