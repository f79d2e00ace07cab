"""How to make one record of repairs and of figures: for the access table."""

from odoo import fields
from odoo.addons.club_membership.tests.access_world import recipe

from .access_records import _duty, _rota


def _standing(world):
    today = fields.Date.today()
    return world.env["club.duty"].create(
        {
            **_duty(world),
            "state": "published",
            "volunteer_id": False,
            # A gap is to come, whatever day it is.
            "date_start": today,
            "date_end": today,
        }
    )


@recipe("club.rota.repair", write="reason")
def _repair(world):
    return {
        "rota_id": world.env["club.rota"].create(_rota(world)).id,
        "author_id": world.contact().id,
        "digest": "0",
    }


@recipe("club.rota.repair.option", write="name")
def _option(world):
    return {
        "repair_id": world["club.rota.repair"].id,
        "sequence": 1,
        "name": "One duty changes hands",
        "moved_count": 1,
        "gap_count": 0,
        "unskilled_count": 0,
        "fairness": 0,
        "cost": "As fair as before.",
    }


@recipe("club.rota.repair.move", write="sequence")
def _move(world):
    duty = world.env["club.duty"].create(_duty(world))
    return {
        "option_id": world["club.rota.repair.option"].id,
        "sequence": 1,
        "duty_id": duty.id,
    }


@recipe("club.rota.repair.start", write="reason")
def _start(world):
    return {
        "volunteer_id": world["club.volunteer"].id,
        "rota_id": world["club.rota"].id,
        "date_from": "2026-04-06",
    }


@recipe("club.rota.advice", write="rota_id")
def _advice(world):
    return {"rota_id": world["club.rota"].id}


@recipe("club.rota.advice.line", write="name")
def _advice_line(world):
    return {
        "advice_id": world["club.rota.advice"].id,
        "sequence": 1,
        "name": "Train Anna in Finance",
        "before": 6,
        "after": 0,
    }


def _made(model, field):
    def make(world):
        record = _standing(world)
        if field == "volunteer_id":
            record = world["club.volunteer"]
            record.env["club.duty"].create({**_duty(world), "state": "published"})
        return world.env[model].search([(field, "=", record.id)])

    return make


@recipe("club.duty.gap", write="kind", make=_made("club.duty.gap", "duty_id"))
def _gap(world):
    return {"kind": "nobody"}


@recipe(
    "club.duty.coverage",
    write="places",
    make=_made("club.duty.coverage", "duty_id"),
)
def _coverage(world):
    return {"places": 1}


@recipe(
    "club.volunteer.load",
    write="done",
    make=_made("club.volunteer.load", "volunteer_id"),
)
def _load(world):
    return {"done": 1}
