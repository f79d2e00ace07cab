"""How to make one record of each model of evaluations: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique


@recipe("club.evaluation.criterion", write="sequence")
def _criterion(world):
    return {"name": unique("Criterion"), "company_id": world.company.id}


@recipe("club.evaluation", write="year")
def _evaluation(world):
    return {
        "name": unique("Evaluation"),
        "company_id": world.company.id,
        "product_id": world["club.product"].id,
        "closes_at": "2099-01-01 10:00:00",
    }


@recipe("club.evaluation.question", write="sequence")
def _question(world):
    return {
        "evaluation_id": world["club.evaluation"].id,
        "sequence": 1,
        "code": unique("module"),
        "name": unique("Question"),
    }


@recipe("club.evaluation.figure", write="count")
def _figure(world):
    return {
        "question_id": world.create("club.evaluation.question").id,
        "count": 10,
        "satisfied_count": 9,
    }


@recipe("club.evaluation.notice", write="level")
def _notice(world):
    return {
        "evaluation_id": world["club.evaluation"].id,
        "partner_id": world.contact().id,
        "level": "invitation",
        "written_at": "2026-01-01 10:00:00",
    }
