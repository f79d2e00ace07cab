"""The wizard of online refunds: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe


@recipe("club.online.refund", write="amount")
def _online_refund(world):
    return {"deposit_id": world["club.deposit"].id, "amount": 1}
