"""How to make one record of each model of the member's space: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, serial, unique


def of_member(world):
    membership = world.create("club.membership")
    return {
        "partner_id": membership.partner_id.id,
        "membership_id": membership.id,
        "company_id": world.company.id,
    }


@recipe("club.trace", write="action")
def _trace(world):
    membership = world["club.membership"]
    return {
        "user_id": world.colleague.id,
        "person_id": membership.partner_id.id,
        "membership_id": membership.id,
        "company_id": world.company.id,
        "mode": "staff",
        "action": "Changed the telephone.",
    }


@recipe("club.portal.campaign", write="name")
def _campaign(world):
    return {"name": unique("Campaign"), "company_id": world.company.id}


@recipe("club.portal.campaign.line", write="message")
def _campaign_line(world):
    return {
        **of_member(world),
        "campaign_id": world["club.portal.campaign"].id,
        "section_id": world.section.id,
        "state": "ready",
    }


@recipe("club.portal.access", write="invitation_count")
def _access(world):
    return of_member(world)


@recipe("club.rate", write="number")
def _rate(world):
    return {
        "kind": "test",
        "key_hash": unique("key"),
        "stretch": 1,
        "number": 1,
        "expires_at": "2026-12-31 00:00:00",
    }


@recipe("club.signin.link", write="used_at")
def _signin_link(world):
    return {
        "user_id": world.colleague.id,
        "token_hash": unique("hash"),
        "expires_at": "2026-12-31 00:00:00",
    }


@recipe("club.signin.request", write="asked")
def _signin_request(world):
    return {"asked": "somebody@example.org"}


@recipe("club.application", write="city")
def _application(world):
    return {
        "name": unique("Applicant"),
        "email": f"applicant{next(serial)}@example.org",
        "company_id": world.company.id,
        "kind": "person",
        "type_id": world.kind.id,
        "section_id": world.section.id,
        "state": "waiting",
    }


@recipe("club.calendar.feed", write="made_on")
def _calendar_feed(world):
    return {
        "partner_id": world.contact().id,
        "company_id": world.company.id,
        "token_hash": unique("hash"),
        "made_on": "2026-03-01",
    }
