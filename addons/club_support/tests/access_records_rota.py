"""How to make one record of each form of rotas: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe


@recipe("club.duty.override", write="reason")
def _override(world):
    return {"duty_id": world["club.duty"].id, "reason": "Agreed by telephone"}


@recipe("club.duty.override.line", write="effect")
def _override_line(world):
    return {
        "override_id": world["club.duty.override"].id,
        "volunteer_id": world["club.volunteer"].id,
    }


@recipe("club.duty.explain", write="question")
def _explain(world):
    return {"duty_id": world["club.duty"].id}


@recipe("club.rota.cancel", write="reason")
def _cancel(world):
    return {"rota_id": world["club.rota"].id, "reason": "Merged"}
