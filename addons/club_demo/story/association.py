"""The association itself: company, chart of accounts, bank, territory, tariff."""

import base64

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import file_open

from .places import TERRITORY

NAME = "Club Utilisateurs Sylvanor"
IBAN = "FR7630006000011234567890189"
REGION_WITH_BANK = "BRE"
REGION_OPENED_LATER = "COR"

# code -> values; amounts of the last three years, the oldest first
TYPES = {
    "IND": {
        "name": ("Individual", "Adhérent individuel"),
        "member_kind": "person",
        "early_join_months": 4,
        "amounts": (55, 58, 60),
    },
    "RED": {
        "name": ("Student or retired", "Étudiant ou retraité"),
        "member_kind": "person",
        "early_join_months": 4,
        "amounts": (25, 25, 28),
    },
    "ENT": {
        "name": ("Company", "Entreprise"),
        "member_kind": "organisation",
        "price_model": "bracket",
        "booking_mode": "invoice",
        "prorata": "month",
        "vote_count": 3,
        "delegate_count": 2,
        "joining_fee": 50,
        "brackets": ((1, 180), (50, 340), (250, 620), (1000, 1150)),
    },
    "PUB": {
        "name": ("Public body", "Établissement public"),
        "member_kind": "organisation",
        "price_model": "seats",
        "booking_mode": "invoice",
        "vote_count": 2,
        "delegate_count": 2,
        "amounts": (230, 240, 250),
        "seats_included": 2,
        "seat_price": 85,
    },
    "INT": {
        "name": ("Integrator", "Intégrateur"),
        "member_kind": "organisation",
        "price_model": "seats",
        "booking_mode": "invoice",
        "prorata": "month",
        "amounts": (480, 480, 500),
        "seats_included": 2,
        "seat_price": 120,
    },
    "BIE": {
        "name": ("Benefactor", "Bienfaiteur"),
        "member_kind": "any",
        "price_model": "free",
        "minimum": 100,
        "amounts": (150, 150, 150),
    },
    "HON": {
        "name": ("Honorary", "Membre d'honneur"),
        "member_kind": "person",
        "is_free": True,
        "vote_count": 0,
    },
}


def found(story):
    """Turn the database's empty company into the association."""
    env = story.env
    company = env.company
    if company.root_id._existing_accounting():
        raise UserError(
            env._(
                "%s already keeps books. The demonstration fills an empty database: "
                "create one for it.",
                company.name,
            )
        )
    country = env.ref("base.fr")
    company.write(
        {
            "name": NAME,
            "street": "18 rue des Tanneries",
            "zip": "75013",
            "city": "Paris",
            "country_id": country.id,
            "phone": "01 99 00 18 01",
            "email": "contact@club-sylvanor.example",
            "website": "https://club-sylvanor.example",
        }
    )
    with file_open("club_demo/static/logo.png", "rb") as logo:
        company.logo = base64.b64encode(logo.read())
    company.partner_id.lang = "fr_FR"
    _load_french_chart(env, company)
    story.company = company
    story.bank = _open_bank(env, company)
    story.sections = _draw_territory(story)
    story.types = _vote_tariff(story)


def _load_french_chart(env, company):
    # When account is being installed in the same go, it has planned to load the
    # chart of the country the company had then; ours comes first and stays.
    if hasattr(env.registry, "_auto_install_template"):
        del env.registry._auto_install_template
    # Not try_loading(): it warns while modules are being loaded. Everything the
    # French chart needs is a dependency of this addon and loaded by now.
    env["account.chart.template"]._load("fr", company, install_demo=False)


def _open_bank(env, company):
    journal = env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
    )
    journal.set_bank_account(IBAN)
    company.club_bank_account_id = journal.bank_account_id
    return journal


def _draw_territory(story):
    """Create four grandes régions and thirteen regions below the national body."""
    env, company = story.env, story.company
    root = company._club_root_section()
    root.write({"name": NAME, "code": "NAT"})
    plan = env.ref("club_finance.section_plan")
    sections = {"NAT": root}
    for group_name, regions in TERRITORY.items():
        group = env["club.section"].create(
            {
                "name": group_name,
                "level": "region_group",
                "parent_id": root.id,
                "company_id": company.id,
            }
        )
        for region in regions:
            sections[region.code] = env["club.section"].create(
                {
                    "name": region.name,
                    "code": region.code,
                    "level": "region",
                    "parent_id": group.id,
                    "company_id": company.id,
                    "analytic_account_id": env["account.analytic.account"]
                    .create(
                        {
                            "name": region.name,
                            "code": region.code,
                            "plan_id": plan.id,
                            "company_id": company.id,
                        }
                    )
                    .id,
                }
            )
    sections[REGION_OPENED_LATER].write(
        {"dues_opening": "date", "dues_opening_date": story.day(-1, 1, 1)}
    )
    sections[REGION_WITH_BANK].bank_journal_id = env["account.journal"].create(
        {
            "name": "Banque Bretagne",
            "code": "BQBRE",
            "type": "bank",
            "company_id": company.id,
        }
    )
    return sections


def _vote_tariff(story):
    """Create the membership types, each with the prices of three years."""
    types = {}
    for sequence, (code, spec) in enumerate(TYPES.items(), start=1):
        spec = dict(spec)
        english, french = spec.pop("name")
        versions = _price_versions(story, spec)
        kind = story.env["club.membership.type"].create(
            {
                "name": english,
                "code": code,
                "sequence": sequence,
                "grace_days": 90,
                "price_ids": [Command.create(values) for values in versions],
                "company_id": story.company.id,
                **spec,
            }
        )
        kind.with_context(lang="fr_FR").name = french
        types[code] = kind
    return types


def _price_versions(story, spec):
    """Take the prices out of a type's description, one version a year."""
    amounts = spec.pop("amounts", (0, 0, 0))
    brackets = spec.pop("brackets", ())
    shared = {
        fname: spec.pop(fname)
        for fname in ("joining_fee", "minimum", "seats_included", "seat_price")
        if fname in spec
    }
    if spec.get("is_free"):
        return []
    return [
        {
            "date_from": story.day(year, 1, 1),
            "amount": amount,
            "bracket_ids": [
                Command.create({"headcount_from": low, "amount": price})
                for low, price in brackets
            ],
            **shared,
        }
        for year, amount in zip((-2, -1, 0), amounts, strict=True)
    ]
