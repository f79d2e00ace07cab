"""How to make records of budgets: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, serial


@recipe("club.budget", write="note")
def _budget(world):
    return {
        "section_id": world.section.id,
        "company_id": world.company.id,
        "date_from": f"{2027 + next(serial)}-01-01",
    }


def a_budget(world):
    return world.env["club.budget"].create(_budget(world))


@recipe("club.budget.line", write="comment")
def _budget_line(world):
    return {
        "budget_id": a_budget(world).id,
        "heading_id": world["club.heading"].id,
        "asked": 100,
    }


@recipe("club.budget.import", write="filename")
def _budget_import(world):
    return {"budget_id": world["club.budget"].id, "file": b"UEsF"}


@recipe("club.budget.opening", write="day")
def _budget_opening(world):
    return {"company_id": world.company.id, "day": "2030-01-01"}


@recipe("club.budget.sending.back", write="reason")
def _budget_sending_back(world):
    return {
        "budget_ids": [(6, 0, world["club.budget"].ids)],
        "reason": "Travel is missing.",
    }
