"""The same for the models of the directory and of privacy."""

from odoo.addons.club_membership.tests.access_world import recipe, unique


def _first_field(world):
    return world.env["club.privacy.field"].search(
        [("company_id", "=", world.company.id)], limit=1
    )


@recipe("club.privacy.field", write="level", make=_first_field)
def _privacy_field(world):
    return {"key": "name", "company_id": world.company.id}


@recipe("club.privacy.choice", write="level")
def _privacy_choice(world):
    return {
        "partner_id": world.contact().id,
        "field_id": _first_field(world).id,
        "level": "members",
    }


@recipe("club.directory.entry", write="sort_name")
def _entry(world):
    return {
        "partner_id": world.contact().id,
        "company_id": world.company.id,
        "sort_name": "somebody",
    }


@recipe("club.directory.change", write="partner_id")
def _change(world):
    return {"partner_id": world.contact().id}


@recipe("club.consent", write="name")
def _consent(world):
    return {"name": unique("Photos"), "company_id": world.company.id}


@recipe("club.consent.wording", write="text")
def _wording(world):
    return {"consent_id": world.create("club.consent").id, "text": "I agree."}


@recipe("club.consent.answer", write="given")
def _answer(world):
    return {
        "partner_id": world.contact().id,
        "wording_id": world.create("club.consent.wording").id,
        "user_id": world.colleague.id,
        "given": True,
    }


@recipe("club.erasure", write="decision_reason")
def _erasure(world):
    return {"partner_id": world.contact().id, "company_id": world.company.id}


def _first_rule(world):
    rules = world.env["club.retention.rule"]
    return rules.search(
        [("company_id", "=", world.company.id)], limit=1
    ) or world.create("club.retention.rule")


@recipe("club.retention.rule", write="months", make=_first_rule)
def _rule(world):
    # Archived ones stand beside the one that is applied.
    return {"kind": "former", "company_id": world.company.id, "active": False}


@recipe("club.retention.list", write="apply_on")
def _list(world):
    return {
        "rule_id": world["club.retention.rule"].id,
        "company_id": world.company.id,
        "apply_on": "2026-12-31",
    }


@recipe("club.retention.line", write="message")
def _line(world):
    return {
        "list_id": world.create("club.retention.list").id,
        "rule_id": world["club.retention.rule"].id,
        "partner_id": world.contact().id,
    }
