"""What the association spends: its running, cash, claims, payments out, transfers."""

from odoo.fields import Command

from .association import REGION_WITH_BANK

# What the national body spends each month, from its bank account.
RUNNING = (
    ("Hébergement et logiciels", 640.0),
    ("Assurance", 95.0),
    ("Secrétariat", 850.0),
    ("Publication et impression", 780.0),
)
SPENT = (
    (21, "Affranchissement du courrier", 34.80),
    (14, "Collation de la réunion régionale", 61.20),
    (6, "Papeterie", 18.45),
)


def tell(story):
    """Two years of bills, and what waits to be paid."""
    _run(story)
    _keep_cash(story)
    _claim(story)
    _pay_out(story)


def _heading(story, kind, claimable=None):
    domain = [("company_id", "=", story.company.id), ("kind", "=", kind)]
    if claimable is not None:
        domain.append(("claimable", "=", claimable))
    return story.env["club.heading"].search(domain, limit=1)


def _run(story):
    """Two years of what it costs to run the association."""
    headings = story.env["club.heading"].search(
        [("company_id", "=", story.company.id), ("kind", "=", "expense")],
        limit=len(RUNNING),
    )
    root = story.sections["NAT"]
    for month in range(1, 25):
        day = story.ago(30 * month)
        spent = [
            {
                "account": heading._account(),
                "balance": amount,
                "name": label,
                "section": root,
                "heading": heading,
            }
            for heading, (label, amount) in zip(headings, RUNNING, strict=True)
        ]
        total = sum(amount for _label, amount in RUNNING)
        bank = {"account": story.bank.default_account_id, "balance": -total}
        story.env["account.move"]._club_book(
            story.bank, day, f"Dépenses de {day:%m/%Y}", [*spent, bank]
        )


def _keep_cash(story):
    """A float fetched from the bank, three small bills."""
    section = story.sections[REGION_WITH_BANK]
    movements = story.env["club.cash.movement"].create(
        [
            {
                "company_id": story.company.id,
                "section_id": section.id,
                "kind": "from_bank",
                "date": story.ago(30),
                "amount": 200.0,
                "label": "Fonds de caisse",
            },
            *(
                {
                    "company_id": story.company.id,
                    "section_id": section.id,
                    "kind": "out",
                    "date": story.ago(days),
                    "amount": amount,
                    "label": label,
                    "heading_id": _heading(story, "expense").id,
                }
                for days, label, amount in SPENT
            ),
        ]
    )
    movements.action_book()


def _claim(story):
    """Volunteers spent something: one claim waits, one is to be paid, one is given."""
    section = story.sections[REGION_WITH_BANK]
    heading = _heading(story, "expense", claimable=True)
    people = [story.people[login] for login in ("benevole", "adherent", "commission")]
    wishes = (
        ("repay", 47.60, "Train pour la formation"),
        ("repay", 23.9, "Impression"),
    )
    for person, (wish, amount, summary) in zip(
        people, (*wishes, ("waive", 88.0, "Déplacement au salon")), strict=True
    ):
        claim = story.env["club.expense"].create(
            {
                "company_id": story.company.id,
                "section_id": section.id,
                "partner_id": person.id,
                "summary": summary,
                "settlement": wish,
                "line_ids": [
                    Command.create(
                        {
                            "date": story.ago(8),
                            "label": summary,
                            "heading_id": heading.id,
                            "amount": amount,
                            "no_receipt_reason": "Justificatif remis sur papier",
                        }
                    )
                ],
            }
        )
        claim._submit(person, {"name": person.name, "address": "127.0.0.1"})
        if person != people[0]:
            claim.with_user(story.regional).action_approve()


def _pay_out(story):
    """The region asks for a payment that somebody else has to approve."""
    payment = (
        story.env["club.payment.out"]
        .with_user(story.regional)
        .create(
            {
                "company_id": story.company.id,
                "section_id": story.sections[REGION_WITH_BANK].id,
                "partner_id": story.env["res.partner"]
                .create({"name": "Salle de l'Hermine", "is_company": True})
                .id,
                "amount": 180.0,
                "reason": "Location de la salle, réunion de printemps",
                "heading_id": _heading(story, "expense").id,
            }
        )
    )
    payment.action_request()
    transfer = (
        story.env["club.section.transfer"]
        .with_user(story.treasurer)
        .create(
            {
                "company_id": story.company.id,
                "from_section_id": story.sections["NAT"].id,
                "to_section_id": story.sections[REGION_WITH_BANK].id,
                "amount": 450.0,
                "date": story.today,
                "reason": "Avance pour la journée régionale",
            }
        )
    )
    transfer.action_propose()
