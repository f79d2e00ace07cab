"""How to make one record of each model about members: used by the access table."""

from base64 import b64encode

from .access_world import recipe, serial, unique


@recipe("club.section", write="name")
def _section(world):
    return {
        "name": unique("Section"),
        "level": "local",
        "parent_id": world.region.id,
        "company_id": world.company.id,
    }


@recipe("club.office.kind", write="name")
def _office_kind(world):
    return {"name": unique("Kind")}


@recipe("club.office", write="note")
def _office(world):
    return {
        "partner_id": world.contact().id,
        "kind_id": world.env.ref("club_membership.office_kind_coordinator").id,
        "section_id": world.section.id,
        "date_from": "2026-01-01",
    }


@recipe("club.membership.type", write="name")
def _type(world):
    return {"name": unique("Type"), "company_id": world.company.id}


@recipe("club.membership.price", write="amount")
def _price(world):
    return {
        "type_id": world.create("club.membership.type").id,
        "date_from": "2020-01-01",
        "amount": 10,
    }


@recipe("club.membership.bracket", write="amount")
def _bracket(world):
    return {
        "price_id": world.create("club.membership.price").id,
        "headcount_from": 1,
        "amount": 10,
    }


@recipe("club.membership", write="headcount")
def _membership(world):
    return {
        "partner_id": world.contact().id,
        "company_id": world.company.id,
        "section_id": world.section.id,
        "type_id": world.kind.id,
    }


def of_member(world, membership):
    return {
        "membership_id": membership.id,
        "partner_id": membership.partner_id.id,
        "company_id": world.company.id,
        "section_id": world.section.id,
        "type_id": world.kind.id,
    }


@recipe("club.membership.period", write="date_to")
def _period(world):
    return {
        **of_member(world, world.create("club.membership")),
        "date_from": "2026-01-01",
        "date_to": "2026-12-31",
    }


@recipe("club.movement", write="reason")
def _movement(world):
    values = of_member(world, world["club.membership"])
    del values["partner_id"]
    return {**values, "kind": "joined", "date": "2026-01-01"}


@recipe("club.membership.event", write="reason")
def _membership_event(world):
    return {
        "membership_ids": [(6, 0, world["club.membership"].ids)],
        "kind": "resign",
        "date": "2026-01-01",
    }


@recipe("club.admission", write="name")
def _admission(world):
    return {
        "company_id": world.company.id,
        "name": unique("Newcomer"),
        "section_id": world.section.id,
        "type_id": world.kind.id,
    }


@recipe("club.settings", write="club_application_days")
def _settings(world):
    return {"club_application_days": 60}


@recipe("club.members.on", write="date")
def _members_on(world):
    return {"date": "2026-01-01"}


@recipe("club.import", write="name")
def _import(world):
    return {
        "name": unique("Members"),
        "company_id": world.company.id,
        "section_id": world.section.id,
        "file": b64encode(b"Name\nAnne"),
        "filename": "members.csv",
    }


@recipe("club.import.line", write="name")
def _import_line(world):
    return {
        "import_id": world["club.import"].id,
        "company_id": world.company.id,
        "row": next(serial),
        "name": "Anne",
    }
