"""How to make one record of each model of a vote: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, serial, unique


@recipe("club.ballot.box", write="name")
def _box(world):
    return {
        "name": unique("Vote"),
        "company_id": world.company.id,
        "closes_at": "2099-01-01 10:00:00",
    }


@recipe("club.ballot.option", write="name")
def _option(world):
    return {
        "box_id": world["club.ballot.box"].id,
        "code": f"code{next(serial)}",
        "name": unique("Option"),
    }


@recipe("club.ballot.roll", write="number")
def _roll(world):
    return {
        "box_id": world["club.ballot.box"].id,
        "membership_id": world.create("club.membership").id,
        "name": unique("Member"),
        "weight": 1,
    }


@recipe("club.ballot.voter", write="kind")
def _voter(world):
    return {"roll_id": world["club.ballot.roll"].id, "partner_id": world.contact().id}


@recipe("club.ballot.cast", write="category")
def _cast(world):
    return {
        "box_id": world["club.ballot.box"].id,
        "phrase": unique("two words"),
        "weight": 1,
        "content": {"marks": {}},
    }


@recipe("club.ballot.decision", write="reason")
def _decision(world):
    return {
        "box_id": world["club.ballot.box"].id,
        "decision": "cancel",
        "reason": "Because",
    }
