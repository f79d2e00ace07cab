"""How to make one record of each model of volunteers' hours in the books."""

from odoo.addons.club_membership.tests.access_world import recipe, unique


def an_activity(world):
    return world.env["club.hours.activity"].create({"name": unique("Work")})


def some_hours(world):
    return world.env["club.hours"].create(
        {
            "company_id": world.company.id,
            "partner_id": world.contact().id,
            "section_id": world.section.id,
            "date": "2026-02-01",
            "hours": 2,
            "activity_id": an_activity(world).id,
        }
    )


@recipe("club.hours.rate", write="basis")
def _rate(world):
    return {
        "company_id": world.company.id,
        "activity_id": an_activity(world).id,
        "rate": 15,
        "date_from": "2026-01-01",
    }


_years = iter(range(1900, 2000))


def valuation_values(world):
    year = next(_years)
    return {
        "company_id": world.company.id,
        "section_id": world.section.id,
        "date_from": f"{year}-01-01",
        "date_to": f"{year}-12-31",
    }


@recipe("club.valuation", write="date_to")
def _valuation(world):
    return valuation_values(world)


def line_values(world):
    valuation = world.env["club.valuation"].create(valuation_values(world))
    return {
        "valuation_id": valuation.id,
        "activity_id": an_activity(world).id,
        "rate": 15,
        "minutes": 120,
        "amount": 30,
    }


@recipe("club.valuation.line", write="minutes")
def _line(world):
    return line_values(world)


@recipe("club.valuation.hours", write="minutes")
def _evidence(world):
    hours = some_hours(world)
    return {
        "line_id": world.env["club.valuation.line"].create(line_values(world)).id,
        "hours_id": hours.id,
        "partner_id": hours.partner_id.id,
        "date": hours.date,
        "minutes": 120,
    }


@recipe("club.valuation.open", write="date_to")
def _open(world):
    return {
        "company_id": world.company.id,
        "date_from": "2026-01-01",
        "date_to": "2026-12-31",
    }


@recipe("club.books.closing", write="date")
def _closing(world):
    return {"company_id": world.company.id, "date": "2025-12-31"}
