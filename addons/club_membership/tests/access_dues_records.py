"""How to make one record of each model about dues and payments."""

from .access_records import of_member
from .access_world import recipe, serial, unique


def _make_call(world):
    call = world.create("club.dues.call")
    world.env["club.dues.call.line"].create(_call_line_values(world, call))
    return call


@recipe("club.dues.call", write="name", make=_make_call)
def _call(world):
    return {
        "name": unique("Call"),
        "company_id": world.company.id,
        "date": "2026-01-01",
        "due_date": "2026-01-31",
        "term_from": "2026-01-01",
        "term_to": "2026-12-31",
    }


def _call_line_values(world, call):
    membership = world.create("club.membership")
    return {
        **of_member(world, membership),
        "call_id": call.id,
        "payer_id": membership.partner_id.id,
        "state": "ready",
    }


@recipe("club.dues.call.line", write="message")
def _call_line(world):
    return _call_line_values(world, world["club.dues.call"])


@recipe("club.due", write="decision_reason")
def _due(world):
    period = world.create("club.membership.period")
    return {
        **of_member(world, period.membership_id),
        "payer_id": period.partner_id.id,
        "currency_id": world.company.currency_id.id,
        "term_id": period.id,
        "call_id": world["club.dues.call"].id,
        "booking_mode": "collective",
        "date": "2026-01-01",
        "due_date": "2026-01-31",
        "called_amount": 30,
    }


@recipe("club.notice", write="date")
def _notice(world):
    return {
        "call_id": world["club.dues.call"].id,
        "company_id": world.company.id,
        "payer_id": world.create("club.membership").partner_id.id,
        "channel": "letter",
        "state": "to_print",
        "date": "2026-01-01",
    }


@recipe("club.reminder.level", write="name")
def _reminder_level(world):
    return {
        "name": unique("Reminder"),
        "company_id": world.company.id,
        "days": 1000 + next(serial),
        "template_id": world["mail.template"].id,
    }


@recipe("club.deposit", write="date")
def _deposit(world):
    return {
        "company_id": world.company.id,
        "section_id": world.section.id,
        "journal_id": world.ref("bank").id,
        "date": "2026-01-01",
    }


@recipe("club.deposit.line", write="number")
def _deposit_line(world):
    due = world["club.due"]
    return {
        "deposit_id": world["club.deposit"].id,
        "payer_id": due.payer_id.id,
        "due_ids": [(6, 0, due.ids)],
        "amount": 30,
    }


def _make_dues_report(world):
    due = world["club.due"]
    world.env.flush_all()
    return world.env["club.dues.report"].search([("due_id", "=", due.id)])


@recipe("club.dues.report", write="kind", make=_make_dues_report)
def _dues_report(world):
    return {"due_id": world["club.due"].id}


@recipe("club.payment", write="number")
def _payment(world):
    return {"due_ids": [(6, 0, world["club.due"].ids)], "amount": 30}


@recipe("club.payment.bounce", write="reason")
def _payment_bounce(world):
    return {
        "line_ids": [(6, 0, world["club.deposit.line"].ids)],
        "reason": "No funds",
    }


@recipe("club.due.decision", write="reason")
def _due_decision(world):
    return {"due_ids": [(6, 0, world["club.due"].ids)], "reason": "Hardship"}


@recipe("club.payer.change", write="reason")
def _payer_change(world):
    return {
        "due_ids": [(6, 0, world["club.due"].ids)],
        "payer_id": world["res.partner"].id,
        "reason": "Household split",
    }
