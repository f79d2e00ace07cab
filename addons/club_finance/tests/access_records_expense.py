"""How to make claims and their rates: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, serial, unique


@recipe("club.km.rate", write="sequence")
def _km_rate(world):
    return {
        "name": unique("Car"),
        "year": 2026,
        "amount": 0.3,
        "company_id": world.company.id,
    }


def a_claim(world, **vals):
    return {
        "summary": unique("Stand"),
        "partner_id": world.contact().id,
        "section_id": world.section.id,
        "company_id": world.company.id,
        **vals,
    }


@recipe("club.expense", write="summary")
def _expense(world):
    return a_claim(world)


def a_claimable(world):
    return world.env["club.heading"].create(
        {
            "name": f"Travel {next(serial)}",
            "kind": "expense",
            "claimable": True,
            "company_id": world.company.id,
            "account_id": world.ref("expense").id,
        }
    )


@recipe("club.expense.line", write="label")
def _expense_line(world):
    return {
        "expense_id": world["club.expense"].id,
        "date": "2026-03-01",
        "label": unique("Train"),
        "heading_id": a_claimable(world).id,
        "amount": 20,
    }


@recipe("club.expense.refusal", write="reason")
def _refusal(world):
    return {"expense_id": world["club.expense"].id, "reason": "Unreadable"}
