"""How to make one record of each model of voting rounds: for the access table."""

from odoo.addons.club_ballot.tests import access_records  # noqa: F401 (recipes)
from odoo.addons.club_membership.tests.access_world import recipe, unique


@recipe("club.round", write="first_reminder_days")
def _round(world):
    return {
        "name": unique("Round"),
        "company_id": world.company.id,
        "closes_at": "2099-01-01 10:00:00",
    }


@recipe("club.round.line", write="sequence")
def _line(world):
    return {
        "round_id": world["club.round"].id,
        "request_id": world.create("club.request").id,
    }


@recipe("club.round.reminder", write="day")
def _reminder(world):
    return {
        "round_id": world["club.round"].id,
        "partner_id": world.contact().id,
        "level": "opening",
    }
