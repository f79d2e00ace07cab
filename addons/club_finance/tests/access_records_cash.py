"""How to make movements and counts of a cash box: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique

from .access_records import a_journal


def a_cash_box(world):
    if not world.section.cash_journal_id:
        world.section.cash_journal_id = a_journal(world, "cash")


@recipe("club.cash.movement", write="label")
def _cash_movement(world):
    a_cash_box(world)
    return {
        "section_id": world.section.id,
        "company_id": world.company.id,
        "kind": "to_bank",
        "amount": 10,
        "label": unique("To the bank"),
    }


def a_count(world):
    a_cash_box(world)
    return {
        "section_id": world.section.id,
        "company_id": world.company.id,
        "date": "2026-03-01",
        "line_ids": False,
        "counted": 0,
    }


@recipe("club.cash.count", write="date")
def _cash_count(world):
    return a_count(world)


@recipe("club.cash.count.line", write="quantity")
def _cash_count_line(world):
    count = world.env["club.cash.count"].create(a_count(world))
    return {"count_id": count.id, "value": 20}
