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
