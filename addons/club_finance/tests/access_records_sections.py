"""How to make one record of each model of sections' accounts."""

from odoo.addons.club_membership.tests.access_world import recipe, unique
from odoo.addons.club_membership.tests.common import day


def _make_section_entry(world):
    world.env["account.move"]._club_book(
        world.company._club_misc_journal(),
        day("2026-03-01"),
        unique("Stamps"),
        [
            {"account": world.ref("expense"), "balance": 12, "section": world.section},
            {"account": world.ref("payable"), "balance": -12},
        ],
    )
    world.env.flush_all()
    return world.env["club.section.entry"].search(
        [("section_id", "=", world.section.id)], limit=1
    )


@recipe("club.section.entry", write="label", make=_make_section_entry)
def _section_entry(world):
    return {"section_id": world.section.id, "label": unique("Stamps")}


@recipe("club.payment.out.refusal", write="reason")
def _payment_refusal(world):
    return {
        "payment_ids": [(6, 0, world["club.payment.out"].ids)],
        "reason": "No receipt",
    }


@recipe("club.section.transfer", write="reason")
def _transfer(world):
    return {
        "from_section_id": world.section.id,
        "to_section_id": world.company._club_root_section().id,
        "company_id": world.company.id,
        "amount": 50,
        "reason": unique("Share of the fair"),
    }


@recipe("club.share.rule", write="sequence")
def _share_rule(world):
    return {"level": "national", "percent": 60, "company_id": world.company.id}


def _make_share(world):
    """One booked: a second draft is refused."""
    share = world.create("club.share")
    share.state = "booked"
    return share


@recipe("club.share", write="message_ids", make=_make_share)
def _share(world):
    return {"company_id": world.company.id}


@recipe("club.share.line", write="amount")
def _share_line(world):
    return {
        "share_id": world["club.share"].id,
        "company_id": world.company.id,
        "date": "2026-03-01",
        "due_id": world.create("club.due").id,
        "source_section_id": world.section.id,
        "section_id": world.section.id,
        "role": "own",
        "amount": 12,
    }


@recipe("club.bill", write="label")
def _bill(world):
    return {
        "partner_id": world.contact().id,
        "section_id": world.section.id,
        "company_id": world.company.id,
        "heading_id": world["club.heading"].id,
        "label": unique("Rent"),
        "amount": 80,
    }


@recipe("club.section.statement", write="below", read="below")
def _statement(world):
    return {"section_id": world.section.id}
