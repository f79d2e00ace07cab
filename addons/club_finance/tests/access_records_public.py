"""Orders and quotes of companies and public bodies: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique


@recipe("club.purchase.order", write="amount")
def _purchase_order(world):
    return {
        "name": unique("PO"),
        "partner_id": world.contact().id,
        "section_id": world.section.id,
        "company_id": world.company.id,
        "amount": 120,
    }


@recipe("club.quote", write="terms")
def _quote(world):
    return {
        "partner_id": world.contact().id,
        "section_id": world.section.id,
        "company_id": world.company.id,
        "kind": "joining",
        "type_id": world.kind.id,
    }


@recipe("club.quote.line", write="sequence", read="name")
def _quote_line(world):
    quote = world.env["club.quote"].create(_quote(world))
    return {"quote_id": quote.id, "name": "Training", "price_unit": 10}


@recipe("club.quote.acceptance", write="order_number", read="order_number")
def _quote_acceptance(world):
    return {"quote_id": world["club.quote"].id, "order_number": "PO 7"}
