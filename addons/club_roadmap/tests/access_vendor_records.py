"""How to make one record of each model about the vendor: for the access table."""

from odoo.addons.club_membership.tests.access_world import recipe, unique


@recipe("club.vendor.contact", write="may_answer")
def _contact(world):
    return {
        "partner_id": world.contact().id,
        "vendor_id": world["club.product"].vendor_id.id,
        "company_id": world.company.id,
    }


@recipe("club.dossier", write="internal_note")
def _dossier(world):
    return {
        "name": unique("Dossier"),
        "vendor_id": world["club.product"].vendor_id.id,
        "company_id": world.company.id,
        "deadline": "2099-01-01",
    }


@recipe("club.dossier.line", write="name")
def _line(world):
    return {
        "dossier_id": world["club.dossier"].id,
        "request_id": world.create("club.request").id,
    }


def _released(world):
    """A dossier that was released, with a line."""
    dossier = world.create("club.dossier")
    line = world.env["club.dossier.line"].create(
        {
            "dossier_id": dossier.id,
            "request_id": world.create("club.request").id,
        }
    )
    dossier._release(dossier._fingerprint())
    return line


@recipe("club.dossier.note", write="text")
def _note(world):
    return {"dossier_id": _released(world).dossier_id.id, "text": unique("Note")}


@recipe("club.dossier.message", write="body")
def _message(world):
    return {
        "dossier_id": _released(world).dossier_id.id,
        "body": unique("Message"),
        "author_label": "The club",
        "date": "2026-01-01",
    }


@recipe("club.dossier.reminder", write="date")
def _reminder(world):
    return {
        "dossier_id": _released(world).dossier_id.id,
        "contact_id": world.create("club.vendor.contact").id,
        "level": "soon",
        "date": "2026-01-01",
    }


@recipe("club.vendor.answer", write="reason")
def _answer(world):
    return {
        "line_id": _released(world).id,
        "date": "2026-01-01",
        "feasibility": "study",
        "reason": "We look at it",
        "contact_name": "Vera",
    }


@recipe("club.vendor.draft", write="reason")
def _draft(world):
    return {"line_id": _released(world).id, "reason": "Perhaps"}


@recipe("club.vendor.delivery", write="reason")
def _delivery(world):
    return {
        "line_id": _released(world).id,
        "date": "2026-01-01",
        "contact_name": "Vera",
    }


def _make_score(world):
    line = _released(world)
    world.env.flush_all()
    return world.env["club.vendor.score"].browse(line.id)


@recipe("club.vendor.score", write="year", make=_make_score)
def _score(world):
    return {"year": "2026"}


@recipe("club.dossier.preview", write="dossier_id")
def _preview(world):
    return {"dossier_id": world["club.dossier"].id}


@recipe("club.dossier.add", write="dossier_id")
def _add(world):
    return {
        "dossier_id": world["club.dossier"].id,
        "request_ids": [(6, 0, world["club.request"].ids)],
    }
