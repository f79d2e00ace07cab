"""How to make one record of each model of support: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique


@recipe("club.skill", write="sequence")
def _skill(world):
    return {"name": unique("Skill"), "company_id": world.company.id}


@recipe("club.volunteer", write="rest")
def _volunteer(world):
    return {
        "partner_id": world.contact().id,
        "company_id": world.company.id,
        "home_section_id": world.section.id,
    }


@recipe("club.volunteer.absence", write="note")
def _absence(world):
    volunteer = world.env["club.volunteer"].create(_volunteer(world))
    return {
        "volunteer_id": volunteer.id,
        "date_from": "2026-08-01",
        "date_to": "2026-08-31",
    }


@recipe("club.rota", write="name")
def _rota(world):
    return {
        "name": unique("Rota"),
        "company_id": world.company.id,
        "section_id": world.section.id,
        "date_start": "2026-04-06",
        "slot_count": 4,
    }


@recipe("club.rota.line", write="section_id")
def _line(world):
    rota = world.env["club.rota"].create(_rota(world))
    return {"rota_id": rota.id, "section_id": world.section.id}


@recipe("club.rota.solution", write="solver")
def _solution(world):
    return {"rota_id": world["club.rota"].id}


@recipe("club.rota.level", write="sequence")
def _level(world):
    return {
        "solution_id": world["club.rota.solution"].id,
        "sequence": 1,
        "level": "coverage",
        "value": 0,
        "bound": 0,
    }


@recipe("club.rota.share", write="load")
def _share(world):
    volunteer = world.env["club.volunteer"].create(_volunteer(world))
    return {
        "solution_id": world["club.rota.solution"].id,
        "volunteer_id": volunteer.id,
        "load": 3,
        "share": 3.5,
    }


@recipe("club.duty", write="slot")
def _duty(world):
    rota = world.env["club.rota"].create(_rota(world))
    return {
        "rota_id": rota.id,
        "section_id": world.section.id,
        "slot": 0,
        "date_start": "2026-04-06",
        "date_end": "2026-04-12",
        "volunteer_id": world["club.volunteer"].id,
    }


@recipe("club.duty.change", write="reason")
def _change(world):
    return {
        "duty_id": world["club.duty"].id,
        "kind": "override",
        "author_id": world.contact().id,
    }


@recipe("club.duty.offer", write="message")
def _offer(world):
    duty = world.env["club.duty"].create(_duty(world))
    return {
        "duty_id": duty.id,
        "kind": "cover",
        "asker_id": world["club.volunteer"].id,
    }


@recipe("club.ticket", write="name")
def _ticket(world):
    return {
        "name": unique("Question"),
        "partner_id": world.contact().id,
        "company_id": world.company.id,
        "section_id": world.section.id,
        "owner_id": world.contact().id,
        "number": unique("Q"),
    }


@recipe("club.ticket.category", write="sequence")
def _category(world):
    return {"name": unique("Category"), "company_id": world.company.id}


@recipe("club.ticket.reply", write="name")
def _reply(world):
    return {
        "name": unique("Answer"),
        "body": "Open the menu.",
        "company_id": world.company.id,
    }


@recipe("club.ticket.step", write="reason")
def _step(world):
    return {
        "ticket_id": world["club.ticket"].id,
        "partner_id": world.contact().id,
        "step": "national",
    }


@recipe("club.duty.notice", write="date")
def _notice(world):
    duty = world.env["club.duty"].create(_duty(world))
    return {
        "duty_id": duty.id,
        "company_id": world.company.id,
        "partner_id": world.contact().id,
        "level": "published",
        "date": "2026-03-15",
    }


@recipe("club.duty.served", write="reason")
def _served(world):
    return {"duty_id": world["club.duty"].id, "reason": "Ill"}
