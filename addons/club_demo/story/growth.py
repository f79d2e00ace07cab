"""What members get from partners, and who might become one."""

from odoo import fields

BENEFITS = (
    (
        "Modules complémentaires à prix réduit",
        "20 % sur tout nouveau module",
        "SYLV-CLUB-20",
        "<p>Pour une commande passée dans l'année, une fois par organisation.</p>",
    ),
    (
        "Conférence annuelle de l'éditeur",
        "Deux entrées au prix d'une",
        "CONF-DUO",
        "<p>À indiquer lors de l'inscription à la conférence.</p>",
    ),
    (
        "Livres de comptabilité",
        "5 % chez notre libraire",
        "",
        "<p>Montrez votre carte d'adhérent.</p>",
    ),
)
PROSPECTS = (
    ("Biscuiterie du Léguer", "BRE", "known"),
    ("Conserverie de Concarneau", "BRE", "contacted"),
    ("Chantier naval de Paimpol", "BRE", "guest"),
    ("Transports Loire Express", "PDL", "known"),
    ("Mutuelle des Ponts", "PDL", "contacted"),
    ("Imprimerie des Quais", "IDF", "known"),
    ("Clinique des Tilleuls", "IDF", "contacted"),
    ("Coopérative des Vignerons", "OCC", "lost"),
)


def tell(story, events):
    """Benefits, and a campaign among the vendor's customers."""
    for name, summary, code, conditions in BENEFITS:
        story.env["club.benefit"].create(
            {
                "name": name,
                "summary": summary,
                "code": code or False,
                "conditions": conditions,
                "provider_id": story.vendor.id or story.company.partner_id.id,
                "company_id": story.company.id,
                "state": "published",
            }
        )
    campaign = story.env["club.recruitment"].create(
        {
            "name": "Clients de l'éditeur",
            "company_id": story.company.id,
            "date_start": story.ago(200),
            "vendor_base": 1200,
        }
    )
    coming = events.filtered(
        lambda event: (
            event.audience == "open" and event.date_begin > fields.Datetime.now()
        )
    )
    for name, section, stage in PROSPECTS:
        prospect = story.env["club.prospect"].create(
            {
                "recruitment_id": campaign.id,
                "name": name,
                "section_id": story.sections[section].id,
                "email": f"contact@{name.split()[-1].lower()}.example",
                "stage": stage,
                "lost_reason": "Travaille avec un autre club"
                if stage == "lost"
                else "",
            }
        )
        if stage == "guest" and coming:
            story.env["club.event.guest"].create(
                {
                    "event_id": coming[:1].id,
                    "kind": "prospect",
                    "prospect_id": prospect.id,
                    "name": "Yann Riou",
                    "email": prospect.email,
                    "organisation_name": name,
                }
            )
