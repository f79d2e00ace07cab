"""Products of the vendor, what members ask of it, and who stands behind."""

from odoo.fields import Command

from .days import happened
from .wishes import DISCREET, EXAMINED_BY, PILOTS, PRODUCTS, REQUESTS, VENDOR

# Days since the first request, and from one to the next
FIRST, EVERY = 400, 13


def ask(story):
    """Describe the products, then let members propose and support."""
    story.vendor = _vendor(story)
    story.products = {key: _product(story, *spec) for key, spec in PRODUCTS.items()}
    voices = story.voices = _voices(story)
    story.requests = {}
    for number, key in enumerate(REQUESTS):
        with happened(story, story.ago(FIRST - EVERY * number)):
            story.requests[key] = _propose(story, key, voices[number % len(voices)])
    for key, request in story.requests.items():
        _stand_behind(story, request, REQUESTS[key][-1], voices)


def key_of(story, request):
    """The key under which the story knows a request."""
    return next(key for key, each in story.requests.items() if each == request)


def _vendor(story):
    return story.env["res.partner"].create(
        {
            "name": VENDOR,
            "is_company": True,
            "street": "4 allée des Saules",
            "zip": "69003",
            "city": "Lyon",
            "country_id": story.env.ref("base.fr").id,
            "email": "clubs@sylvanor.example",
            "lang": "fr_FR",
        }
    )


def _product(story, name, modules, versions):
    return story.env["club.product"].create(
        {
            "name": name,
            "company_id": story.company.id,
            "vendor_id": story.vendor.id,
            "module_ids": [
                Command.create({"name": module, "sequence": place})
                for place, module in enumerate(modules)
            ],
            "version_ids": [
                Command.create(
                    {
                        "name": version,
                        "state": state,
                        "sequence": place,
                        "released_on" if state == "released" else "planned_on": (
                            story.ago(-days)
                        ),
                    }
                )
                for place, (version, state, days) in enumerate(versions)
            ],
        }
    )


def _voices(story):
    """(person, membership) of those who may speak: members themselves, and who speaks
    for an organisation; the printed ones come first."""
    printed = [story.people[login] for login in ("entreprise", "commission", "member")]
    teams = {d.membership_id: d.partner_id for d in story.teams if d.role == "manager"}
    pairs = [(person, firm) for firm, person in teams.items() if firm.is_member]
    persons = story.members.filtered(
        lambda m: m.is_member and m.email and not m.partner_id.is_company
    )
    drawn = [(m.partner_id, m) for m in persons if not m.partner_id._club_is_minor()]
    story.rng.shuffle(drawn)
    return sorted(pairs + drawn[:60], key=lambda pair: pair[0] not in printed)


def _propose(story, key, voice):
    kind, product, module, version, name, wish, motivation, _supporters = REQUESTS[key]
    product = story.products[product]
    commission = next((c for c, keys in EXAMINED_BY.items() if key in keys), None)
    return story.env["club.request"]._author_write(
        {
            "kind": kind,
            "name": name,
            "wish": wish,
            "motivation": motivation,
            "product_id": product.id,
            "module_id": product.module_ids.filtered(lambda m: m.name == module).id,
            "version_id": product.version_ids.filtered(lambda v: v.name == version).id,
            "is_pilot_offered": key in PILOTS,
            "commission_id": commission and story.commissions[commission].id,
        },
        *voice,
        key not in DISCREET,
    )


def _stand_behind(story, request, count, voices):
    for person, membership in story.rng.sample(voices, min(count, len(voices))):
        request._support(person, membership, story.rng.random() < 0.8)
