"""How to make one record of each model of the treasury: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, serial, unique


def a_journal(world, kind="bank"):
    number = next(serial)
    return world.env["account.journal"].create(
        {
            "name": f"Journal {number}",
            "code": f"J{number}",
            "type": kind,
            "company_id": world.company.id,
        }
    )


@recipe("club.heading", write="sequence")
def _heading(world):
    return {
        "name": unique("Heading"),
        "kind": "expense",
        "company_id": world.company.id,
        "account_id": world.ref("expense").id,
    }


@recipe("club.donation", write="date")
def _donation(world):
    return {
        "partner_id": world.contact().id,
        "section_id": world.section.id,
        "company_id": world.company.id,
        "amount": 20,
        "form": "kind",
    }


@recipe("club.payment.out", write="reason")
def _payment_out(world):
    return {
        "partner_id": world.contact().id,
        "section_id": world.section.id,
        "company_id": world.company.id,
        "amount": 20,
        "reason": unique("Stamps"),
    }


@recipe("club.bank.file", write="name")
def _bank_file(world):
    the_bank_of(world)
    return {
        "name": unique("statement.csv"),
        "section_id": world.section.id,
        "company_id": world.company.id,
    }


def the_bank_of(world):
    """The bank journal of the world's section, made on first use."""
    if not world.section.bank_journal_id:
        world.section.bank_journal_id = a_journal(world)
    return world.section.bank_journal_id


def a_bank_line(world):
    """A bank line of the world's section, as an import leaves it."""
    statement_line = world.env["account.bank.statement.line"].create(
        {
            "journal_id": the_bank_of(world).id,
            "date": "2026-03-01",
            "payment_ref": unique("Transfer"),
            "amount": 60,
        }
    )
    return world.env["club.bank.line"].search(
        [("statement_line_id", "=", statement_line.id)]
    )


@recipe("club.bank.line", write="note", make=a_bank_line)
def _bank_line(world):
    line = a_bank_line(world)
    return line.copy_data()[0] | {"statement_line_id": line.statement_line_id.id}


@recipe("club.bank.proposal", write="sequence")
def _bank_proposal(world):
    line = a_bank_line(world)
    return {"line_id": line.id, "reason": "The reference is that of a due."}


@recipe("club.bank.run", write="name")
def _bank_run(world):
    return {
        "name": unique("Lines of March"),
        "section_id": world.section.id,
        "company_id": world.company.id,
    }
