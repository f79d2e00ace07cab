"""How to make one record of each model of pain points."""

from odoo.addons.club_membership.tests.access_world import recipe, unique


@recipe("club.pain", write="description")
def _pain(world):
    return {
        "name": unique("Pain"),
        "company_id": world.company.id,
        "description": "Two days lost",
    }


@recipe("club.pain.report", write="example")
def _pain_report(world):
    return {
        "pain_id": world["club.pain"].id,
        "root_id": world["club.pain"].id,
        "membership_id": world.create("club.membership").id,
        "partner_id": world.contact().id,
        "date": "2026-01-01",
        "frequency": "daily",
        "people": 1,
        "minutes": 5,
        "is_shown": True,
    }


@recipe("club.pain.merge", write="target_id")
def _pain_merge(world):
    return {
        "pain_ids": [(6, 0, world["club.pain"].ids)],
        "target_id": world.create("club.pain").id,
    }


@recipe("club.installation", write="testimony")
def _installation(world):
    return {
        "membership_id": world.create("club.membership").id,
        "product_id": world["club.product"].id,
    }


@recipe("club.installation.change", write="date")
def _installation_change(world):
    return {"installation_id": world["club.installation"].id, "date": "2026-01-01"}


def _make_installation_month(world):
    installation = world.create("club.installation")
    world.env.flush_all()
    months = world.env["club.installation.month"]
    return months.search([("installation_id", "=", installation.id)], limit=1)


@recipe("club.installation.month", write="month", make=_make_installation_month)
def _installation_month(world):
    return {"installation_id": world["club.installation"].id}


def _make_fact(world):
    world.create("club.pain")
    world.env.flush_all()
    facts = world.env["club.roadmap.fact"]
    return facts.search([("company_id", "=", world.company.id)], limit=1)


@recipe("club.roadmap.fact", write="number", make=_make_fact)
def _fact(world):
    return {"kind": "pain"}


@recipe("club.roadmap.year", write="year")
def _year(world):
    return {"year": 2026, "company_id": world.company.id}
