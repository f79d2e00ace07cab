"""How to make one record of each model of requests: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique

from . import (
    access_records_evaluation,  # noqa: F401 (more recipes)
    access_records_pains,  # noqa: F401 (more recipes)
)


@recipe("club.product", write="name")
def _product(world):
    return {
        "name": unique("Product"),
        "company_id": world.company.id,
        "vendor_id": world.contact().id,
    }


@recipe("club.product.module", write="sequence")
def _module(world):
    return {"name": unique("Module"), "product_id": world["club.product"].id}


@recipe("club.product.version", write="sequence")
def _version(world):
    return {"name": unique("Version"), "product_id": world["club.product"].id}


@recipe("club.request", write="name")
def _request(world):
    return {
        "name": unique("Request"),
        "company_id": world.company.id,
        "wish": "More",
        "motivation": "Less work",
    }


@recipe("club.request.event", write="reason")
def _event(world):
    return {
        "request_id": world["club.request"].id,
        "date": "2026-01-01",
        "state": "open",
    }


@recipe("club.request.support", write="is_shown")
def _support(world):
    return {
        "request_id": world["club.request"].id,
        "root_id": world["club.request"].id,
        "membership_id": world.create("club.membership").id,
        "partner_id": world.contact().id,
        "is_shown": True,
    }


@recipe("club.request.comment", write="body")
def _comment(world):
    return {
        "request_id": world["club.request"].id,
        "company_id": world.company.id,
        "date": "2026-01-01",
        "body": unique("Comment"),
    }


@recipe("club.request.mail", write="subject")
def _mail(world):
    return {
        "company_id": world.company.id,
        "email": "sender@example.org",
        "token_hash": unique("hash"),
    }


@recipe("club.request.step", write="reason")
def _step(world):
    return {"step": "close", "request_ids": [(6, 0, world["club.request"].ids)]}


@recipe("club.request.merge", write="into_id")
def _merge(world):
    return {
        "request_ids": [(6, 0, world["club.request"].ids)],
        "into_id": world.create("club.request").id,
    }


@recipe("club.roadmap.author", write="model")
def _author(world):
    return {
        "model": "club.request",
        "res_id": world.create("club.request").id,
        "partner_id": world.contact().id,
        "membership_id": world.create("club.membership").id,
    }


@recipe("club.request.notice", write="state")
def _request_notice(world):
    return {
        "request_id": world["club.request"].id,
        "company_id": world.company.id,
        "partner_id": world.contact().id,
        "event": "planned",
        "date": "2026-01-01",
    }


@recipe("club.request.news", write="frequency")
def _request_news(world):
    return {"partner_id": world.contact().id, "company_id": world.company.id}


@recipe("club.release", write="released_on")
def _release(world):
    return {"version_id": world["club.product.version"].id}


@recipe("club.letter", write="audience")
def _letter(world):
    return {
        "subject": unique("Letter"),
        "body": "<p>We ask.</p>",
        "company_id": world.company.id,
        "vendor_id": world.contact().id,
        "user_id": world.colleague.id,
    }


@recipe("club.letter.followup", write="until")
def _letter_followup(world):
    return {"letter_id": world["club.letter"].id, "name": "Ask again"}


@recipe("club.cofunding", write="quote_name")
def _cofunding(world):
    return {
        "name": unique("Development"),
        "description": "<p>What it is.</p>",
        "company_id": world.company.id,
        "amount": 1000,
        "deadline": "2099-12-31",
    }


@recipe("club.cofunding.pledge", write="is_shown")
def _pledge(world):
    return {
        "cofunding_id": world["club.cofunding"].id,
        "membership_id": world.create("club.membership").id,
        "partner_id": world.contact().id,
        "amount": 100,
    }
