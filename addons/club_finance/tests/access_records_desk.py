"""How to make the dialogs of bank lines: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe


@recipe("club.bank.match", write="line_id")
def _bank_match(world):
    return {"line_id": world["club.bank.line"].id}


@recipe("club.bank.match.part", write="note")
def _bank_match_part(world):
    return {"match_id": world["club.bank.match"].id, "what": "heading", "amount": 1}


@recipe("club.bank.heading", write="note")
def _bank_heading(world):
    return {
        "line_ids": [(6, 0, world["club.bank.line"].ids)],
        "heading_id": world["club.heading"].id,
    }
