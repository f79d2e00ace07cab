"""Commissions: used by the access table."""

from .access_world import recipe, unique


@recipe("club.function", write="name")
def _function(world):
    return {"name": unique("Function"), "company_id": world.company.id}


@recipe("club.commission", write="charter")
def _commission(world):
    return {
        "name": unique("Commission"),
        "company_id": world.company.id,
        "section_id": world.section.id,
        "state": "open",
    }


@recipe("club.commission.member", write="reason")
def _member(world):
    membership = world.create("club.membership")
    return {
        "commission_id": world["club.commission"].id,
        "partner_id": membership.partner_id.id,
        "membership_id": membership.id,
    }


def _make_place(world):
    commission = world.create("club.commission")
    commission.max_size = 1
    return commission.place_ids


@recipe("club.commission.place", write="number", read="number", make=_make_place)
def _place(world):
    return {"commission_id": world.create("club.commission").id, "number": 1}
