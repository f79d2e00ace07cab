"""How to make one record of the models of questions: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique


def _of_a_ticket(model):
    """A line of figures is there because a question is."""

    def make(world):
        world["club.ticket"]
        world.env.flush_all()
        found = world.env[model].search([("section_id", "=", world.section.id)])
        return found[:1]

    return make


def _of_a_volunteer(world):
    volunteer = world["club.volunteer"]
    world.env.flush_all()
    return world.env["club.ticket.load"].browse(volunteer.id)


@recipe("club.ticket.fact", write="open", make=_of_a_ticket("club.ticket.fact"))
def _fact(world):
    return {"asked": 1}


@recipe("club.ticket.figure", write="open", make=_of_a_ticket("club.ticket.figure"))
def _figure(world):
    return {"asked": 1}


@recipe("club.ticket.load", write="open", make=_of_a_volunteer)
def _load(world):
    return {"answered": 1}


@recipe("club.ticket.look", write="text")
def _look(world):
    return {
        "user_id": world.env.ref("base.user_admin").id,
        "company_id": world.company.id,
        "text": unique("word"),
    }


@recipe("club.ticket.move", write="reason")
def _move(world):
    return {"move": "solve", "ticket_ids": [(6, 0, world["club.ticket"].ids)]}


@recipe("club.ticket.call", write="name")
def _call(world):
    return {
        "company_id": world.company.id,
        "section_id": world.section.id,
        "name": unique("Question"),
        "caller_name": "Zoe",
        "caller_phone": "02 99 00 00 00",
    }
