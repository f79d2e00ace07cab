"""How to make direct debits and their lines: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique
from odoo.addons.club_membership.tests.common import day

from .access_records import a_journal


@recipe("club.debit", write="notice_days")
def _debit(world):
    return {
        "name": unique("Debit"),
        "company_id": world.company.id,
        "collection_date": "2026-04-15",
        "payment_mode_id": False,
    }


def a_debit_line(world):
    return {
        "debit_id": world.create("club.debit").id,
        "payer_id": world.contact().id,
        "section_id": world.section.id,
        "amount": 30,
    }


@recipe("club.debit.line", write="reason")
def _debit_line(world):
    return a_debit_line(world)


@recipe("club.debit.item", write="amount")
def _debit_item(world):
    move = world.env["account.move"]._club_book(
        world.company._club_misc_journal(),
        day("2026-03-01"),
        unique("Debt"),
        [
            {"account": world.ref("receivable"), "balance": 30},
            {"account": world.ref("income"), "balance": -30},
        ],
    )
    line = world.env["club.debit.line"].create(a_debit_line(world))
    return {"line_id": line.id, "move_line_id": move.line_ids[0].id, "amount": 30}


@recipe("club.debit.setup", write="creditor_identifier")
def _debit_setup(world):
    return {"company_id": world.company.id}


@recipe("account.payment.order", write="description")
def _payment_order(world):
    mode = world.company._club_set_up_debits(a_journal(world))
    return {"payment_mode_id": mode.id, "description": unique("File")}


@recipe("account.payment.line", write="communication")
def _payment_line(world):
    return {
        "order_id": world["account.payment.order"].id,
        "partner_id": world.contact().id,
        "currency_id": world.company.currency_id.id,
        "amount_currency": 30,
        "communication": unique("Dues"),
    }


@recipe("account.banking.mandate", write="scheme")
def _banking_mandate(world):
    account = world.env["res.partner.bank"].create(
        {"acc_number": unique("ACCOUNT"), "partner_id": world.contact().id}
    )
    return {"partner_bank_id": account.id, "company_id": world.company.id}
