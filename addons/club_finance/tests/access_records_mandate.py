"""Mandates and returned debits, for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique

from .access_records import a_journal

CREDITOR = "FR72ZZZ123456"
IBAN = "FR7630006000011234567890189"


def a_mandate(world):
    """A mandate that a member of the world's section signed."""
    world.company.sepa_creditor_identifier = CREDITOR
    membership = world["club.membership"]
    return world.env["club.mandate"]._sign(
        membership.partner_id, world.company, IBAN, "", "portal", typed_name="Member"
    )


@recipe("club.mandate", write="note", make=a_mandate)
def _mandate(world):
    return {
        "company_id": world.company.id,
        "partner_id": world.contact().id,
        "state": "active",
        "channel": "paper",
    }


@recipe("club.mandate.paper", write="iban")
def _mandate_paper(world):
    return {
        "company_id": world.company.id,
        "partner_id": world["club.membership"].partner_id.id,
        "iban": IBAN,
        "signed_on": "2026-03-01",
        "scan": "c2Nhbg==",
    }


@recipe("club.debit.return", write="name")
def _debit_return(world):
    return {"name": unique("returns.xml"), "company_id": world.company.id}


@recipe("club.debit.return.line", write="note")
def _debit_return_line(world):
    file = world.env["club.debit.return"].create(
        {"name": unique("returns.xml"), "company_id": world.company.id}
    )
    return {
        "return_id": file.id,
        "debit_line_id": world["club.debit.line"].id,
        "state": "known",
    }


@recipe("payment.return", write="name")
def _payment_return(world):
    return {
        "name": unique("Return"),
        "company_id": world.company.id,
        "journal_id": a_journal(world).id,
    }
