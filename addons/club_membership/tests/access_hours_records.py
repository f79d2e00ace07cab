"""Volunteers' hours: used by the access table."""

from .access_world import recipe, serial, unique


@recipe("club.hours.activity", write="name")
def _activity(world):
    return {"name": unique("Activity")}


@recipe("club.hours", write="description")
def _hours(world):
    return {
        "company_id": world.company.id,
        "partner_id": world.contact().id,
        "section_id": world.section.id,
        "date": "2026-01-05",
        "hours": 2,
        "activity_id": world.env.ref("club_membership.hours_activity_duty").id,
    }


@recipe("club.hours.change", write="reason", read="reason")
def _change(world):
    return {
        "hours_id": world["club.hours"].id,
        "kind": "amended",
        "user_id": world.colleague.id,
        "date": "2026-01-06 10:00:00",
        "before": f"2:00 {next(serial)}",
    }


@recipe("club.hours.decision", write="reason")
def _decision(world):
    return {
        "hours_ids": [(6, 0, world["club.hours"].ids)],
        "decision": "withdraw",
        "reason": "Written twice",
    }
