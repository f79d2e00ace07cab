"""How to make one record of benefits, recruitment and figures: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique

from .access_records import an_event


def _of_a_prospect(world):
    world["club.prospect"]
    world.env.flush_all()
    return world.env["club.recruitment.figure"].browse(world["club.prospect"].id)


def _attendance(world):
    event = an_event(
        world,
        audience="open",
        date_begin="2026-02-09 12:00:00",
        date_end="2026-02-09 15:00:00",
    )
    came = world.env["event.registration"].create(
        {"name": unique("Guest"), "event_id": event.id, "state": "done"}
    )
    world.env.flush_all()
    return came


def _of_an_attendance(world):
    return world.env["club.event.fact"].browse(_attendance(world).id)


def _of_a_year(world):
    _attendance(world)
    return world.env["club.event.figure"].search(
        [("by", "=", "3_section"), ("section_id", "=", world.section.id)], limit=1
    )


def _of_an_organisation(world):
    membership = world.env["club.membership"].create(
        {
            "partner_id": world.contact().id,
            "company_id": world.company.id,
            "section_id": world.section.id,
            "type_id": world.kind.id,
            "state": "active",
            "joined_on": "2020-01-01",
        }
    )
    membership.partner_id.is_company = True
    world.env.flush_all()
    return world.env["club.event.absence"].browse(membership.id)


@recipe("club.prospect.step", write="note")
def _step(world):
    return {
        "prospect_id": world["club.prospect"].id,
        "stage_to": "contacted",
        "how": "hand",
    }


@recipe("club.recruitment.figure", write="joined", make=_of_a_prospect)
def _recruitment_figure(world):
    return {"joined": 1}


@recipe("club.event.fact", write="attended", make=_of_an_attendance)
def _fact(world):
    return {"attended": 1}


@recipe("club.event.figure", write="meetings", make=_of_a_year)
def _figure(world):
    return {"meetings": 1}


@recipe("club.event.absence", write="joined_on", make=_of_an_organisation)
def _absence(world):
    return {"joined_on": "2020-01-01"}


@recipe("club.prospect.import", write="filename")
def _import(world):
    return {
        "recruitment_id": world["club.recruitment"].id,
        "file": "bmFtZQ==",
        "filename": "list.csv",
    }


@recipe("club.prospect.import.line", write="row")
def _import_line(world):
    return {"import_id": world["club.prospect.import"].id, "row": 2}


@recipe("club.prospect.invite", write="company_id")
def _invite(world):
    return {"company_id": world.company.id, "event_id": an_event(world).id}
