"""The member's space: who may enter, what people show, agree to and ask for."""

from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from .association import REGION_OPENED_LATER
from .places import TERRITORY

# Months for which each kind of personal data is kept.
KEPT = (
    ("former", 36),
    ("application", 6),
    ("trace", 24),
    ("guest", 36),
    ("visitor", 24),
    ("prospect", 24),
)
OPEN_TYPES = {
    "IND": (
        "For everybody who uses the software.",
        "Pour toute personne qui utilise le logiciel.",
    ),
    "RED": (
        "For students, and for those who have retired.",
        "Pour les étudiants et les retraités.",
    ),
    "ENT": (
        "For companies and all who work there.",
        "Pour les entreprises et tous ceux qui y travaillent.",
    ),
}
# What people chose to show, and how many of each hundred: the others left it alone.
CHOICES = (
    (25, {"phone": "members", "email": "members"}),
    (15, {"email": "members"}),
    (8, {"phone": "commissions"}),
    (6, {"email": "nobody", "city": "nobody"}),
    (4, {"name": "public", "city": "public", "organisation": "public"}),
    (2, {"name": "nobody"}),
)
CONSENTS = (
    (
        ("Newsletter", "Lettre d'information"),
        (
            "You may send me the newsletter, once a month. I can stop it at any time.",
            "Vous pouvez m'envoyer la lettre d'information, une fois par mois. Je "
            "peux l'arrêter à tout moment.",
        ),
    ),
    (
        ("Photos", "Photos"),
        (
            "You may publish photos of our meetings on which I can be recognised.",
            "Vous pouvez publier des photos de nos rencontres où l'on me reconnaît.",
        ),
    ),
)
ACCEPTED = (
    "J'accepte que l'association utilise ces informations pour gérer mon adhésion."
)


def open_up(story):
    """Sections are open to their members; newcomers apply; people may pay online."""
    story.sections["NAT"].write(
        {"portal_opening": "date", "portal_opening_date": story.day(-1, 9, 1)}
    )
    story.sections[REGION_OPENED_LATER].write(
        {"portal_opening": "date", "portal_opening_date": story.day(0, 1, 1)}
    )
    for group in TERRITORY.values():
        for region in group:
            codes = sorted({code[:2] for code, _town in region.addresses()})
            story.sections[region.code].postal_codes = ", ".join(codes)
    for code, (english, french) in OPEN_TYPES.items():
        kind = story.types[code]
        kind.write({"open_to_application": True, "application_text": english})
        kind.with_context(lang="fr_FR").application_text = french
    story.company.club_public_directory = True
    story.env["club.retention.rule"].create(
        [
            {"kind": kind, "months": months, "company_id": story.company.id}
            for kind, months in KEPT
        ]
    )
    # It was there before the bank account of the association.
    provider = story.env.ref("payment.payment_provider_demo")
    provider.write(
        {
            "company_id": story.company.id,
            "journal_id": story.bank.id,
            "allow_tokenization": False,
        }
    )


def settle(story):
    """Logins, choices, consents and requests, once everybody is there."""
    own = {m.partner_id: m for m in story.members}
    own[story.people["entreprise"]] = story.firm
    portal = ("adherent", "member", "commission", "entreprise")
    entered = {story.people[login]: own[story.people[login]] for login in portal}
    story.env["club.portal.access"]._give(entered).invited_at = (
        fields.Datetime.now() - timedelta(days=60)
    )
    _choose(story)
    _consent(story)
    _apply(story)
    _forget(story)
    story.env["club.directory.entry"]._rebuild()


def _choose(story):
    """Some show their telephone, some nothing at all, most never looked."""
    known = {
        field.key: field.id
        for field in story.env["club.privacy.field"].search(
            [("company_id", "=", story.company.id)]
        )
    }
    people = story.members.filtered("is_member").partner_id.filtered(
        lambda person: not person.is_company
    )
    people |= story.teams.partner_id
    ids = (people - story.people["adherent"]).ids
    story.rng.shuffle(ids)
    rows, start = [], 0
    for share, levels in CHOICES:
        end = start + round(len(ids) * share / 100)
        rows += [
            {"partner_id": person, "field_id": known[key], "level": level}
            for person in ids[start:end]
            for key, level in levels.items()
        ]
        start = end
    story.env["club.privacy.choice"].create(rows)


def _consent(story):
    """Two questions; the printed members answered the first one."""
    consents = story.env["club.consent"]
    for names, texts in CONSENTS:
        consent = consents.create(
            {
                "name": names[0],
                "company_id": story.company.id,
                "wording_ids": [
                    Command.create({"text": texts[0], "date_from": story.ago(200)})
                ],
            }
        )
        french = consent.with_context(lang="fr_FR")
        french.name, french.wording_ids.text = names[1], texts[1]
        consents |= consent
    story.env["club.consent.answer"].create(
        [
            {
                "partner_id": user.partner_id.id,
                "wording_id": consents[0].wording_ids.id,
                "given": user.login != "member",
                "user_id": user.id,
            }
            for user in story.env["res.users"].search(
                [("login", "in", ("member", "commission", "entreprise"))]
            )
        ]
    )


def _apply(story):
    """Two newcomers applied online and proved their address."""
    for kind, code, region in (
        ("person", "IND", "BRE"),
        ("organisation", "ENT", "IDF"),
    ):
        draw = story.directory.company if code == "ENT" else story.directory.person
        drawn = draw(region)
        contact = story.directory.contact_of(drawn) if code == "ENT" else drawn
        application = story.env["club.application"]._submit(
            {
                "kind": kind,
                "name": contact["name"],
                "organisation": drawn["name"] if code == "ENT" else "",
                "company_id": story.company.id,
                "type_id": story.types[code].id,
                "section_id": story.sections[region].id,
                "email": contact.get("email") or "candidat@courriel.example",
                "headcount": 120 if code == "ENT" else 0,
                **{fname: drawn[fname] for fname in ("phone", "street", "zip", "city")},
            },
            "fr_FR",
            ACCEPTED,
        )
        application._confirm()


def _forget(story):
    """Somebody who left asks to be forgotten; nothing stands against it."""
    gone = story.members.filtered(
        lambda m: (
            m.closing == "resigned"
            and not m.partner_id.is_company
            and not m.partner_id._club_erasure_obstacle()
        )
    )[:1]
    secretary = story.people["secretaire"].user_ids
    story.env["club.erasure"].create(
        [
            {
                "partner_id": member.partner_id.id,
                "company_id": story.company.id,
                "user_id": secretary.id,
                "reason": "J'ai quitté l'association.",
            }
            for member in gone
        ]
    )
