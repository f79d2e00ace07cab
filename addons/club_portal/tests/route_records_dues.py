"""Dues, notices and cards, for the table of routes: Anna's, and those of Acme, which
she manages, of Kim, of another member who owes as well and of who left."""

from dateutil.relativedelta import relativedelta
from odoo import fields

from .payment_common import PaymentDuesCommon
from .route_case import record, serial


def _due(case, membership):
    """30 that somebody owes besides their dues, and a notice of it."""
    today = fields.Date.context_today(membership)
    call = case.env["club.dues.call"].create(
        {
            "name": f"Of {membership.partner_id.name}",
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
            "membership_id": membership.id,
            "partner_id": membership.partner_id.id,
            "payer_id": membership.partner_id.id,
            "company_id": case.company.id,
            "currency_id": case.company.currency_id.id,
            "term_id": membership.period_ids[:1].term_id.id,
            "section_id": membership.section_id.id,
            "type_id": membership.type_id.id,
            "call_id": call.id,
            "kind": "donation",
            "origin_key": f"routes {next(serial)}",
            "booking_mode": "collective",
            "date": today,
            "due_date": today,
            "called_amount": 30,
        }
    )
    due._book(call)
    case.env["club.notice"]._announce(call, due.ids)
    return due


def _made(case, name):
    """A record made by its recipe, for the recipe of another one."""
    case._fill(f"{{{name}}}")
    return case.made[name]


@record("anna_due")
def _of_anna(case):
    """The other member has dues of their own, and the page to pay them."""
    _made(case, "bea_due")
    return _due(case, case.anna)


@record("bea_due")
def _of_bea(case):
    return _due(case, case.bea)


@record("acme_due")
def _of_acme(case):
    _made(case, "bea_due")
    return _due(case, case.acme)


@record("kim_due")
def _of_kim(case):
    _made(case, "bea_due")
    return _due(case, case.kim)


def _papers_of(name):
    """What follows from dues of theirs: ``{anna_notice}`` and so on."""

    @record(f"{name}_choice")
    def choice(case):
        """All of it, as the payment form names it."""
        return f"all-{_made(case, f'{name}_due').id}"

    @record(f"{name}_notice")
    def notice(case):
        """The notice of what is owed; its secret is ``{name_token}``."""
        due = _made(case, f"{name}_due")
        found = case.env["club.notice"].search([("call_id", "=", due.call_id.id)])
        case.made[f"{name}_token"] = found.access_token
        return found

    @record(f"{name}_period")
    def period(case):
        """The period that was paid."""
        return getattr(case, name).period_ids[:1]

    @record(f"{name}_payment")
    def payment(case):
        """A payment received."""
        due = _due(case, getattr(case, name))
        today = fields.Date.context_today(due)
        return due._pay(30, case.bank_journal, today).line_ids


for _name in ("anna", "acme", "kim"):
    _papers_of(_name)


@record("gone_period")
def _gone_period(case):
    """The period that the lapsed member paid in their time."""
    return case.gone.period_ids[:1]


@record("ending_team")
def _ending_team(case):
    """A team of Anna's whose membership ends soon, on ``{ending_day}``."""
    day = fields.Date.context_today(case.anna) + relativedelta(days=20)
    case.brittany.dues_open_on = "2024-01-01"
    case.type_seats.renewal = "request"
    case.made["ending_day"] = day
    return case._team(f"Team {next(serial)}", case.type_seats, day)


@record("anna_signature")
def _signature(case):
    """What the code on Anna's card is signed with."""
    return case.anna._card_signature()


@record("gone_signature")
def _gone_signature(case):
    """The same of a card that was valid once."""
    return case.gone._card_signature()


@record("provider")
def _provider(case):
    """A way of paying online; its method is ``{method}``."""
    provider = PaymentDuesCommon._provider.__func__(type(case), case.company)
    case.made["method"] = provider.payment_method_ids
    return provider
