"""How to make a payout of online payments: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique


@recipe("club.payout", write="date")
def _payout(world):
    return {
        "name": unique("po"),
        "section_id": world.section.id,
        "company_id": world.company.id,
        "date": "2026-03-01",
    }


@recipe("club.payout.line", write="fee")
def _payout_line(world):
    return {"payout_id": world["club.payout"].id, "gross": 30, "fee": 1}
