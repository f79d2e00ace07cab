"""What members run, and who has migrated and can tell others."""

import itertools
from datetime import timedelta

from odoo.fields import Command

# product -> (version, how many run it), the newest first
RUN = {
    "gestion": (("12", 24), ("11", 9)),
    "paie": (("8.1", 8), ("8", 12), ("7", 4)),
}
# What those who went over to the newest version tell
TESTIMONIES = (
    "Trois semaines de préparation, un week-end de bascule. Faites reprendre les "
    "interfaces bancaires avant le reste.",
    "Une base d'essai pendant deux mois, avec nos vraies données : c'est ce qui a tout "
    "changé.",
    "Les états personnalisés ne passent pas : comptez deux jours pour les refaire.",
    "Passage en quatre heures, sans aide. La formation, elle, a pris un mois.",
)


def install(story):
    """Organisations say what they run; four can tell how the migration went."""
    firms = [(person, m) for person, m in story.voices if m.partner_id.is_company]
    firms += [(d.partner_id, d.membership_id) for d in story.teams if d.role == "voter"]
    firms = list({m: person for person, m in firms if m.is_member}.items())
    tellers = iter(TESTIMONIES)
    for key, versions in RUN.items():
        product, places = story.products[key], iter(firms)
        for name, count in versions:
            version = product.version_ids.filtered(lambda v, name=name: v.name == name)
            for membership, person in itertools.islice(places, count):
                values = _values(story, product, version, membership)
                if name == versions[0][0] and story.rng.random() < 0.4:
                    values |= _testimony(membership, person, next(tellers, ""))
                story.env["club.installation"].create(values)


def _values(story, product, version, membership):
    migrated = max(version.released_on, story.ago(500)) + timedelta(
        days=story.rng.randint(5, 30)
    )
    modules = product.module_ids
    chosen = story.rng.sample(modules.ids, story.rng.randint(2, len(modules)))
    return {
        "membership_id": membership.id,
        "product_id": product.id,
        "version_id": version.id,
        "module_ids": [Command.set(chosen)],
        "users_count": story.rng.choice((4, 8, 15, 25, 60, 140)),
        "since": story.ago(story.rng.randint(900, 3000)),
        "hosting": story.rng.choice(("own", "own", "vendor", "partner")),
        "migrated_on": min(migrated, story.today),
    }


def _testimony(membership, person, text):
    contact = membership.delegation_ids.filtered(lambda d: d.partner_id == person)[:1]
    if not (text and contact):
        return {}
    return {
        "can_testify": True,
        "testimony": text,
        "contact_id": contact.id,
        # They agreed in their own space.
        "contact_agreed_on": contact.date_from,
    }
