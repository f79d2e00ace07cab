"""How to make one record of each model about teams and guardians."""

from .access_world import recipe, serial, unique


def organisation(world):
    """A member organisation of this place of the table, made once."""
    if "team" not in world._made:
        kind = world.env["club.membership.type"].create(
            {
                "name": unique("Type"),
                "company_id": world.company.id,
                "member_kind": "organisation",
                "delegate_count": 9,
            }
        )
        membership = world.env["club.membership"].create(
            {
                "partner_id": _company(world).id,
                "company_id": world.company.id,
                "section_id": world.section.id,
                "type_id": kind.id,
            }
        )
        world.env["club.membership.period"].create(
            {
                "membership_id": membership.id,
                "partner_id": membership.partner_id.id,
                "company_id": world.company.id,
                "section_id": world.section.id,
                "type_id": kind.id,
                "date_from": "2026-01-01",
                "date_to": "2026-12-31",
                "confirmed_on": "2026-01-01",
            }
        )
        membership._refresh()
        world._made["team"] = membership
    return world._made["team"]


def _company(world):
    return world.env["res.partner"].create(
        {"name": unique("Company"), "is_company": True}
    )


@recipe("club.delegation", write="email")
def _delegation(world):
    return {
        "membership_id": organisation(world).id,
        "partner_id": world.contact().id,
        "role": "deputy",
        "date_from": "2026-01-01",
    }


@recipe("club.seat", write="number")
def _seat(world):
    return {
        "membership_id": organisation(world).id,
        "kind": "seat",
        "number": next(serial),
    }


@recipe("club.seat.order", write="count")
def _seat_order(world):
    return {"membership_id": organisation(world).id, "count": 1}


@recipe("club.invitation", write="name")
def _invitation(world):
    return {
        "membership_id": organisation(world).id,
        "email": f"new{next(serial)}@company.example",
        "name": unique("New"),
    }


@recipe("club.email.domain", write="name")
def _email_domain(world):
    return {
        "membership_id": organisation(world).id,
        "name": f"company{next(serial)}.example",
    }


@recipe("club.guardian", write="date_from")
def _guardian(world):
    minor = world["club.membership"].partner_id
    minor.sudo().club_birth_date = "2015-01-01"
    return {
        "minor_id": minor.id,
        "guardian_id": world.contact().id,
        "company_id": world.company.id,
        "date_from": "2026-01-01",
    }


@recipe("club.absorption", write="reason")
def _absorption(world):
    return {
        "company_id": world.company.id,
        "absorbed_id": organisation(world).id,
        "absorbing_id": world["club.membership"].id,
        "date": "2026-03-01",
    }
